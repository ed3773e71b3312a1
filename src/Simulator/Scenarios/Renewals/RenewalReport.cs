using System.Text.Json;
using System.Text.Json.Serialization;
using TempIdentity.Simulator.Imaging;
using TempIdentity.Simulator.Scenarios.Checks;

namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary>Renewals of the phones of one kind and form.</summary>
internal sealed record GroupFigures(
    string Kind, string Form, int Phones, int Renewals, int Missed, double? P50Ms, double? P99Ms, double? MaxMs);

/// <summary>A process in the report.</summary>
/// <param name="CpuShare">Of all cores, 0 to 1.</param>
internal sealed record ProcessLine(string Name, double CpuSeconds, double CpuShare, long PeakResidentBytes);

/// <summary>The result of a run, as <c>--json</c> prints it; described in docs/cli/renewals.schema.json.</summary>
internal sealed record RenewalReport
{
    public required string Scenario { get; init; }
    public required int Seed { get; init; }
    public required int Phones { get; init; }
    public required int Lanes { get; init; }
    public required double Seconds { get; init; }
    public required double SetUpSeconds { get; init; }
    public required bool Held { get; init; }
    public required int Renewals { get; init; }
    public required int Missed { get; init; }
    public required double MissedAfterSeconds { get; init; }
    public required IReadOnlyList<GroupFigures> Groups { get; init; }
    public required int Rechecks { get; init; }
    public required int Grants { get; init; }
    /// <summary>Attempts that failed and were tried again, by the service's code.</summary>
    public required IReadOnlyDictionary<string, int> FailedAttempts { get; init; }
    /// <summary>How often somebody was told to wait before the run.</summary>
    public required int ToldToWait { get; init; }
    public required int Scans { get; init; }
    public required int Recorded { get; init; }
    public required int Lost { get; init; }
    public required int Duplicated { get; init; }
    public required IReadOnlyDictionary<string, int> Verdicts { get; init; }
    public required IReadOnlyList<string> Violations { get; init; }
    public required int Cores { get; init; }
    public required IReadOnlyList<ProcessLine> Processes { get; init; }
    /// <summary><c>image</c> or <c>text</c>.</summary>
    public required string ReadAs { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RenewalReport))]
internal sealed partial class RenewalReportJson : JsonSerializerContext
{
    /// <summary>One line.</summary>
    public static string ToText(RenewalReport report) => JsonSerializer.Serialize(report, Default.RenewalReport);

    public static RenewalReport Make(RenewalPlan plan, RenewalCounts counts, CheckedRun check, IReadOnlyList<Violation> violations,
        IReadOnlyList<ProcessFigures> processes, int toldToWait, TimeSpan elapsed, TimeSpan setUp) => new()
        {
            Scenario = "renewals",
            Seed = plan.Seed,
            Phones = plan.Phones.Count,
            Lanes = plan.Lanes.Count,
            Seconds = Math.Round(elapsed.TotalSeconds, 2),
            SetUpSeconds = Math.Round(setUp.TotalSeconds, 2),
            Held = counts.Missed == 0 && violations.Count == 0 && check.Scans == check.Recorded,
            Renewals = counts.Latencies.Count,
            Missed = counts.Missed,
            MissedAfterSeconds = RenewalPlan.MissedAfter.TotalSeconds,
            Groups = Groups(plan, counts),
            Rechecks = counts.Rechecks,
            Grants = counts.Grants,
            FailedAttempts = counts.Failures,
            ToldToWait = toldToWait,
            Scans = check.Scans,
            Recorded = check.Recorded,
            Lost = check.Lost,
            Duplicated = check.Duplicated,
            Verdicts = Verdicts(check),
            Violations = [.. violations.Select(violation => violation.ToString())],
            Cores = Environment.ProcessorCount,
            Processes = [.. processes.Select(process => new ProcessLine(process.Name, Math.Round(process.CpuSeconds, 2),
                Math.Round(process.CpuShare, 4), process.PeakResidentBytes))],
            ReadAs = CodeReader.ReadAs,
        };

    private static GroupFigures[] Groups(RenewalPlan plan, RenewalCounts counts) =>
    [
        .. plan.Phones.GroupBy(phone => new PhoneGroup(phone.Kind, phone.Form)).OrderBy(group => RenewalTexts.Of(group.Key)).Select(group =>
        {
            var mine = counts.Latencies.Where(latency => latency.Group == group.Key).Select(latency => latency.Ms).ToArray();
            var figures = LatencyFigures.Of(mine);
            return new GroupFigures(RenewalTexts.Of(group.Key.Kind), RenewalTexts.Of(group.Key.Form), group.Count(), mine.Length,
                counts.MissedBy.GetValueOrDefault(group.Key), figures.P50Ms, figures.P99Ms, figures.MaxMs);
        }),
    ];

    private static SortedDictionary<string, int> Verdicts(CheckedRun check)
    {
        var verdicts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (code, times) in check.Refused) verdicts[code] = times;
        if (check.Granted > 0) verdicts["granted"] = check.Granted;
        if (check.Referred > 0) verdicts["refer"] = check.Referred;
        return verdicts;
    }
}
