using System.Threading.Channels;
using TempIdentity.GateAgent.Clock;

namespace TempIdentity.GateAgent.Actuation;

/// <summary>
/// A gate's signals on their way to the core, in order. What the core cannot take now is kept and offered again; beyond
/// <see cref="WaitingMax"/> all that wait are replaced by a fault, because a passage was lost. Faults are told once until restored.
/// Thread-safe.
/// </summary>
internal sealed class GateSignals(LaneId lane, IClock clock, ChannelWriter<CoreEvent> core)
{
    public const int WaitingMax = 64;

    private readonly Lock _gate = new();
    private readonly Queue<GateSignalled> _waiting = new();
    private bool _faulted;

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
            _waiting.Clear();
            _faulted = true;
            _waiting.Enqueue(new GateSignalled(lane, GateSignal.Fault, clock.Read()));
        }
        Flush();
    }
}
