using TempIdentity.Simulator.Services.Ticketing;
using static TempIdentity.Simulator.Tests.Services.Ticketing.OfficeWorld;

namespace TempIdentity.Simulator.Tests.Services.Ticketing;

public sealed class TicketConcurrencyTests : IDisposable
{
    private const int Seats = 5;
    private const int Threads = 8;
    private const int BuyersPerThread = 6;

    private readonly OfficeWorld _world = new(Small());

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Desks_at_once_never_oversell_a_train()
    {
        using var start = new Barrier(Threads);
        var sold = 0;
        var refusals = new System.Collections.Concurrent.ConcurrentBag<string>();
        var desks = Enumerable.Range(0, Threads).Select(desk => new Thread(() =>
        {
            start.SignalAndWait();
            for (var buyer = 0; buyer < BuyersPerThread; buyer++)
            {
                var answer = _world.Service.Sell(Person(desk * BuyersPerThread + buyer), Train("C1", "VNP", "TJP"), Morning);
                if (answer.Refusal is { } refusal) refusals.Add(refusal.Code);
                else Interlocked.Increment(ref sold);
            }
        })).ToArray();
        foreach (var desk in desks) desk.Start();
        foreach (var desk in desks) desk.Join();
        Assert.Equal(Seats, sold);
        Assert.All(refusals, code => Assert.Equal("sold_out", code));
        Assert.Equal(0, _world.Service.FreeSeats(Train("C1", "VNP", "TJP")));
    }

    [Fact]
    public void One_traveller_at_two_desks_gets_one_ticket()
    {
        using var start = new Barrier(Threads);
        var sold = 0;
        var desks = Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            start.SignalAndWait();
            if (_world.Service.Sell(Person(1), Train("C1", "VNP", "TJP"), Morning).Refusal is null) Interlocked.Increment(ref sold);
        })).ToArray();
        foreach (var desk in desks) desk.Start();
        foreach (var desk in desks) desk.Join();
        Assert.Equal(1, sold);
    }

    [Fact]
    public void A_refund_frees_the_seat_and_a_change_takes_one()
    {
        var sold = Enumerable.Range(0, Seats)
            .Select(person => _world.Service.Sell(Person(person), Train("C1", "VNP", "TJP"), Morning).Required).ToArray();
        Assert.Equal("sold_out", _world.Service.Sell(Person(9), Train("C1", "VNP", "TJP"), Morning).Refusal!.Code);
        _world.Service.Refund(Person(0), sold[0].Id, Morning);
        Assert.Null(_world.Service.Sell(Person(9), Train("C1", "VNP", "TJP"), Morning).Refusal);
        var later = _world.Service.Sell(Person(10), Train("C3", "VNP", "TJP"), Morning).Required;
        Assert.Equal("sold_out", _world.Service.Change(Person(10), later.Id, Train("C1", "VNP", "TJP"), Morning).Refusal!.Code);
        Assert.Null(_world.Service.Change(Person(1), sold[1].Id, Train("C3", "VNP", "TJP"), Morning).Refusal);
        Assert.Null(_world.Service.Change(Person(10), later.Id, Train("C1", "VNP", "TJP"), Morning).Refusal);
        Assert.Equal(0, _world.Service.FreeSeats(Train("C1", "VNP", "TJP")));
        Assert.Equal(Seats - 1, _world.Service.FreeSeats(Train("C3", "VNP", "TJP")));
    }

    private static Timetable Small() => TimetableReader.Read(new TimetableData(40, 5, 120, 15,
        [new RailStation("VNP", "北京南", "Beijing South", "beijing"), new RailStation("TJP", "天津", "Tianjin", "tianjin")],
        [
            new TrainData("C1", Seats, [new StopData("VNP", null, "08:00"), new StopData("TJP", "08:30", null)]),
            new TrainData("C3", Seats, [new StopData("VNP", null, "09:00"), new StopData("TJP", "09:30", null)]),
        ], []));
}
