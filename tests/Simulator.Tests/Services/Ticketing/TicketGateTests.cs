using System.Text;
using TempIdentity.GateAgent;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Decision;
using TempIdentity.GateAgent.Decoding;
using TempIdentity.GateAgent.Scanning;
using TempIdentity.GateAgent.Verification;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;
using static TempIdentity.Simulator.Tests.Services.Ticketing.OfficeWorld;

namespace TempIdentity.Simulator.Tests.Services.Ticketing;

/// <summary>What the office sold, at the lanes of R16, decided by the appliance's own stages.</summary>
public sealed class TicketGateTests : IDisposable
{
    private static readonly string[] Stations = ["VNP", "BJP", "TJP", "WWP", "AOH", "SHH", "NJH", "NKH"];
    private readonly OfficeWorld _world = new();

    public void Dispose() => _world.Dispose();

    private TicketService Office => _world.Service;

    [Theory]
    [Trait("rule", "R16")]
    [InlineData("06:19:59", VerdictCode.TooEarly)]
    [InlineData("06:20", VerdictCode.Granted)]
    [InlineData("06:54:59", VerdictCode.Granted)]
    [InlineData("06:55", VerdictCode.TooLate)]
    public void The_entry_opens_from_check_ins_opening_until_its_closing(string clock, VerdictCode verdict)
    {
        Office.Sell(Person(1), G1(), Morning);
        Assert.Equal(verdict, Scan(1, Purpose.StationEntry, "VNP", At(clock)));
    }

    [Theory]
    [Trait("rule", "R16")]
    [InlineData("BJP", null, VerdictCode.WrongStation)]
    [InlineData("TJP", null, VerdictCode.NoTicket)]
    [InlineData("VNP", "G143", VerdictCode.WrongTrain)]
    [InlineData("VNP", "G1", VerdictCode.Granted)]
    public void The_entry_knows_station_and_train(string station, string? train, VerdictCode verdict)
    {
        Office.Sell(Person(1), G1(), Morning);
        Assert.Equal(verdict, Scan(1, Purpose.StationEntry, station, At("06:30"), train));
    }

    [Theory]
    [Trait("rule", "R16")]
    [InlineData("13:28:59", VerdictCode.Granted)]
    [InlineData("13:29", VerdictCode.TooLate)]
    public void The_exit_opens_until_two_hours_after_arrival(string clock, VerdictCode verdict)
    {
        Office.Sell(Person(1), G1(), Morning);
        Assert.Equal(verdict, Scan(1, Purpose.StationExit, "AOH", At(clock)));
    }

    [Theory]
    [Trait("rule", "R16")]
    [InlineData("G1", VerdictCode.Granted)]
    [InlineData("G113", VerdictCode.WrongTrain)]
    public void On_board_the_train_is_checked_wherever_one_got_on(string train, VerdictCode verdict)
    {
        Office.Sell(Person(1), G1(from: "NKH"), Morning);
        Assert.Equal(verdict, Scan(1, Purpose.OnBoard, null, At("10:30"), train));
    }

    [Fact]
    public void The_holder_of_a_night_trains_ticket_goes_out_on_the_next_day()
    {
        Office.Sell(Person(1), Train("T109", "BJP", "SHH"), Morning);
        Assert.Equal(VerdictCode.Granted, Scan(1, Purpose.StationEntry, "BJP", At("19:30")));
        Assert.Equal(VerdictCode.Granted, Scan(1, Purpose.OnBoard, null, At("24:30"), "T109"));
        Assert.Equal(VerdictCode.Granted, Scan(1, Purpose.StationExit, "SHH", At("10:45", 1)));
    }

