using TempIdentity.GateAgent.Core;
using TempIdentity.GateAgent.Decision;
using TempIdentity.GateAgent.Decoding;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Scanning;
using TempIdentity.GateAgent.Verification;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent;

/// <summary>
/// The map: one frame's way from scan to sync, in seven stages. Stages 2 to 4 are pure; the ledger's answer at stage 5 is the
/// only permission that stage 6 accepts (I1). Called from the core's thread only.
/// </summary>
internal sealed class Pipeline(
    Func<TrustStore?> trustInForce, Func<UnsealingKeys> keys, ILedger ledger, RecordWriter recorder, Actuator actuator, TimeProvider time)
{
    /// <summary>
    /// Decisions on one frame at most. A mark set meanwhile is seen by the second; a ledger that goes on refusing what the facts allow is a
    /// defect, and ends as one: nothing moves.
    /// </summary>
    public const int DecisionsMax = 3;

    /// <summary>
    /// Decides one admitted frame. Throws <see cref="LedgerException"/> when it could not be written down; then nothing moved.
    /// </summary>
    public Decided Handle(Lane lane, Frame frame)
    {
        var times = new StageTimes(time);

        // 1 Scanning: the frame's bytes, how it ended, and both clocks, read once.
        var trust = trustInForce();

        // 2 Decoding: the text of a code.
        var decoded = FrameDecoder.Decode(frame);
        times.Ended(Stage.Decode);

        // 3 Verification: signatures, keys, the three tiers of time.
        var check = CodeVerification.Check(decoded, trust, frame.At, lane.Windows);
        times.Ended(Stage.Verify);

        for (var decision = 0; decision < DecisionsMax; decision++)
        {
            // 4 Decision: purpose, replay, status, ticket.
            var facts = FactGatherer.Gather(lane, frame.At, check, trust, keys(), ledger);
            var verdict = Decider.Decide(lane, frame.At, check, facts);
            times.Ended(Stage.Decide);

            // 5 Recording: durable when it returns. Null: a mark was set meanwhile, so the facts have changed.
            var recorded = recorder.Decision(lane, frame, check, facts, verdict);
            times.Ended(Stage.Record);
            if (recorded is not { } sequence) continue;

            // 6 Actuation: the gate moves only for a recorded grant.
            actuator.Act(lane, verdict, sequence, frame.At);
            times.Ended(Stage.Actuate);

            // 7 Sync: the ledger's Appended event has woken it; head office gets the record in its turn.
            return new Decided(verdict, sequence, times);
        }
        throw new InvalidOperationException("The ledger refuses a mark that its own look-up does not find.");
    }
}
