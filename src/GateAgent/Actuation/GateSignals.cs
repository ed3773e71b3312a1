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

    private readonly Lock gate = new();
    private readonly Queue<GateSignalled> waiting = new();
    private bool faulted;

    public bool Faulted
    {
        get
        {
            lock (gate) return faulted;
        }
    }

    public void Passed()
    {
        lock (gate) Send(GateSignal.Passed);
    }

    public void Fault()
    {
        lock (gate)
        {
            if (faulted) return;
            faulted = true;
            Send(GateSignal.Fault);
        }
    }

    public void Restored()
    {
        lock (gate)
        {
            if (!faulted) return;
            faulted = false;
            Send(GateSignal.Restored);
        }
    }

    /// <summary>Offers again what waits. Called each round by the gate's own thread.</summary>
    public void Flush()
    {
        lock (gate)
            while (waiting.TryPeek(out var signal) && core.TryWrite(signal)) waiting.Dequeue();
    }

    private void Send(GateSignal signal)
    {
        waiting.Enqueue(new GateSignalled(lane, signal, clock.Read()));
        if (waiting.Count > WaitingMax)
        {
            waiting.Clear();
            faulted = true;
            waiting.Enqueue(new GateSignalled(lane, GateSignal.Fault, clock.Read()));
        }
        Flush();
    }
}
