using System.Text.Json;
using TempIdentity.Simulator.Scenarios;
using TempIdentity.Simulator.Station;

namespace TempIdentity.Simulator.Tests.Scenarios;

/// <summary>
/// The whole path on real input: a real agent process on pseudo-terminals, killed and restarted, with head office away for a while. What is
/// asserted comes from scanner bytes, gate edges and head office's rows.
/// </summary>
public class MorningPeakTests(PeakRuns runs) : IClassFixture<PeakRuns>
{
    [Fact]
    public void All_invariants_hold_across_a_kill_and_an_outage() =>
        Assert.Empty(runs.Faults.Report.Violations.Concat(runs.FaultsAgain.Report.Violations));

    [Theory]
    [InlineData("I1")]
    [InlineData("I2")]
    [InlineData("I3")]
    [InlineData("I4")]
    [InlineData("I5")]
    [InlineData("I6")]
    public void Each_invariant_looked_at_something_and_held(string invariant)
    {
        var finding = runs.Faults.Findings.Single(finding => finding.Invariant == invariant);
        Assert.True(finding.Checked > 0);
        Assert.Empty(finding.Violations);
    }

    [Fact]
    public void I2_every_scan_is_recorded_and_at_head_office()
    {
        var report = runs.Faults.Report;
        Assert.True(report.Scans >= 12);
        Assert.Equal((report.Scans, report.Scans), (report.Recorded, report.AtHeadOffice));
        Assert.Equal(report.Scans, report.Granted + report.Refused.Values.Sum() + report.Referred);
        Assert.Equal((0, 0, 0), (report.Lost, report.Duplicated, report.OpeningsWithoutRecord));
    }

    [Fact]
    public void I4_the_grant_that_the_kill_interrupted_has_an_unknown_outcome() =>
        Assert.Equal(1, runs.Faults.Report.Outcomes["outcome_unknown"]);

    [Fact]
    public void I3_a_code_used_before_the_kill_is_replayed_after_it() => Assert.Equal(2, runs.Faults.Report.Refused["replayed"]);

    [Fact]
    public void I6_nothing_personal_lies_in_clear()
    {
        Assert.Empty(runs.Faults.Evidence.FoundInClear);
        Assert.True(runs.Faults.Evidence.PlacesSearched > 10);
    }

    [Fact]
    public void The_kill_is_on_record() => Assert.Contains(runs.Faults.Evidence.Rows, row => row.Code == "unclean_start");

    [Fact]
    public void The_same_seed_gives_each_person_the_same_final_code() =>
        Assert.Equal(FinalCodes(runs.Faults), FinalCodes(runs.FaultsAgain));

    [Fact]
    public void Without_faults_the_whole_report_is_the_same_but_for_durations()
    {
        static string Text(PeakResult result) => PeakReportJson.ToText(result.Report with { Durations = new PeakDurations(0, 0, []) });
        Assert.Equal(Text(runs.Calm), Text(runs.CalmAgain));
        Assert.Equal((12, 12), (runs.Calm.Report.Scans, runs.Calm.Report.Granted));
    }

    [Fact]
    public void The_report_keeps_its_schema()
    {
        var report = JsonDocument.Parse(PeakReportJson.ToText(runs.Faults.Report)).RootElement;
        var schema = Schema();
        var properties = schema.GetProperty("properties");
        Assert.Equal(schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()).Order(),
            report.EnumerateObject().Select(property => property.Name).Order());
        foreach (var property in report.EnumerateObject()) AssertType(properties.GetProperty(property.Name), property.Value);
        Assert.Equal(properties.GetProperty("durations").GetProperty("required").EnumerateArray().Select(name => name.GetString()).Order(),
            report.GetProperty("durations").EnumerateObject().Select(property => property.Name).Order());
    }

    [Fact]
    public void The_evidence_lets_an_outsider_count_again()
    {
        int Lines(string file, Func<JsonElement, bool> which) => File.ReadLines(Path.Combine(runs.Evidence, file))
            .Select(line => JsonDocument.Parse(line).RootElement).Count(which);
        var report = runs.Faults.Report;
        Assert.Equal(report.GateOpenings, Lines("gate.jsonl", edge => edge.GetProperty("what").GetString() == GateEdges.Open));
        Assert.Equal(report.Recorded, Lines("head-office.jsonl", row => row.GetProperty("kind").GetString() == "decision"));
        Assert.True(Lines("scanner.jsonl", _ => true) >= report.Scans);
        Assert.Equal(0, Lines("people.jsonl", person =>
            person.GetProperty("final").GetString() != person.GetProperty("intended").GetString()));
    }

    private static List<(int, string?)> FinalCodes(PeakResult result)
    {
        var scans = result.Evidence.Scans.Select(scan => scan.Visit).ToHashSet();
        var check = InvariantChecker.Run(result.Evidence);
        return [.. result.Evidence.People.Where(person => scans.Contains(person.Visit))
            .Select(person => (person.Person, check.FinalCodes.GetValueOrDefault(person.Visit))).Order()];
    }

    private static void AssertType(JsonElement schema, JsonElement value)
    {
        if (!schema.TryGetProperty("type", out var type)) return;
        JsonValueKind[] kinds = type.GetString() switch
        {
            "integer" or "number" => [JsonValueKind.Number],
            "boolean" => [JsonValueKind.True, JsonValueKind.False],
            "array" => [JsonValueKind.Array],
            "object" => [JsonValueKind.Object],
            _ => [JsonValueKind.String],
        };
        Assert.Contains(value.ValueKind, kinds);
    }

    private static JsonElement Schema()
    {
        return JsonDocument.Parse(File.ReadAllBytes(ProjectRoot.In("docs", "cli", "scenario.schema.json"))).RootElement;
    }
}
