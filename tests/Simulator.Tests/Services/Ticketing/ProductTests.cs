using TempIdentity.GateAgent;
using TempIdentity.Simulator.HeadOffice;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.TokenCrypto.Trust;
using static TempIdentity.Simulator.Tests.Services.Ticketing.OfficeWorld;

namespace TempIdentity.Simulator.Tests.Services.Ticketing;

/// <summary>计次票 and 定期票 (R15).</summary>
public sealed class ProductTests : IDisposable
{
    private readonly OfficeWorld _world = new();

    public void Dispose() => _world.Dispose();

    private StoredTicket Sold(string product, ServiceDay first) =>
        _world.Service.SellProduct(Person(1), product, first, Morning).Required;

    private Ticket Row(int day, string station = "VNP") =>
        Assert.Single(_world.Known(Person(1), station, Day(day), At("05:00", day)));

    [Fact]
    [Trait("rule", "R15")]
    public void A_period_ticket_has_a_row_on_each_of_its_days_with_the_days_windows()
    {
        var id = Sold("jingjin-month", Today).Id;
        foreach (var day in new[] { 0, 1, 29 })
        {
            var row = Row(day);
            Assert.Equal((id, TicketKind.Period, TicketState.Sold, 2), (row.TicketId, row.Kind, row.State, row.Rides));
            Assert.Equal((Ticket.AnyTrain, "VNP", "TJP"), (row.Train, row.Origin, row.Destination));
            // From the check-in of C2001 at 06:02 to that of C2589 at 22:38.
            Assert.Equal((At("05:22", day), At("22:33", day), At("24:00", day)), (row.EntryFrom, row.EntryUntil, row.ExitUntil));
        }
        Assert.Empty(_world.Known(Person(1), "VNP", Day(30), At("05:00", 30)));
    }

    [Fact]
    [Trait("rule", "R15")]
    public void A_period_ticket_without_a_limit_has_the_most_rides_that_a_row_can_say() =>
        Assert.Equal(Ticket.RidesMax, RowOf(Sold("jingjin-week", Today)).Rides);

    [Fact]
    [Trait("rule", "R15")]
    public void A_multi_ride_tickets_rides_are_used_up_by_entries_of_the_days_before()
    {
        var id = Sold("jingjin-20", Today).Id;
        Assert.Equal(4, Row(0).Rides);
        TakeEntries(id, day: 0, count: 4, first: 1);
        Assert.Equal(4, Row(0).Rides);
        Assert.Equal(4, Row(1).Rides);
        TakeEntries(id, day: 1, count: 14, first: 5);
        Assert.Equal(2, Row(2).Rides);
        TakeEntries(id, day: 2, count: 2, first: 19);
        Assert.Equal(TicketState.Sold, Row(2).State);
        Assert.Equal(TicketState.UsedUp, Row(3).State);
    }

    [Fact]
    [Trait("rule", "R15")]
    public void Rides_used_are_not_given_back_by_a_restart()
    {
        var id = Sold("jingjin-20", Today).Id;
        TakeEntries(id, day: 0, count: 18, first: 1);
        _world.Restart(At("05:00", 1));
        Assert.Equal(2, Row(1).Rides);
    }

    [Fact]
    public void A_product_is_refunded_unused_and_never_after()
    {
        var (unused, used) = (Sold("jingjin-20", Today), _world.Service.SellProduct(Person(2), "jingjin-20", Today, Morning).Required);
        TakeEntries(used.Id, day: 0, count: 1, first: 1);
        Assert.Null(_world.Service.Refund(Person(1), unused.Id, At("12:00")).Refusal);
        Assert.Equal("ticket_used", _world.Service.Refund(Person(2), used.Id, At("12:00")).Refusal!.Code);
        Assert.Equal(TicketState.Refunded, Row(0).State);
        Assert.Equal(TicketState.Refunded, Row(1).State);
    }

    [Fact]
    public void A_product_is_sold_for_coming_days_and_once_for_the_same_days()
    {
        Assert.Equal("day_past", _world.Service.SellProduct(Person(1), "jingjin-20", Day(-1), Morning).Refusal!.Code);
        Assert.Equal("sale_not_open", _world.Service.SellProduct(Person(1), "jingjin-20", Day(15), Morning).Refusal!.Code);
        Assert.Equal("unknown_product", _world.Service.SellProduct(Person(1), "none", Today, Morning).Refusal!.Code);
        Sold("jingjin-month", Today);
        Assert.Equal("itinerary_conflict", _world.Service.SellProduct(Person(1), "jingjin-month", Day(14), Morning).Refusal!.Code);
        Assert.Null(_world.Service.SellProduct(Person(1), "jinjing-month", Day(14), Morning).Refusal);
        Assert.Null(_world.Service.Sell(Person(1), Train("C2001", "VNP", "TJP", 1), Morning).Refusal);
    }

    [Fact]
    public void A_product_is_not_changed()
    {
        var id = Sold("jingjin-20", Today).Id;
        Assert.Equal("not_changeable", _world.Service.Change(Person(1), id, Train("C2001", "VNP", "TJP", 1), Morning).Refusal!.Code);
    }

    private Ticket RowOf(StoredTicket ticket)
    {
        var row = Row(0);
        Assert.Equal(ticket.Id, row.TicketId);
        return row;
    }

    private void TakeEntries(ulong id, int day, int count, int first) => Assert.Equal(count, _world.Service.TakeGrants(
    [
        .. Enumerable.Range(first, count).Select(sequence =>
            new TicketGrant("gate-0001", 1, sequence, id, Direction.Entry, "VNP", At("08:00", day), 1, 0)),
    ]));
}
