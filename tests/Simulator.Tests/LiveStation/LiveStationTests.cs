using TempIdentity.Simulator.LiveStation;
using TempIdentity.Simulator.Station;

namespace TempIdentity.Simulator.Tests.LiveStation;

/// <summary>The running station with its real agent: what a visitor does, breaks and sees.</summary>
public sealed class LiveStationTests(LiveStationFixture fixture) : IClassFixture<LiveStationFixture>
{
    [Fact]
    public async Task A_person_is_granted_walks_through_and_the_verdict_is_told_from_three_sides()
    {
        var verdict = await fixture.VerdictAsync("1", fixture.Code(await fixture.SomebodyAsync()));

        Assert.Equal(("granted", "granted", ReadAs.Text), (verdict.Answer, verdict.Code, verdict.ReadAs));
        Assert.Equal(VerdictBook.TextsOf("granted").Passenger, verdict.Passenger);
        Assert.True(verdict.TimingsUs is { Verify: > 0, Record: > 0 } && verdict.Record > 0);
        Assert.InRange(verdict.ScanToAnswerMs, 0.01, 5000);
        await fixture.SeeAsync("the wings open and somebody between them", snapshot => snapshot.Lanes[0] is
        { Wings: WingState.Open, Lamp: LampState.Green, Display.Code: "granted" } lane && lane.Bodies.Any(body => body.Place == BodyPlace.Between));
        var after = await fixture.SeeAsync("passed, with the engineer's details", snapshot =>
            Find(snapshot, verdict) is { Outcome: "passed", Engineer.Provider: not null });
        var details = Find(after, verdict)!.Engineer;
        Assert.Equal(("ride-id", "issued", "trusted"), (details.CredentialKind, details.Form, details.Clock));
        Assert.InRange(details.CodeAgeS!.Value, -1, 5);
        Assert.Equal("passed", after.Lanes[0].Outcome);
        await fixture.SeeAsync("the wings closed and nobody left", snapshot =>
            snapshot.Lanes[0] is { Wings: WingState.Closed, Bodies.Count: 0 } && snapshot.Books is { Waiting: 0, Proven: true, Held: > 0 });
    }

    private static LiveVerdict? Find(StationSnapshot snapshot, LiveVerdict verdict) =>
        snapshot.Verdicts.FirstOrDefault(candidate => candidate.Scan == verdict.Scan);
}
