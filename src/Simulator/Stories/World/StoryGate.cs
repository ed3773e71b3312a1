using TempIdentity.GateAgent.Actuation;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Stories.World;

/// <summary>A gate that remembers what it was told. The core's thread only.</summary>
internal sealed class StoryGate : IGate
{
    private readonly List<long> _pulses = [];

    public bool Simulated => true;

    /// <summary>The grants for which the gate was moved.</summary>
    public IReadOnlyList<long> Pulses => _pulses;

    /// <summary>What the display says; null before the first verdict.</summary>
    public VerdictCode? Shows { get; private set; }

    public bool Pulse(long grantSequence)
    {
        _pulses.Add(grantSequence);
        return true;
    }

    public void Show(Answer answer, VerdictCode code) => Shows = code;

    public void Dispose()
    {
        // Nothing is held.
    }
}
