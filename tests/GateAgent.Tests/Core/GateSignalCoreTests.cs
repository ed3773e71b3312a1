using TempIdentity.GateAgent.Actuation;
using static TempIdentity.GateAgent.Tests.Core.CoreHarness;

namespace TempIdentity.GateAgent.Tests.Core;

/// <summary>What a gate tells beside a passage: a body close behind, the fire input. Each grant keeps one outcome (I4).</summary>
public sealed class GateSignalCoreTests : IDisposable
{
    private readonly CoreHarness _core = new(new TestStation().Sell(1, TestStation.Ticket(101)).Sell(2, TestStation.Ticket(102)));

    public void Dispose() => _core.Dispose();

    private void Signal(GateSignal signal) => _core.Core.Handle(new GateSignalled(Entry, signal, _core.Clock.Read()));

    [Fact]
    public void Somebody_close_behind_makes_the_grants_one_outcome_a_tailgate_I4()
    {
        _core.Scan(Entry, _core.Station.RideId(1));
        Signal(GateSignal.Tailgate);
        _core.Pass(Entry);
        _core.Advance(10);
        Assert.Equal(["tailgate"], _core.Outcomes);
        Assert.Empty(_core.Inner.OpenGrants());
    }

    [Fact]
    public void A_tailgate_is_told_at_once_and_uses_the_ticket_up()
    {
        _core.Scan(Entry, _core.Station.RideId(1));
        Signal(GateSignal.Tailgate);
        Assert.True(_core.Inner.Read(0, 100, int.MaxValue)[^1].Alarm);
        _core.Advance(60);
        Assert.Equal("ticket_used", _core.Scan(Entry, _core.Station.RideId(1)));
    }

    [Fact]
    public void A_tailgate_without_a_grant_ends_none()
    {
        Signal(GateSignal.Tailgate);
        _core.Scan(Entry, _core.Station.RideId(1));
        _core.Pass(Entry);
        Assert.Equal(["passed"], _core.Outcomes);
    }

    [Fact]
    public void The_fire_input_is_recorded_and_ends_an_open_grant_as_unknown_I4()
    {
        _core.Scan(Entry, _core.Station.RideId(1));
        Signal(GateSignal.EmergencyOn);
        _core.Pass(Entry);
        _core.Advance(10);
        Signal(GateSignal.EmergencyOff);
        Assert.Equal(["outcome_unknown"], _core.Outcomes);
        Assert.Equal(["emergency_on", "emergency_off"], _core.Events.Where(name => name.StartsWith("emergency", StringComparison.Ordinal)));
        var on = _core.Inner.Read(0, 100, int.MaxValue).Single(record => record.Code == "emergency_on");
        Assert.True(on.Alarm);
    }

    [Fact]
    public void While_the_wings_stand_open_a_grant_needs_no_pulse_and_its_outcome_is_unknown()
    {
        Signal(GateSignal.EmergencyOn);
        Assert.Equal("granted", _core.Scan(Entry, _core.Station.RideId(1)));
        _core.Advance(0.1);
        Assert.Empty(_core.Gates[Entry].Pulses);
        Assert.Equal(["outcome_unknown"], _core.Outcomes);

        Signal(GateSignal.EmergencyOff);
        Assert.Equal("granted", _core.Scan(Entry, _core.Station.RideId(2)));
        _core.Pass(Entry);
        Assert.Single(_core.Gates[Entry].Pulses);
        Assert.Equal(["outcome_unknown", "passed"], _core.Outcomes);
    }
}
