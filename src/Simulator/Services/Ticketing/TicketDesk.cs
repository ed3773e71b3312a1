using System.Text;
using TempIdentity.GateAgent;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Decision;
using TempIdentity.GateAgent.Decoding;
using TempIdentity.GateAgent.Scanning;
using TempIdentity.GateAgent.Verification;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>
/// The scanner at the counter (R16): a verifier like any other, with a lane of purpose <c>ticket-office</c> and the keys of rail staff. It
/// runs the appliance's own stages 2 to 4 without a ledger: one code serves a refund and the purchase after it. The traveller's identity
/// comes from the code and from nowhere else. Thread-safe.
/// </summary>
/// <param name="trustInForce">The trust that the desk goes by at an instant; null when there is none.</param>
/// <param name="keysAt">The keys of rail staff that the desk holds at an instant.</param>
internal sealed class TicketDesk(Func<UnixTime, TrustStore?> trustInForce, Func<UnixTime, UnsealingKeys> keysAt)
{
    /// <summary>Who shows a code, or why it is not taken.</summary>
    public Answer<Identity> Identify(string code, string station, UnixTime now)
    {
        var keys = keysAt(now);
        if (trustInForce(now) is not { } trust) return TicketRefusals.For(TicketRefusal.DeskNotReady);
        var lane = new Lane(new LaneId("ticket-office"), Purpose.TicketOffice, station, CodeWindows.Default, HasGate: false);
        var at = new ClockReading(now, default, ClockState.Trusted, 0);
        var decoded = FrameDecoder.Decode(new Frame(lane.Id, Encoding.UTF8.GetBytes(code), FrameEnd.Terminator, at));
        var check = CodeVerification.Check(decoded, trust, at, lane.Windows);
        var facts = FactGatherer.Gather(lane, at, check, trust, keys, ledger: null);
        var verdict = Decider.Decide(lane, at, check, facts);
        // R16: nothing is sold, refunded or changed for a code that the verifier does not grant.
        if (verdict.Code != VerdictCode.Granted) return TicketRefusals.Of(verdict.Code);
        if (!IdentityDisclosure.MaySee(lane.Purpose) || check.Verified is not { } verified)
            throw new InvalidOperationException("A granted code at a desk that may not see whose it is.");
        return Unsealer.TryOpenIdentity(verified, keys, now, out var identity) == UnsealOutcome.Opened
            ? identity!
            : TicketRefusals.Of(VerdictCode.VerifierKeyMissing);
    }
}
