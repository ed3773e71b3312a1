using System.Threading.Channels;
using TempIdentity.GateAgent.Actuation;
using TempIdentity.GateAgent.Clock;
using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Tests.Actuation;

public sealed class GateSignalsTests
{
    private readonly Channel<CoreEvent> core = Channel.CreateBounded<CoreEvent>(1);
    private readonly FakeClock clock = new(new UnixTime(1000));
    private readonly GateSignals signals;

    public GateSignalsTests() => signals = new GateSignals(new LaneId("1"), clock, core.Writer);

    [Fact]
    public void Faults_are_told_once_until_restored()
    {
        signals.Restored();
        signals.Fault();
        signals.Fault();
        signals.Restored();
        signals.Restored();
        signals.Fault();
        Assert.Equal([GateSignal.Fault, GateSignal.Restored, GateSignal.Fault], Drain());
    }

    [Fact]
    public void What_a_full_core_cannot_take_waits_in_order_with_its_own_time()
    {
        signals.Passed();
        clock.Advance(TimeSpan.FromSeconds(1));
        signals.Fault();
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, core.Reader.Count);
        Assert.True(core.Reader.TryRead(out _));
        signals.Flush();
        Assert.True(core.Reader.TryRead(out var next));
        Assert.Equal(new UnixTime(1001), next.At.Now);
    }

    [Fact]
    public void Passages_that_nobody_takes_end_in_a_fault()
    {
        for (var i = 0; i < GateSignals.WaitingMax + 1; i++) signals.Passed();
        Assert.False(signals.Faulted);
        signals.Passed();
        Assert.True(signals.Faulted);
        Assert.Equal([GateSignal.Passed, GateSignal.Fault], Drain());
    }

    private List<GateSignal> Drain()
    {
        var drained = new List<GateSignal>();
        while (core.Reader.TryRead(out var next))
        {
            drained.Add(((GateSignalled)next).Signal);
            signals.Flush();
        }
        return drained;
    }
}
