using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Actuation;

/// <summary>A lane with nothing to move and nothing to show.</summary>
internal sealed class NoGate : IGate
{
    public bool Simulated => false;

    public bool Pulse(long grantSequence) => false;

    public void Show(Answer answer, VerdictCode code)
    {
        // There is no display: the verdict is in the record.
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
