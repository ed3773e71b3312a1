using System.Threading.Channels;
using TempIdentity.GateAgent.Clock;

namespace TempIdentity.GateAgent.Actuation;

/// <summary>
/// A gate's signals on their way to the core, in order. What the core cannot take now is kept and offered again; beyond
/// <see cref="WaitingMax"/> all that wait are replaced by a fault, because a passage was lost. Faults are told once until restored,
/// the fire input once for each change. Thread-safe.
/// </summary>
internal sealed class GateSignals(LaneId lane, IClock clock, ChannelWriter<CoreEvent> core)
{
    public const int WaitingMax = 64;

    /// <summary>Changes of the fire input that outlive an overflow; the newest tell how it stands.</summary>
    private const int EmergencyWaitingMax = 2;

    private readonly Lock _gate = new();
    private readonly Queue<GateSignalled> _waiting = new();
    private bool _faulted;
    private bool _emergency;

    public bool Faulted
    {
        get
        {
            lock (_gate) return _faulted;
        }
    }

    public void Passed()
    {
        lock (_gate) Send(GateSignal.Passed);
    }

    public void Tailgate()
    {
        lock (_gate) Send(GateSignal.Tailgate);
    }

    /// <summary>The state of the fire input. A gate that was connected anew tells it again.</summary>
    public void Emergency(bool on)
    {
        lock (_gate)
        {
            if (_emergency == on) return;
            _emergency = on;
            Send(on ? GateSignal.EmergencyOn : GateSignal.EmergencyOff);
        }
    }

    public void Fault()
    {
        lock (_gate)
        {
            if (_faulted) return;
            _faulted = true;
            Send(GateSignal.Fault);
        }
    }

    public void Restored()
    {
        lock (_gate)
        {
            if (!_faulted) return;
            _faulted = false;
            Send(GateSignal.Restored);
        }
    }

    /// <summary>Offers again what waits. Called each round by the gate's own thread.</summary>
    public void Flush()
    {
        lock (_gate)
            while (_waiting.TryPeek(out var signal) && core.TryWrite(signal)) _waiting.Dequeue();
    }

    private void Send(GateSignal signal)
    {
        _waiting.Enqueue(new GateSignalled(lane, signal, clock.Read()));
        if (_waiting.Count > WaitingMax)
        {
            // What the fire input did is never lost: its changes stay, in order.
            var emergency = _waiting.Where(waiting => waiting.Signal is GateSignal.EmergencyOn or GateSignal.EmergencyOff).ToList();
            _waiting.Clear();
            _faulted = true;
            foreach (var change in emergency.TakeLast(EmergencyWaitingMax)) _waiting.Enqueue(change);
            _waiting.Enqueue(new GateSignalled(lane, GateSignal.Fault, clock.Read()));
        }
        Flush();
    }
}