    [Theory]
    [Trait("rule", "R15")]
    [InlineData("jingjin-20")]
    [InlineData("jingjin-month")]
    [InlineData("jingjin-week")]
    public void Holders_of_multi_ride_and_period_tickets_ride_as_others_do(string product)
    {
        Office.SellProduct(Person(1), product, Today, Morning);
        foreach (var day in new[] { 0, 3 })
        {
            Assert.Equal(VerdictCode.Granted, Scan(1, Purpose.StationEntry, "VNP", At("08:00", day)));
            Assert.Equal(VerdictCode.Granted, Scan(1, Purpose.StationEntry, "VNP", At("17:50", day), "C2071"));
            Assert.Equal(VerdictCode.Granted, Scan(1, Purpose.OnBoard, null, At("08:30", day), "C2205"));
            Assert.Equal(VerdictCode.Granted, Scan(1, Purpose.StationExit, "TJP", At("09:00", day)));
            Assert.Equal(VerdictCode.TooEarly, Scan(1, Purpose.StationEntry, "VNP", At("05:21:59", day)));
            Assert.Equal(VerdictCode.WrongStation, Scan(1, Purpose.StationEntry, "BJP", At("08:00", day)));
        }
    }

    public static TheoryData<string> HalfHours() =>
        new(Enumerable.Range(0, 48).Select(half => FormattableString.Invariant($"{half / 2:D2}:{half % 2 * 30:D2}")));

    [Theory]
    [Trait("rule", "R16")]
    [MemberData(nameof(HalfHours))]
    public void A_ticket_for_now_opens_at_any_hour_now_and_ten_minutes_later(string clock)
    {
        var counter = new TicketNow(Office);
        var enters = counter.ToEnter(Person(1), "VNP", At(clock)).Required;
        counter.ToLeave(Person(2), "VNP", At(clock));
        foreach (var at in new[] { At(clock), At(clock) + 600 })
        {
            Assert.Equal(VerdictCode.Granted, Scan(1, Purpose.StationEntry, "VNP", at));
            Assert.Equal(VerdictCode.Granted, Scan(2, Purpose.StationExit, "VNP", at));
            Assert.Equal(VerdictCode.WrongStation, Scan(1, Purpose.StationExit, "VNP", at));
        }
        // 22:00: the last train's check-in is open; 03:00: no train runs.
        if (clock is "22:00") Assert.Equal("C2589", enters.Journey.Train);
        if (clock is "03:00") Assert.Equal(Ticket.AnyTrain, enters.Journey.Train);
    }

    [Fact]
    [Trait("rule", "R16")]
    public void A_refunded_ticket_and_the_train_that_a_change_has_left_open_nothing()
    {
        var (refunded, changed) = (Office.Sell(Person(1), G1(), Morning).Required, Office.Sell(Person(2), G1(), Morning).Required);
        Office.Refund(Person(1), refunded.Id, At("06:25"));
        Office.Change(Person(2), changed.Id, Train("G143", "VNP", "AOH"), At("06:25"));
        Assert.Equal(VerdictCode.TicketRefunded, Scan(1, Purpose.StationEntry, "VNP", At("06:30")));
        Assert.Equal(VerdictCode.TooEarly, Scan(2, Purpose.StationEntry, "VNP", At("06:30")));
        Assert.Equal(VerdictCode.Granted, Scan(2, Purpose.StationEntry, "VNP", At("13:30")));
    }

    /// <summary>A fresh code of the person, at a lane that has today's publication.</summary>
    private VerdictCode Scan(int person, Purpose purpose, string? station, UnixTime now, string? train = null)
    {
        var authorities = _world.World.Authorities;
        var id = authorities.RideIds.Grant(Person(person), now);
        var code = authorities.RideIds.IssueCode(id, SignatureAlgorithm.ESP256, now).Value!;
        var trust = _world.World.Publish(now, Stations);
        var keys = new UnsealingKeys(authorities.Audiences.ForDevice(Audience.RailGate, now));
        var lane = new Lane(new LaneId("lane"), purpose, station, CodeWindows.Default, HasGate: false) { Train = train };
        var at = new ClockReading(now, default, ClockState.Trusted, 0);
        var decoded = FrameDecoder.Decode(new Frame(lane.Id, Encoding.ASCII.GetBytes(code), FrameEnd.Terminator, at));
        var check = CodeVerification.Check(decoded, trust, at, lane.Windows);
        return Decider.Decide(lane, at, check, FactGatherer.Gather(lane, at, check, trust, keys, ledger: null)).Code;
    }
}
