using System.Text.Json;
using System.Text.Json.Serialization;
using TempIdentity.Simulator.Scenarios.Checks;

namespace TempIdentity.Simulator.Scenarios;

/// <summary>How long things took. The only part of a report that differs between two runs of one seed without faults.</summary>
internal sealed record PeakDurations(double TotalSeconds, double PeakSeconds, IReadOnlyList<double> ReadySeconds);

/// <summary>The result of a run, as <c>--json</c> prints it; described in docs/cli/scenario.schema.json.</summary>
internal sealed record PeakReport
{
    public required string Scenario { get; init; }
    public required int Seed { get; init; }
    public required int Passengers { get; init; }
    public required int Lanes { get; init; }
    public required bool Faults { get; init; }
    public required bool Held { get; init; }
    /// <summary>Readings that had to be decided: what was written to the scanners' lines, codes held in view counted once.</summary>
    public required int Scans { get; init; }
    public required int Granted { get; init; }
    public required IReadOnlyDictionary<string, int> Refused { get; init; }
    public required int Referred { get; init; }
    /// <summary>Decision records, as head office's chain proves them.</summary>
    public required int Recorded { get; init; }
    /// <summary>Of these, the ones that match a scan one to one.</summary>
    public required int AtHeadOffice { get; init; }
    public required int Lost { get; init; }
    public required int Duplicated { get; init; }
    public required int GateOpenings { get; init; }
    public required int OpeningsWithoutRecord { get; init; }
    /// <summary>Outcomes of grants at gates, by code.</summary>
    public required IReadOnlyDictionary<string, int> Outcomes { get; init; }
    public required IReadOnlyList<string> Violations { get; init; }
    /// <summary><c>image</c> or <c>text</c>.</summary>
    public required string ReadAs { get; init; }
    public required PeakDurations Durations { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PeakReport))]
internal sealed partial class PeakReportJson : JsonSerializerContext
{
    /// <summary>One line.</summary>
    public static string ToText(PeakReport report) => JsonSerializer.Serialize(report, Default.PeakReport);

    public static PeakReport Make(
        MorningPeakPlan plan, CheckedRun run, EvidenceSet set, IReadOnlyList<Violation> violations, string readAs,
        PeakDurations durations) => new()
        {
            Scenario = "morning-peak",
            Seed = plan.Seed,
            Passengers = plan.Passengers,
            Lanes = plan.Lanes.Count,
            Faults = plan.Faults,
            Held = violations.Count == 0,
            Scans = run.Scans,
            Granted = run.Granted,
            Refused = run.Refused,
            Referred = run.Referred,
            Recorded = run.Recorded,
            AtHeadOffice = run.AtHeadOffice,
            Lost = run.Lost,
            Duplicated = run.Duplicated,
            GateOpenings = run.GateOpenings,
            OpeningsWithoutRecord = run.OpeningsWithoutRecord,
            Outcomes = new SortedDictionary<string, int>(set.Rows.Where(row => row.Kind == "passage")
            .GroupBy(row => row.Code).ToDictionary(group => group.Key, group => group.Count()), StringComparer.Ordinal),
            Violations = [.. violations.Select(violation => violation.ToString())],
            ReadAs = readAs,
            Durations = durations,
        };
}
