using TempIdentity.GateAgent.Decision;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Tests.Core;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;
using static TempIdentity.GateAgent.Tests.Core.CoreHarness;

namespace TempIdentity.GateAgent.Tests.Decision;

/// <summary>What earlier passages forbid, rides of a ticket, trains, changes of the day: through the real core (R15, R16, I3).</summary>
public sealed class PassageRuleTests : IDisposable
{
    private readonly TestStation _station = new();
    private readonly CoreHarness _core;

    public PassageRuleTests() => _core = new CoreHarness(_station);

    public void Dispose() => _core.Dispose();

    private UnixTime Now => _core.Clock.Read().Now;

    /// <summary>One person's phone: one credential, a new code each time.</summary>
    private Func<string> Phone(byte person)
    {
        var (grant, phone) = _station.RideIdGrant(person);
        uint counter = 0;
        return () => CodeSigner.SignPresentation(grant, phone, Now, ++counter);
    }

    private static Ticket Rides(ulong id, int rides, TicketKind kind = TicketKind.MultiRide) =>
        TestStation.Ticket(id, kind: kind) with { Rides = rides, Train = Ticket.AnyTrain };

    private string ScanAndPass(LaneId lane, string text)
    {
        var code = _core.Scan(lane, text);
        if (code == "granted") _core.Pass(lane);
        return code;
    }

    [Theory]
    [Trait("rule", "R15")]
    [InlineData(TicketKind.MultiRide)]
    [InlineData(TicketKind.Period)]
    public void A_ticket_with_two_rides_opens_twice_a_day_in_each_direction(TicketKind kind)
    {
        _station.Sell(1, Rides(1, 2, kind) with { Destination = TestStation.Station });
        var phone = Phone(1);
        foreach (var ride in (int[])[0, 1])
        {
            Assert.Equal("granted", ScanAndPass(Entry, phone()));
            Assert.Equal(ride, _core.Decisions[^1].GetProperty("ride").GetInt32());
            _core.Advance(TravellerRule.TooSoonSeconds);
            Assert.Equal("granted", ScanAndPass(Exit, phone()));
            _core.Advance(TravellerRule.TooSoonSeconds);
        }
        Assert.Equal("ticket_used", _core.Scan(Entry, phone()));
    }

    [Fact]
    [Trait("rule", "R15")]
    public void A_ride_that_nobody_took_is_free_again()
    {
        _station.Sell(1, Rides(1, 1));
        var phone = Phone(1);
        Assert.Equal("granted", _core.Scan(Entry, phone()));
        _core.Advance(7);
        Assert.Equal(["no_entry_after_grant"], _core.Outcomes);
        Assert.Equal("granted", _core.Scan(Entry, phone()));
    }

    [Theory]
    [InlineData(4, "too_soon")]
    [InlineData(5, "granted")]
    public void The_same_holder_does_not_pass_the_same_way_again_within_seconds(int later, string code)
    {
        // Out through the exit, so that only the seconds since the first exit are at stake.
        _station.Sell(1, Rides(1, 9) with { Destination = TestStation.Station });
        var phone = Phone(1);
        Assert.Equal("granted", ScanAndPass(Exit, phone()));
        _core.Advance(later);
        Assert.Equal(code, _core.Scan(Exit, phone()));
        Assert.Equal(code == "too_soon", _core.Decisions[^1].TryGetProperty("too_soon", out _));
    }

    [Fact]
    public void Somebody_else_passes_at_once_and_the_other_way_is_not_too_soon()
    {
        _station.Sell(1, Rides(1, 9) with { Destination = TestStation.Station });
        _station.Sell(2, Rides(2, 9) with { Destination = TestStation.Station });
        var (first, second) = (Phone(1), Phone(2));
        Assert.Equal("granted", ScanAndPass(Entry, first()));
        Assert.Equal("granted", ScanAndPass(Entry, second()));
        Assert.Equal("granted", ScanAndPass(Exit, first()));
    }

