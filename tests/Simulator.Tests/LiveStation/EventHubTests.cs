using TempIdentity.Simulator.LiveStation.Http;

namespace TempIdentity.Simulator.Tests.LiveStation;

/// <summary>Events to many visitors: bounded for each, whole for all.</summary>
public class EventHubTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private readonly EventHub _hub = new();

    private static async Task<string[]> NextAsync(EventHub.Visitor visitor) =>
        [.. (await visitor.NextAsync(Long, TimeProvider.System, default)).Select(sent => sent.Data)];

    [Fact]
    public async Task Of_the_state_a_visitor_has_the_newest_only()
    {
        using var visitor = _hub.Join()!;
        for (var i = 0; i < 1000; i++) _hub.State("state", $"{i}");
        Assert.Equal(["999"], await NextAsync(visitor));
    }

    [Fact]
    public async Task A_slow_visitor_loses_the_oldest_events_and_nobody_else_does()
    {
        using var slow = _hub.Join()!;
        using var quick = _hub.Join()!;
        for (var i = 0; i < EventHub.QueueMax + 3; i++)
        {
            _hub.Happened("verdict", $"{i}");
            Assert.Equal([$"{i}"], await NextAsync(quick));
        }
        var left = await NextAsync(slow);
        Assert.Equal((EventHub.QueueMax, "3", 3), (left.Length, left[0], slow.Dropped));
        Assert.Equal(0, quick.Dropped);
    }

    [Fact]
    public async Task Events_come_in_the_order_of_happening()
    {
        using var visitor = _hub.Join()!;
        _hub.Happened("verdict", "first");
        _hub.State("state", "second");
        _hub.Happened("verdict", "third");
        Assert.Equal(["first", "second", "third"], await NextAsync(visitor));
        Assert.Empty(await visitor.NextAsync(TimeSpan.FromMilliseconds(1), TimeProvider.System, default));
    }

    [Fact]
    public void There_are_so_many_places_and_who_goes_makes_room()
    {
        var visitors = Enumerable.Range(0, EventHub.VisitorsMax).Select(_ => _hub.Join()).ToArray();
        Assert.All(visitors, Assert.NotNull);
        Assert.Null(_hub.Join());
        visitors[0]!.Dispose();
        visitors[0]!.Dispose();
        Assert.Equal(EventHub.VisitorsMax - 1, _hub.Count);
        using var next = _hub.Join();
        Assert.NotNull(next);
        Assert.Null(_hub.Join());
    }

    [Fact]
    public void An_event_is_written_as_the_standard_says() =>
        Assert.Equal("id: 7\nevent: state\ndata: {}\n\n", EventStream.Format(new ServerEvent(7, "state", "{}")));
}
