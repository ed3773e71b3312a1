using System.Threading.Channels;
using TempIdentity.GateAgent.Actuation;
using TempIdentity.GateAgent.Clock;
using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Tests.Actuation;

public sealed class GateSignalsTests
{
    private readonly Channel<CoreEvent> _core = Channel.CreateBounded<CoreEvent>(1);
    private readonly FakeClock _clock = new(new UnixTime(1000));
    private readonly GateSignals _signals;

    public GateSignalsTests() => _signals = new GateSignals(new LaneId("1"), _clock, _core.Writer);

    [Fact]
    public void Faults_are_told_once_until_restored()
    {
        _signals.Restored();
        _signals.Fault();
        _signals.Fault();
        _signals.Restored();
        _signals.Restored();
        _signals.Fault();
        Assert.Equal([GateSignal.Fault, GateSignal.Restored, GateSignal.Fault], Drain());
    }

    [Fact]
    public void What_a_full_core_cannot_take_waits_in_order_with_its_own_time()
    {
        _signals.Passed();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _signals.Fault();
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, _core.Reader.Count);
        Assert.True(_core.Reader.TryRead(out _));
        _signals.Flush();
        Assert.True(_core.Reader.TryRead(out var next));
        Assert.Equal(new UnixTime(1001), next.At.Now);
    }

    [Fact]
    public void Passages_that_nobody_takes_end_in_a_fault()
    {
        for (var i = 0; i < GateSignals.WaitingMax + 1; i++) _signals.Passed();
        Assert.False(_signals.Faulted);
        _signals.Passed();
        Assert.True(_signals.Faulted);
        Assert.Equal([GateSignal.Passed, GateSignal.Fault], Drain());
    }

    [Fact]
    public void The_fire_input_is_told_once_for_each_change()
    {
        _signals.Emergency(on: false);
        _signals.Emergency(on: true);
        _signals.Emergency(on: true);
        _signals.Emergency(on: false);
        Assert.Equal([GateSignal.EmergencyOn, GateSignal.EmergencyOff], Drain());
    }

    [Fact]
    public void The_fire_input_outlives_what_is_lost()
    {
        _signals.Passed();
        _signals.Emergency(on: true);
        for (var i = 0; i < GateSignals.WaitingMax; i++) _signals.Passed();
        Assert.Equal([GateSignal.Passed, GateSignal.EmergencyOn, GateSignal.Fault], Drain());
    }

    private List<GateSignal> Drain()
    {
        var drained = new List<GateSignal>();
        while (_core.Reader.TryRead(out var next))
        {
            drained.Add(((GateSignalled)next).Signal);
            _signals.Flush();
        }
        return drained;
    }
}
