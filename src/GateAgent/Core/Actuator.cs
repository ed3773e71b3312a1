using TempIdentity.GateAgent.Actuation;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Decision;
using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Core;

/// <summary>
/// Stage 6: moves the gate for a recorded grant and shows every verdict. The passage that follows is awaited by <see cref="Passages"/>.
/// </summary>
internal sealed class Actuator(IReadOnlyDictionary<LaneId, IGate> gates, Passages passages)
{
    public void Act(Lane lane, Verdict verdict, long sequence, ClockReading at)
    {
        var gate = gates[lane.Id];
        if (verdict.Answer == Answer.Granted && lane.HasGate)
        {
            // Wings that a fire has released need no pulse, and what becomes of the grant cannot be told.
            var pulsed = !passages.IsReleased(lane.Id) && gate.Pulse(sequence);
            passages.Open(lane, sequence, at, pulsed);
        }
        gate.Show(verdict.Answer, verdict.Code);
    }

    /// <summary>Shows a verdict that has no record (storage failed): nothing moves.</summary>
    public void Show(LaneId lane, VerdictCode code) => gates[lane].Show(code.ToAnswer(), code);
}
