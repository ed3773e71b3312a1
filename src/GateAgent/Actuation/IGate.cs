using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Actuation;

/// <summary>What a gate reports.</summary>
internal enum GateSignal
{
    /// <summary>A body went through in the granted direction.</summary>
    Passed,
    /// <summary>A body went through in the granted direction, and a second one close behind it.</summary>
    Tailgate,
    /// <summary>The fire input is on: the mechanics have released the wings by themselves.</summary>
    EmergencyOn,
    /// <summary>The fire input is off again.</summary>
    EmergencyOff,
    /// <summary>The gate cannot be driven or read.</summary>
    Fault,
    /// <summary>The gate can be driven again.</summary>
    Restored,
}

/// <summary>
/// A gate's relay and indicators. Pulse is called only after the grant's record is durable (I1). Signals arrive through the core's channel.
/// Called from the core's thread only.
/// </summary>
internal interface IGate : IDisposable
{
    /// <summary>True for a gate that is not hardware; every record of the lane then says so.</summary>
    bool Simulated { get; }

    /// <summary>Releases the gate once. False when the write could not happen: the record of the outcome says so.</summary>
    bool Pulse(long grantSequence);

    /// <summary>Shows the verdict (lamp, display). A failure to show changes nothing.</summary>
    void Show(Answer answer, VerdictCode code);
}
