using TempIdentity.Simulator.LiveStation;
using TempIdentity.Simulator.Station;
using TempIdentity.TokenCrypto.Trust;

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
        await fixture.SeeAsync("the wings open and somebody between them", snapshot =>
            snapshot.Lanes[0] is { Wings: WingState.Open, Lamp: LampState.Green, Display.Code: "granted" } lane
            && lane.Bodies.Any(body => body.Place == BodyPlace.Between));
        var after = await fixture.SeeAsync("passed, with the engineer's details", snapshot =>
            Find(snapshot, verdict) is { Outcome: "passed", Engineer.Provider: not null });
        var details = Find(after, verdict)!.Engineer;
        Assert.Equal(("ride-id", "issued", "trusted"), (details.CredentialKind, details.Form, details.Clock));
        Assert.InRange(details.CodeAgeS!.Value, -1, 5);
        Assert.Equal("passed", after.Lanes[0].Outcome);
        await fixture.SeeAsync("the wings closed and nobody left", snapshot =>
            snapshot.Lanes[0] is { Wings: WingState.Closed, Bodies.Count: 0 } && snapshot.Books is { Waiting: 0, Proven: true, Held: > 0 });
    }

    [Fact]
    public async Task The_same_code_again_is_one_more_scan_and_is_refused()
    {
        var code = fixture.Code(await fixture.SomebodyAsync());
        Assert.Equal("granted", (await fixture.VerdictAsync("1", code)).Code);
        var again = await fixture.VerdictAsync("1", code);
        Assert.Equal(("refused", "replayed", null), (again.Answer, again.Code, again.Outcome));
        await fixture.SeeAsync("red, and back", snapshot => snapshot.Lanes[0] is { Lamp: LampState.Red, Wings: WingState.Closed } lane
            && lane.Bodies.Any(body => body.Place == BodyPlace.TurnedBack));
        await fixture.SeeAsync("what else failed", snapshot => Find(snapshot, again) is { Also.Count: > 0 });
    }

    [Fact]
    public async Task Two_visitors_at_one_lane_get_each_their_own_answer()
    {
        var (first, second) = (fixture.Code(await fixture.SomebodyAsync()), fixture.Code(await fixture.SomebodyAsync()));
        var verdicts = await Task.WhenAll(
            fixture.VerdictAsync("2", first), fixture.VerdictAsync("2", second), fixture.VerdictAsync("4", first));
        Assert.Equal(["granted", "granted", "wrong_purpose"], verdicts.Select(verdict => verdict.Code));
        Assert.Equal(3, verdicts.Select(verdict => verdict.Record).Distinct().Count());
        foreach (var granted in verdicts.Take(2))
            await fixture.SeeAsync("passed", snapshot => Find(snapshot, granted) is { Outcome: "passed" });
    }

    [Fact]
    public async Task Who_turns_back_and_who_is_followed_end_as_that()
    {
        Assert.True(fixture.Station.TailgateNext("2"));
        var (followed, back) = (await fixture.VerdictAsync("2", fixture.Code(await fixture.SomebodyAsync())),
            await fixture.VerdictAsync("1", fixture.Code(await fixture.SomebodyAsync()), walks: false));
        await fixture.SeeAsync("two bodies", snapshot => snapshot.Lanes[1].Bodies.Any(body => body.Tailgating));
        await fixture.SeeAsync("tailgate", snapshot => Find(snapshot, followed) is { Outcome: "tailgate" });
        await fixture.SeeAsync("no entry", snapshot => Find(snapshot, back) is { Outcome: "no_entry_after_grant" });
    }

    [Fact]
    public async Task The_fire_button_opens_every_gate_and_is_recorded_at_each()
    {
        await fixture.Station.FireAsync(on: true);
        await fixture.SeeAsync("three gates open", snapshot => snapshot.Lanes.Take(3).All(lane =>
            lane is { Emergency: true, Wings: WingState.Open }) && !snapshot.Lanes[3].Emergency
            && snapshot.Books.Rows.Count(row => row.Code == "emergency_on") == 3);
        var granted = await fixture.VerdictAsync("1", fixture.Code(await fixture.SomebodyAsync()));
        Assert.Equal("granted", granted.Code);
        await fixture.SeeAsync("nobody can tell", snapshot => Find(snapshot, granted) is { Outcome: "outcome_unknown" });
        await fixture.Station.FireAsync(on: false);
        await fixture.SeeAsync("closed", snapshot => snapshot.Lanes.All(lane => lane is { Emergency: false, Wings: WingState.Closed })
            && snapshot.Books.Rows.Count(row => row.Code == "emergency_off") == 3);
    }

    [Fact]
    public async Task A_scanner_whose_plug_is_pulled_says_so_and_comes_back_at_its_path()
    {
        Assert.True(fixture.Station.UnplugScanner("4"));
        Assert.Equal(ScanEnd.ScannerUnplugged, (await fixture.Station.ScanAsync("4", "TI1:X", ReadAs.Text, walks: true)).End);
        await fixture.SeeAsync("offline", snapshot => snapshot.Lanes[3] is { Scanner: ScannerState.Offline, ScannerPlugged: false }
            && snapshot.Books.Rows.Any(row => row is { Code: "scanner_offline", Lane: "4" }));
        fixture.Station.PlugScanner("4");
        await fixture.SeeAsync("online", snapshot => snapshot.Lanes[3] is { Scanner: ScannerState.Online, ScannerPlugged: true });
        Assert.Equal("malformed", (await fixture.VerdictAsync("4", "TI1:X")).Code);
    }

    [Fact]
    public async Task Without_head_office_the_station_goes_on_and_its_queue_grows_and_heals()
    {
        var somebody = await fixture.SomebodyAsync();
        await fixture.Station.CutHeadOfficeAsync(cut: true);
        var verdict = await fixture.VerdictAsync("1", fixture.Code(somebody));
        Assert.Equal("granted", verdict.Code);
        var cut = await fixture.SeeAsync("waiting", snapshot => snapshot.Books.Waiting >= 2 && !snapshot.Networks.HeadOffice);
        Assert.Null(Find(cut, verdict)!.Engineer.Provider);
        await fixture.Station.CutHeadOfficeAsync(cut: false);
        await fixture.SeeAsync("healed", snapshot => snapshot.Books is { Waiting: 0, Proven: true } && snapshot.Networks.HeadOffice
            && Find(snapshot, verdict) is { Engineer.Provider: not null });
    }

    [Fact]
    public async Task A_station_whose_line_is_cut_learns_of_a_revocation_when_it_heals()
    {
        var somebody = await fixture.SomebodyAsync();
        await fixture.Station.CutStationNetworkAsync(cut: true);
        fixture.World.Authorities.RideIds.SetStatus(somebody, CredentialStatus.Revoked);
        Assert.False(await fixture.Station.FollowAsync(LiveStationFixture.Within));
        Assert.Equal("granted", (await fixture.VerdictAsync("2", fixture.Code(somebody))).Code);
        await fixture.Station.CutStationNetworkAsync(cut: false);
        // The same person again at once would be too soon.
        fixture.Clock.Advance(10);
        Assert.True(await fixture.Station.FollowAsync(LiveStationFixture.Within));
        Assert.Equal("revoked", (await fixture.VerdictAsync("2", fixture.Code(somebody))).Code);
    }

    [Fact]
    public async Task Days_pass_for_the_agent_too_and_somebody_new_is_still_granted()
    {
        foreach (var days in new[] { 1, 1, 1, 6 })
        {
            fixture.Clock.Advance(days * 86_400);
            Assert.True(await fixture.Station.FollowAsync(LiveStationFixture.Within));
            var snapshot = await fixture.SeeAsync("a trusted clock", snapshot => snapshot.Agent is { Clock: "trusted", Running: true });
            Assert.InRange(snapshot.NowMs / 1000 - fixture.Clock.Now.Seconds, -1, 1);
        }
        Assert.Equal("granted", (await fixture.VerdictAsync("1", fixture.Code(await fixture.SomebodyAsync()))).Code);
    }

    [Fact]
    public async Task A_killed_agent_comes_back_and_the_grant_it_left_is_ended_as_unknown()
    {
        var starts = fixture.Station.Snapshot().Agent.Starts;
        var verdict = await fixture.VerdictAsync("1", fixture.Code(await fixture.SomebodyAsync()), walks: false);
        await fixture.Station.KillAgentAsync();
        await fixture.SeeAsync("gone", snapshot =>
            snapshot is { Agent.Running: false } && snapshot.Lanes[0].Scanner == ScannerState.Offline);
        Assert.Equal(ScanEnd.AgentDown, (await fixture.Station.ScanAsync("2", "TI1:X", ReadAs.Text, walks: true)).End);
        var back = await fixture.SeeAsync("back", snapshot => snapshot.Agent is { Running: true, Clock: "trusted" }
            && Find(snapshot, verdict) is { Outcome: "outcome_unknown" }
            && snapshot.Books.Rows.Any(row => row.Code == "unclean_start"));
        Assert.Equal(starts + 1, back.Agent.Starts);
    }

    [Fact]
    public async Task A_station_opened_again_goes_on_where_it_was_left()
    {
        var (before, key) = (fixture.Station.Snapshot(), fixture.Station.HeadOfficeKey);
        await fixture.OpenAgainAsync();
        var after = await fixture.SeeAsync("its books", snapshot => snapshot.Books is { Waiting: 0, Proven: true });
        Assert.True(after.Books.Held > before.Books.Held);
        Assert.Contains(after.Books.Rows, row => row.Code == "stopped");
        Assert.DoesNotContain(after.Books.Rows.TakeWhile(row => row.Code != "stopped"), row => row.Code == "unclean_start");
        Assert.Equal(key, fixture.Station.HeadOfficeKey);
        Assert.NotNull(fixture.Station.Record(after.Books.Rows[0].Sequence));
        foreach (var name in new[] { HeadOfficeKeys.SealingKeyFile, HeadOfficeKeys.TimeKeyFile })
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(fixture.Directory, "head-office", name)));
        }
    }

    [Theory]
    [InlineData("9", "TI1:X", ScanEnd.NoSuchLane)]
    [InlineData("1", "", ScanEnd.NotOneCode)]
    [InlineData("1", "TI1:A\rTI1:B", ScanEnd.NotOneCode)]
    internal async Task What_no_scanner_sends_as_one_code_is_refused_by_name(string lane, string text, ScanEnd end) =>
        Assert.Equal(new ScanResult(end), await fixture.Station.ScanAsync(lane, text, ReadAs.Text, walks: true));

    private static LiveVerdict? Find(StationSnapshot snapshot, LiveVerdict verdict) =>
        snapshot.Verdicts.FirstOrDefault(candidate => candidate.Scan == verdict.Scan);
}
