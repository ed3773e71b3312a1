using System.Text;
using TempIdentity.GateAgent;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.LiveStation.Trials;

/// <summary>A code that is about to be shown, with all that an answer rests on.</summary>
/// <param name="Opens">The ticket that opens the lane; null when none does or none is asked for.</param>
internal sealed record ShownCode(PresentedCode Code, ScanFacts Facts, Ticket? Opens)
{
    /// <summary>Never what the code says.</summary>
    public override string ToString() => "ShownCode";
}

/// <summary>
/// Finds out what the world knows of a code: from the trust that the station holds now, the audiences' keys, and what was granted before.
/// Asks nothing of the agent. Thread-safe.
/// </summary>
/// <param name="gateKeysAt">The keys of unattended gates.</param>
/// <param name="station">The gates' station code.</param>
internal sealed class FactFinder(
    DeskTrust trust, Func<UnixTime, UnsealingKeys> gateKeysAt, GrantLog grants, string station)
{
    /// <summary>Null when the text is no code of ours, or the station has no trust yet.</summary>
    public ShownCode? Find(string text, Purpose purpose, UnixTime now)
    {
        if (trust.InForce(now) is not { } store || PresentedCode.Read(text, store) is not { } code) return null;
        var check = CodeVerifier.Check(Encoding.ASCII.GetBytes(text), store, new TimeReading(now), CodeWindows.Default);
        var direction = purpose.Direction();
        var asked = direction != Direction.None && code.Claims.Kind == purpose.Accepts() ? check.Verified : null;
        var (ticket, opens) = asked is null ? (TicketFact.NotAsked, null) : TicketOf(asked, store, direction, now);
        var facts = new ScanFacts
        {
            Claims = code.Claims,
            Purpose = purpose,
            Key = KeyOf(store.FindKey(code.Key), code.Claims, check.Authentic, now),
            Status = StatusOf(store.FindStatus(code.Claims.Kind, code.Claims.Status, now), code.Claims.Kind),
            Ticket = ticket,
            GrantedBefore = grants.Granted(code.Presentation, purpose),
            TooSoon = code.Claims.Kind == purpose.Accepts() && grants.TooSoon(code.Claims.Credential, direction, now),
            Inside = direction == Direction.Entry && grants.Inside(code.Claims.Credential, now),
        };
        return new ShownCode(code, facts, opens);
    }

    private static KeyFact KeyOf(TrustedKey? key, CodeClaims claims, bool authentic, UnixTime now)
    {
        var purpose = claims.Kind == CredentialKind.RideId ? KeyPurpose.RideId : KeyPurpose.DrivingLicence;
        if (key is null || key.Purpose != purpose) return KeyFact.Unknown;
        if (now < key.From || claims.IssuedAt < key.From) return KeyFact.NotActive;
        if (claims.IssuedAt >= key.Until || now >= key.EndsAt) return KeyFact.Expired;
        return authentic ? KeyFact.Active : KeyFact.NotTheSigner;
    }

    private static StatusFact StatusOf(StatusLookup found, CredentialKind kind)
    {
        if (found.Knowledge != StatusKnowledge.Known) return StatusFact.NotKnown;
        if (kind == CredentialKind.RideId)
            return found.Status == CredentialStatus.Normal ? StatusFact.Normal : StatusFact.Revoked;
        if (found.Status >= CredentialStatus.Withdrawn) return StatusFact.Invalid;
        if (found.Status >= CredentialStatus.TwelvePoints) return StatusFact.NotEntitled;
        return found.PaperNeeded ? StatusFact.PaperNeeded : StatusFact.Normal;
    }

    private (TicketFact Fact, Ticket? Opens) TicketOf(VerifiedCode code, TrustStore store, Direction direction, UnixTime now)
    {
        if (Unsealer.TryOpenGate(code, gateKeysAt(now), now, out var secret) != UnsealOutcome.Opened) return (TicketFact.Unreadable, null);
        var found = store.FindTickets(station, ServiceDay.Of(code.Claims.IssuedAt), secret, now);
        if (found.Knowledge == DayTicketsKnowledge.Stale) return (TicketFact.ManifestStale, null);
        if (found.Tickets.Count == 0) return (TicketFact.None, null);
        var best = found.Tickets.Select(ticket => (Fact: FactOf(ticket, direction, now), Ticket: ticket)).MaxBy(pair => pair.Fact);
        return (best.Fact, best.Fact == TicketFact.Opens ? best.Ticket : null);
    }

    private TicketFact FactOf(Ticket ticket, Direction direction, UnixTime now)
    {
        if (ticket.State == TicketState.Refunded) return TicketFact.Refunded;
        if (ticket.State == TicketState.Changed) return TicketFact.WrongTrain;
        if (ticket.State == TicketState.UsedUp) return TicketFact.Used;
        if ((direction == Direction.Entry ? ticket.Origin : ticket.Destination) != station) return TicketFact.WrongStation;
        if (grants.RidesUsed(ticket.TicketId, direction) >= ticket.Rides) return TicketFact.Used;
        if (now < ticket.EntryFrom) return TicketFact.TooEarly;
        return now < (direction == Direction.Entry ? ticket.EntryUntil : ticket.ExitUntil) ? TicketFact.Opens : TicketFact.TooLate;
    }
}
