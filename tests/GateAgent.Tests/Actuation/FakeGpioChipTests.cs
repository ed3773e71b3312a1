using TempIdentity.GateAgent.Actuation;
using TempIdentity.GateAgent.Interop;

namespace TempIdentity.GateAgent.Tests.Actuation;

public sealed class FakeGpioChipTests
{
    private readonly FakeGpioChip _chip = new();
    private readonly gpio_v2_line_event[] _events = new gpio_v2_line_event[4];

    [Fact]
    public void It_keeps_what_it_took_and_counts_what_is_held()
    {
        var lines = _chip.Request(default)!;
        Assert.Equal((1, 1), (_chip.Requests.Count, _chip.Held));
        Assert.True(lines.SetValues(new gpio_v2_line_values { bits = 1, mask = 3 }));
        Assert.Equal((1UL, 3UL), (_chip.Values.Single().bits, _chip.Values.Single().mask));
        lines.Dispose();
        lines.Dispose();
        Assert.Equal(0, _chip.Held);
        Assert.False(lines.SetValues(default));
        Assert.Equal(-1, lines.ReadEvents(_events, 0));
    }

    [Fact]
    public void It_refuses_when_told()
    {
        using var lines = _chip.Request(default)!;
        (_chip.RefuseRequests, _chip.RefuseValues, _chip.RefuseReads) = (true, true, true);
        Assert.Null(_chip.Request(default));
        Assert.False(lines.SetValues(default));
        Assert.Equal(-1, lines.ReadEvents(_events, 0));
        Assert.Empty(_chip.Values);
    }

    [Fact]
    public void Edges_come_one_by_one_and_then_silence()
    {
        using var lines = _chip.Request(default)!;
        _chip.Edge(2);
        _chip.Edge(1);
        Assert.Equal((1, 2U), (lines.ReadEvents(_events, 0), _events[0].id));
        Assert.Equal((1, 1U), (lines.ReadEvents(_events, 0), _events[0].id));
        Assert.Equal(0, lines.ReadEvents(_events, 0));
    }
}