    [Fact]
    public void Who_is_inside_does_not_enter_on_another_ride_until_the_exit()
    {
        _station.Sell(1, Rides(1, 9) with { Destination = TestStation.Station });
        var phone = Phone(1);
        Assert.Equal("granted", ScanAndPass(Entry, phone()));
        _core.Advance(10);
        Assert.Equal("already_inside", _core.Scan(Entry, phone()));
        Assert.True(_core.Decisions[^1].GetProperty("inside").GetBoolean());
        Assert.Equal("granted", ScanAndPass(Exit, phone()));
        _core.Advance(10);
        Assert.Equal("granted", _core.Scan(Entry, phone()));
    }

    [Fact]
    public void A_used_up_ticket_is_told_as_used_also_while_its_holder_is_inside()
    {
        _station.Sell(1, TestStation.Ticket(1));
        var phone = Phone(1);
        Assert.Equal("granted", ScanAndPass(Entry, phone()));
        _core.Advance(10);
        Assert.Equal("ticket_used", _core.Scan(Entry, phone()));
    }

    [Theory]
    [InlineData(7199, 100_000, true)]
    [InlineData(7200, 100_000, false)]
    [InlineData(599, 600, true)]
    [InlineData(600, 600, false)]
    public void Inside_ends_with_the_trains_check_in_and_after_two_hours_at_the_latest(int later, int entryUntil, bool inside)
    {
        var at = TestStation.Now;
        var mark = new TravellerMark(at, TravellerRule.InsideUntil(at, at + entryUntil), 1);
        Assert.Equal(inside, TravellerRule.IsInside(mark, null, at + later));
        Assert.False(TravellerRule.IsInside(mark, new TravellerMark(at, at, 2), at));
        Assert.False(TravellerRule.IsInside(null, null, at));
    }

    [Fact]
    [Trait("rule", "R16")]
    public void A_lane_bound_to_a_train_takes_no_other()
    {
        using var core = new CoreHarness(_station, lanes: [Bound("G101"), Bound("G102")]);
        _station.Sell(1, TestStation.Ticket(1));
        Assert.Equal("wrong_train", core.Scan(new LaneId("G102"), _station.RideId(1)));
        Assert.Equal("granted", core.Scan(new LaneId("G101"), _station.RideId(1, TestStation.Now + 1)));
        _station.Sell(2, Rides(2, 1));
        Assert.Equal("granted", core.Scan(new LaneId("G102"), _station.RideId(2)));

        static Lane Bound(string train) =>
            new(new LaneId(train), Purpose.StationEntry, TestStation.Station, CodeWindows.Default, HasGate: false) { Train = train };
    }

    [Theory]
    [Trait("rule", "R16")]
    [InlineData("G101", -600, 1, "granted")]
    [InlineData("G101", -600, 0, "too_late")]
    [InlineData("G101", 1, 600, "too_early")]
    [InlineData("G9", -600, 600, "wrong_train")]
    public void On_board_the_whole_journey_counts_wherever_one_got_on(string train, int from, int until, string code)
    {
        var lane = new Lane(new LaneId("train"), Purpose.OnBoard, null, CodeWindows.Default, HasGate: false) { Train = train };
        using var core = new CoreHarness(_station, lanes: [lane]);
        _station.Sell(1, TestStation.Ticket(1, origin: TestStation.OtherStation, from: TestStation.Now + from)
            with
        { ExitUntil = TestStation.Now + until });
        Assert.Equal(code, core.Scan(lane.Id, _station.RideId(1)));
        if (code == "granted") Assert.Equal("granted", core.Scan(lane.Id, _station.RideId(1, TestStation.Now + 1)));
    }

    [Fact]
    [Trait("rule", "R16")]
    public void Refunded_and_sold_since_the_manifest_are_told_by_the_days_changes()
    {
        _station.Sell(1, TestStation.Ticket(1));
        _station.Change(1, TestStation.Ticket(1, state: TicketState.Refunded));
        Assert.Equal("ticket_refunded", _core.Scan(Entry, _station.RideId(1)));
        Assert.Equal(1, _core.Decisions[^1].GetProperty("manifest_change").GetInt64());
        Assert.Equal("no_ticket", _core.Scan(Entry, _station.RideId(2)));
        _station.Change(2, TestStation.Ticket(2));
        Assert.Equal("granted", _core.Scan(Entry, _station.RideId(2, TestStation.Now + 1)));
        Assert.Equal(2, _core.Decisions[^1].GetProperty("manifest_change").GetInt64());
    }
}
