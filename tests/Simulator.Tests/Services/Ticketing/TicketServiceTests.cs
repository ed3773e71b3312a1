using TempIdentity.GateAgent;
using TempIdentity.Simulator.HeadOffice;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;
using static TempIdentity.Simulator.Tests.Services.Ticketing.OfficeWorld;

namespace TempIdentity.Simulator.Tests.Services.Ticketing;

public sealed class TicketServiceTests : IDisposable
{
    private readonly OfficeWorld _world = new();

    public void Dispose() => _world.Dispose();

    private TicketService Office => _world.Service;

    private StoredTicket Sold(int person, JourneyChoice wanted, UnixTime? now = null) =>
        Office.Sell(Person(person), wanted, now ?? Morning).Required;

    [Fact]
    [Trait("rule", "R16")]
    public void A_sold_ticket_is_known_at_its_stations_and_their_neighbours()
    {
        var id = Sold(1, G1()).Id;
        foreach (var station in new[] { "VNP", "BJP", "AOH", "SHH" })
            Assert.Equal(id, Assert.Single(_world.Known(Person(1), station, Today, Morning)).TicketId);
        Assert.Empty(_world.Known(Person(1), "TJP", Today, Morning));
        Assert.Empty(_world.Known(Person(2), "VNP", Today, Morning));
    }

