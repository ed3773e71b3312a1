using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Recording;
using TempIdentity.TokenCrypto;
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
        if (claims.Kind != lane.Purpose.Accepts()) return facts;
        facts = WithPassages(facts, lane, at.Now, claims.Credential, ledger);
        return lane.Purpose.Rules().NeedsTicket && check.Verified is { } verified
            ? WithTickets(facts, lane, at, verified, trust, keys, ledger)
            : facts;
    }

    /// <summary>The mark of a ticket's use at a lane.</summary>
    public static TicketMark Mark(Lane lane, Ticket ticket, int ride) =>
        new(ticket.TicketId, lane.Purpose.Direction(), ServiceDay.Of(ticket.EntryFrom), ride);

    private static DecisionFacts WithPassages(
        DecisionFacts facts, Lane lane, UnixTime now, CredentialId credential, ILedger? ledger)
    {
        var direction = lane.Purpose.Direction();
        if (ledger is null || direction == Direction.None) return facts;
        var entry = ledger.LastPassage(credential, Direction.Entry);
        var exit = ledger.LastPassage(credential, Direction.Exit);
        return facts with
        {
            TooSoon = TravellerRule.IsTooSoon(direction == Direction.Entry ? entry : exit, now),
            Inside = direction == Direction.Entry && TravellerRule.IsInside(entry, exit, now),
        };
    }

    private static DecisionFacts WithTickets(
        DecisionFacts facts, Lane lane, ClockReading at, VerifiedCode code, TrustStore trust, UnsealingKeys keys, ILedger? ledger)
    {
        if (Unsealer.TryOpenGate(code, keys, at.Now, out var secret) != UnsealOutcome.Opened)
            return facts with { Manifest = ManifestKnowledge.KeyMissing };

        // The secret in the code is that of the service day on which the issuer signed.
        var day = ServiceDay.Of(code.Claims.IssuedAt);
        var found = StationsAsked(lane, trust, day).Select(station => trust.FindTickets(station, day, secret, at.Now)).ToList();
        var known = found.Count > 0 && found.TrueForAll(tickets => tickets.Knowledge == DayTicketsKnowledge.Known);
        return facts with
        {
            Manifest = known ? ManifestKnowledge.Known : ManifestKnowledge.Stale,
            ManifestRevision = found.Max(tickets => tickets.Revision),
            ManifestChange = found.Max(tickets => tickets.LastChange),
            Tickets = known ? [.. Distinct(found).Select(ticket => new TicketFact(ticket, RidesUsed(lane, ticket, ledger)))] : [],
        };
    }

    /// <summary>A gate asks its own station; on board somebody may have got on at any station whose manifest is held.</summary>
    private static IReadOnlyList<string> StationsAsked(Lane lane, TrustStore trust, ServiceDay day) =>
        lane.Purpose == Purpose.OnBoard ? trust.StationsOn(day) : [lane.Station ?? ""];

    // A ticket stands in the manifests of both its stations.
    private static IEnumerable<Ticket> Distinct(IEnumerable<DayTickets> found) =>
        found.SelectMany(tickets => tickets.Tickets).DistinctBy(ticket => ticket.TicketId);

    private static IReadOnlySet<int> RidesUsed(Lane lane, Ticket ticket, ILedger? ledger)
    {
        var direction = lane.Purpose.Direction();
        return ledger is null || direction == Direction.None
            ? NoRides
            : ledger.RidesUsed(ticket.TicketId, direction, ServiceDay.Of(ticket.EntryFrom));
    }

    private static readonly IReadOnlySet<int> NoRides = new HashSet<int>();
}
