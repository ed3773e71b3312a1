using System.Text.Json;
using TempIdentity.Simulator.Scenarios.Renewals;

namespace TempIdentity.Simulator.Tests.Scenarios.Renewals;

/// <summary>A short run end to end: services and appliance as processes of their own, phones over HTTP.</summary>
public sealed class RenewalRunTests
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task A_short_run_misses_nothing_and_its_report_keeps_its_schema()
    {
        using var deadline = new CancellationTokenSource(EndsWithin);
        var request = new RenewalRequest(Phones: 8, Lanes: 3, TimeSpan.FromSeconds(8), Seed: 5);
        var result = await RenewalSession.RunAsync(request, null, TimeProvider.System, _ => { }, deadline.Token);
        var report = result.Report;
        Assert.Empty(report.Violations);
        Assert.True(report.Held);
        Assert.Equal((8, 0), (report.Renewals, report.Missed));
        Assert.Equal(4, report.Groups.Count);
        Assert.All(report.Groups, group => Assert.Equal(2, group.Renewals));
        Assert.True(report.Scans > 0);
        Assert.Equal(report.Scans, report.Recorded);
        Assert.Equal(report.Scans, report.Verdicts.Values.Sum());
        Assert.Equal(["services", "agent", "driver"], report.Processes.Select(process => process.Name));
        Assert.All(report.Processes, process => Assert.InRange(process.PeakResidentBytes, 20_000_000, long.MaxValue));
        KeepsSchema(JsonSerializer.Deserialize<JsonElement>(RenewalReportJson.ToText(report)));
    }

    private static void KeepsSchema(JsonElement report)
    {
        var schema = JsonDocument.Parse(File.ReadAllBytes(ProjectRoot.In("docs", "cli", "renewals.schema.json"))).RootElement;
        Check(schema, report);
        var known = schema.GetProperty("properties");
        foreach (var list in new[] { "groups", "processes" })
            foreach (var item in report.GetProperty(list).EnumerateArray()) Check(known.GetProperty(list).GetProperty("items"), item);
    }

    private static void Check(JsonElement schema, JsonElement value)
    {
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        var names = value.EnumerateObject().Select(property => property.Name).Order().ToArray();
        Assert.Equal(schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).Order(), names);
        Assert.All(names, name => Assert.True(schema.GetProperty("properties").TryGetProperty(name, out _), name));
    }
}