    [Fact]
    public void A_ticket_is_sold_until_check_in_closes()
    {
        Assert.Null(Office.Sell(Person(1), G1(), At("06:54:59")).Refusal);
        var refusal = Office.Sell(Person(2), G1(), At("06:55")).Refusal!;
        Assert.Equal("check_in_closed", refusal.Code);
        Assert.Contains("改签", refusal.NextStep.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ticket_is_sold_on_15_days_today_included()
    {
        Assert.Null(Office.Sell(Person(1), G1(14), Morning).Refusal);
        Assert.Equal("sale_not_open", Office.Sell(Person(1), G1(15), Morning).Refusal!.Code);
        Assert.Null(Office.Sell(Person(1), G1(15), At("24:00")).Refusal);
    }

    [Theory]
    [InlineData("G1", "XXX", "AOH", "unknown_station")]
    [InlineData("G1", "VNP", "TJP", "unknown_train")]
    [InlineData("G999", "VNP", "AOH", "unknown_train")]
    public void What_does_not_run_is_not_sold(string train, string from, string to, string code) =>
        Assert.Equal(code, Office.Sell(Person(1), Train(train, from, to), Morning).Refusal!.Code);

    [Fact]
    public void Nobody_is_on_two_trains_at_once()
    {
        Sold(1, Train("G113", "VNP", "NKH"));
        Assert.Equal("itinerary_conflict", Office.Sell(Person(1), Train("G113", "VNP", "NKH"), Morning).Refusal!.Code);
        Assert.Equal("itinerary_conflict", Office.Sell(Person(1), Train("C2205", "VNP", "TJP"), Morning).Refusal!.Code);
        // The one arrives when the other has left it behind: 12:57 and 13:00.
        Assert.Null(Office.Sell(Person(1), Train("G113", "NKH", "AOH"), Morning).Refusal);
        Assert.Null(Office.Sell(Person(2), Train("C2205", "VNP", "TJP"), Morning).Refusal);
    }

    [Fact]
    public void A_traveller_has_as_many_tickets_of_a_day_as_a_manifest_has_rows()
    {
        JourneyChoice[] day =
        [
            Train("C2001", "VNP", "TJP"), Train("C2205", "VNP", "WWP"), Train("C2205", "WWP", "TJP"), Train("G113", "TXP", "JGK"),
            Train("G113", "JGK", "NKH"), Train("G113", "NKH", "AOH"), Train("G114", "NKH", "JGK"), Train("G114", "JGK", "TXP"),
        ];
        foreach (var journey in day) Assert.Null(Office.Sell(Person(1), journey, At("05:30")).Refusal);
        Assert.Equal("too_many_tickets", Office.Sell(Person(1), Train("C2230", "TJP", "WWP"), Morning).Refusal!.Code);
    }

    [Fact]
    [Trait("rule", "R16")]
    public void A_ticket_is_refunded_until_departure_and_the_gates_are_told()
    {
        var (first, second) = (Sold(1, G1()), Sold(2, G1()));
        Assert.Null(Office.Refund(Person(1), first.Id, At("06:59:59")).Refusal);
        Assert.Equal("departed", Office.Refund(Person(2), second.Id, At("07:00")).Refusal!.Code);
        Assert.Equal(TicketState.Refunded, Assert.Single(_world.Known(Person(1), "VNP", Today, At("07:00"))).State);
        Assert.Equal(TicketState.Sold, Assert.Single(_world.Known(Person(2), "VNP", Today, At("07:00"))).State);
    }

    [Fact]
    public void A_refund_is_made_once_and_by_the_traveller_only()
    {
        var ticket = Sold(1, G1());
        Assert.Equal("unknown_ticket", Office.Refund(Person(2), ticket.Id, Morning).Refusal!.Code);
        Assert.Equal("unknown_ticket", Office.Refund(Person(2), ticket.Id + 1, Morning).Refusal!.Code);
        Assert.Null(Office.Refund(Person(1), ticket.Id, Morning).Refusal);
        Assert.Equal("already_refunded", Office.Refund(Person(1), ticket.Id, Morning).Refusal!.Code);
    }

    [Fact]
    [Trait("rule", "R16")]
    public void A_ticket_changes_to_another_train_once_before_departure()
    {
        var id = Sold(1, G1()).Id;
        var changed = Office.Change(Person(1), id, Train("G143", "VNP", "AOH"), At("06:59:59")).Required;
        Assert.Equal((id, "G143", true), (changed.Id, changed.Journey.Train, changed.Changed));
        var row = Assert.Single(_world.Known(Person(1), "VNP", Today, At("07:00")));
        Assert.Equal((id, "G143", At("13:25")), (row.TicketId, row.Train, row.EntryFrom));
        var again = Office.Change(Person(1), id, G1(1), At("07:00")).Refusal!;
        Assert.Equal("changed_before", again.Code);
    }

    [Fact]
    public void A_ticket_does_not_change_after_departure()
    {
        var id = Sold(1, G1()).Id;
        Assert.Equal("departed", Office.Change(Person(1), id, Train("G143", "VNP", "AOH"), At("07:00")).Refusal!.Code);
    }

    [Fact]
    public void A_change_to_another_day_takes_the_old_day_back()
    {
        var id = Sold(1, G1()).Id;
        Office.Change(Person(1), id, G1(2), Morning);
        Assert.Equal(TicketState.Changed, Assert.Single(_world.Known(Person(1), "VNP", Today, Morning)).State);
        Assert.Empty(_world.Known(Person(1), "VNP", Day(1), Morning));
        var day = ServiceDay.Of(At("06:30", 2));
        Assert.Equal(TicketState.Sold, Assert.Single(_world.Known(Person(1), "VNP", day, At("06:30", 2))).State);
    }

    [Fact]
    public void A_change_stays_between_the_two_cities()
    {
        var id = Sold(1, Train("T109", "BJP", "SHH")).Id;
        Assert.Equal("other_route", Office.Change(Person(1), id, Train("T109", "BJP", "NJH"), Morning).Refusal!.Code);
        Assert.Null(Office.Change(Person(1), id, Train("G143", "VNP", "AOH"), Morning).Refusal);
    }

    [Fact]
    [Trait("rule", "R16")]
    public void What_head_office_says_was_used_is_neither_refunded_nor_changed()
    {
        var id = Sold(1, G1()).Id;
        Assert.Equal(1, Office.TakeGrants([Grant(id, At("06:30"), 1)]));
        Assert.Equal("ticket_used", Office.Refund(Person(1), id, At("06:31")).Refusal!.Code);
        Assert.Equal("ticket_used", Office.Change(Person(1), id, G1(1), At("06:31")).Refusal!.Code);
        Assert.Equal(0, Office.TakeGrants([Grant(id, At("06:30"), 1)]));
    }

    [Fact]
    public void An_exit_alone_is_no_use_of_entry()
    {
        var id = Sold(1, G1()).Id;
        Office.TakeGrants([Grant(id, At("06:30"), 1) with { Direction = Direction.None }]);
        Assert.Null(Office.Refund(Person(1), id, At("06:31")).Refusal);
    }

    [Fact]
    public void Head_office_finds_who_was_let_in_with_a_refunded_ticket()
    {
        var id = Sold(1, G1()).Id;
        Office.Refund(Person(1), id, At("06:25"));
        Office.TakeGrants([Grant(id, At("06:24:59"), 1), Grant(id, At("06:25"), 2)]);
        var finding = Assert.Single(Office.Reconcile());
        Assert.Equal((2, WrongGrant.Refunded, At("06:25")), (finding.Grant.Sequence, finding.Why, finding.Since));
    }

    [Fact]
    public void What_was_answered_survives_a_restart()
    {
        var (kept, refunded) = (Sold(1, G1()), Sold(2, G1()));
        Office.Refund(Person(2), refunded.Id, Morning);
        var week = Office.SellProduct(Person(3), "jingjin-week", Today, Morning).Required;
        _world.Restart(At("06:10"));
        Assert.Equal(kept, Assert.Single(Office.TicketsOf(Person(1))));
        Assert.Equal(TicketState.Refunded, Assert.Single(Office.TicketsOf(Person(2))).State);
        Assert.Equal(TicketState.Sold, Assert.Single(_world.Known(Person(1), "VNP", Today, At("06:10"))).State);
        Assert.Equal(TicketState.Refunded, Assert.Single(_world.Known(Person(2), "VNP", Today, At("06:10"))).State);
        Assert.Equal(week.Id, Assert.Single(_world.Known(Person(3), "TJP", Today, At("06:10"))).TicketId);
        Assert.NotEqual(kept.Id, Office.Sell(Person(4), G1(), At("06:10")).Required.Id);
    }

    [Fact]
    public void Nothing_personal_lies_in_clear_in_the_file()
    {
        Sold(1, G1());
        Office.SellProduct(Person(1), "jingjin-20", Day(1), Morning);
        var files = Directory.EnumerateFiles(_world.DataDirectory).Select(path =>
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }).ToArray();
        Assert.Contains(files, file => file.AsSpan().IndexOf("VNP"u8) >= 0);
        Assert.All(files, file =>
        {
            Assert.Equal(-1, file.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Person(1).Number)));
            Assert.Equal(-1, file.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Person(1).Name)));
        });
    }

    private static TicketGrant Grant(ulong ticket, UnixTime at, long sequence) =>
        new("gate-0001", 1, sequence, ticket, Direction.Entry, "VNP", at, 1, 0);
}
