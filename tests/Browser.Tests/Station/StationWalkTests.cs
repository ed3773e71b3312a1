using System.Text.Json;
using TempIdentity.Browser.Tests.Framework;
using TempIdentity.Browser.Tests.Phone;

namespace TempIdentity.Browser.Tests.Station;

/// <summary>Phones of the browser at the scanners of the real agent: a picture goes in, a verdict of the agent comes back.</summary>
public sealed class StationWalkTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    /// <summary>Seconds in which a ticket that was just bought reaches the gate, at most.</summary>
    private const int TicketSecondsMax = 20;

    [ScannerFact]
    public async Task A_code_that_the_browser_signed_opens_the_gate_and_only_once()
    {
        var visitor = await VisitAsync();
        var phone = await PhonePage.OpenAsync(visitor, "walk0001");
        await phone.QuickStartAsync("ride-id");
        await phone.BindAsync();
        var verdict = await UntilTheTicketIsThereAsync(visitor);
        Assert.Equal(("granted", "image"), (Text(verdict, "answer"), Text(verdict, "read_as")));
        Assert.Equal("bound", Text(verdict.GetProperty("engineer"), "form"));
        Assert.NotEqual("granted", Text(await ScanAsync(visitor), "answer"));
    }

    [ScannerFact]
    public async Task A_bound_phone_whose_clock_is_wrong_is_refused_for_its_time()
    {
        var visitor = await VisitAsync();
        var phone = await PhonePage.OpenAsync(visitor, "walk0002");
        await phone.QuickStartAsync("ride-id");
        var before = await phone.BindAsync();
        await phone.WindAsync(-300);
        await phone.OtherCodeAsync(before);
        Assert.Equal("code_stale", Text(await ScanAsync(visitor), "code"));
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    /// <summary>Holds new codes to the scanner until the gate knows the ticket.</summary>
    private static async Task<JsonElement> UntilTheTicketIsThereAsync(Visitor visitor)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var verdict = await ScanAsync(visitor);
            var waited = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            if (Text(verdict, "code") != "no_ticket" || waited > TicketSecondsMax) return verdict;
            await visitor.Page.GetByTestId("refresh").ClickAsync();
        }
    }

    /// <summary>Holds the phone's screen to the first lane that lets people in.</summary>
    private static async Task<JsonElement> ScanAsync(Visitor visitor)
    {
        var answer = await visitor.Page.EvaluateAsync<JsonElement>("""
            async () => {
              const state = await (await fetch('/station/v1/state')).json();
              const lane = state.lanes.find(one => one.direction === 'entry').id;
              const picture = { method: 'POST', body: await tempIdentityPhone.codePng(), headers: { 'Content-Type': 'image/png' } };
              const answer = await fetch(`/station/v1/lanes/${lane}/scans`, picture);
              return answer.json();
            }
            """);
        Assert.True(answer.TryGetProperty("verdict", out var verdict) && verdict.ValueKind == JsonValueKind.Object, answer.GetRawText());
        return verdict;
    }
}
