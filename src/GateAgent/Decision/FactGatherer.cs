using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Recording;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Decision;

/// <summary>
/// Looks up what a decision needs: status and manifest in the trust store, marks in the ledger. Reads only; judges nothing.
/// </summary>
internal static class FactGatherer
{
    /// <summary>
    /// Throws <see cref="LedgerException"/> when the ledger cannot be read. No ledger: a stateless check, nothing was ever used.
    /// </summary>
    public static DecisionFacts Gather(Lane lane, ClockReading at, CodeCheck check, TrustStore? trust, UnsealingKeys keys, ILedger? ledger)
    {
        if (trust is null || check is not { Authentic: true, Claims: { } claims, Presentation: { } presentation })
            return DecisionFacts.None;
        var facts = new DecisionFacts
        {
            PresentationGranted = ledger?.IsGranted(new PresentationMark(presentation, lane.Purpose)) ?? false,
            Status = trust.FindStatus(claims.Kind, claims.Status, at.Now),
        };
        var needsTicket = lane.Purpose.Direction() != Direction.None && claims.Kind == lane.Purpose.Accepts();
        return needsTicket && check.Verified is { } verified ? WithTickets(facts, lane, at, verified, trust, keys, ledger) : facts;
    }

    /// <summary>The mark of a ticket's use at a lane.</summary>
    public static TicketMark Mark(Lane lane, Ticket ticket) =>
        new(ticket.TicketId, lane.Purpose.Direction(), ServiceDay.Of(ticket.EntryFrom));

    private static DecisionFacts WithTickets(
        DecisionFacts facts, Lane lane, ClockReading at, VerifiedCode code, TrustStore trust, UnsealingKeys keys, ILedger? ledger)
    {
        if (Unsealer.TryOpenGate(code, keys, at.Now, out var secret) != UnsealOutcome.Opened)
            return facts with { Manifest = ManifestKnowledge.KeyMissing };

        // The secret in the code is that of the service day on which the issuer signed.
        var found = trust.FindTickets(lane.Station ?? "", ServiceDay.Of(code.Claims.IssuedAt), secret, at.Now);
        return facts with
        {
            Manifest = found.Knowledge == DayTicketsKnowledge.Known ? ManifestKnowledge.Known : ManifestKnowledge.Stale,
            ManifestRevision = found.Revision,
            ManifestChange = found.LastChange,
            Tickets = [.. found.Tickets.Select(ticket => new TicketFact(ticket, ledger?.IsUsed(Mark(lane, ticket)) ?? false))],
        };
    }
}
