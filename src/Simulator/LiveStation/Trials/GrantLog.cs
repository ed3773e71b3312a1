using TempIdentity.GateAgent;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.LiveStation.Trials;

/// <summary>
/// What was granted since this program began, as the world remembers it: which presentation, which ticket, who went which way (I3,
/// decision 9). Bounded: the oldest go. Thread-safe.
/// </summary>
internal sealed class GrantLog
{
    /// <summary>Grants remembered at most.</summary>
    public const int KeptMax = 5_000;

    /// <summary>Seconds within which the same holder does not pass the same way again.</summary>
    private const int TooSoonSeconds = 5;

    /// <summary>Seconds after an entry for which somebody counts as inside at most.</summary>
    private const int InsideSeconds = 7_200;

    private readonly Lock _gate = new();
    private readonly List<Grant> _grants = [];

    private sealed record Grant(
        PresentationId Presentation, Purpose Purpose, CredentialId Credential, ulong? Ticket, UnixTime At, UnixTime InsideUntil,
        long? Record)
    {
        public Direction Direction => Purpose.Direction();

        /// <summary>Nobody went through: ticket and passage were given back, the presentation was not.</summary>
        public bool TakenBack { get; init; }
    }

    public void Add(ShownCode shown, long? record, UnixTime now)
    {
        var inside = shown.Opens is { } ticket && ticket.EntryUntil < now + InsideSeconds ? ticket.EntryUntil : now + InsideSeconds;
        lock (_gate)
        {
            _grants.Add(new Grant(shown.Code.Presentation, shown.Facts.Purpose, shown.Code.Claims.Credential, shown.Opens?.TicketId,
                now, inside, record));
            if (_grants.Count > KeptMax) _grants.RemoveAt(0);
        }
    }

    /// <summary>A grant without a passage gives ticket and passage back (I4).</summary>
    public void Learn(IReadOnlyList<LiveVerdict> verdicts)
    {
        lock (_gate)
        {
            foreach (var verdict in verdicts.Where(verdict => verdict is { Outcome: "no_entry_after_grant", Record: not null }))
            {
                var index = _grants.FindIndex(grant => grant.Record == verdict.Record);
                if (index >= 0) _grants[index] = _grants[index] with { TakenBack = true };
            }
        }
    }

    /// <summary>This very presentation was granted for this purpose.</summary>
    public bool Granted(PresentationId presentation, Purpose purpose)
    {
        lock (_gate) return _grants.Exists(grant => grant.Presentation == presentation && grant.Purpose == purpose);
    }

    /// <summary>Rides of a ticket that were used in a direction.</summary>
    public int RidesUsed(ulong ticket, Direction direction)
    {
        lock (_gate) return _grants.Count(grant => grant.Ticket == ticket && grant.Direction == direction && !grant.TakenBack);
    }

    public bool TooSoon(CredentialId credential, Direction direction, UnixTime now)
    {
        if (direction == Direction.None) return false;
        return Last(credential, direction) is { } last && Math.Abs(now - last.At) < TooSoonSeconds;
    }

    /// <summary>Went in, has not come out, and the train has not left.</summary>
    public bool Inside(CredentialId credential, UnixTime now)
    {
        lock (_gate)
        {
            var (entry, exit) = (LastIndex(credential, Direction.Entry), LastIndex(credential, Direction.Exit));
            return entry >= 0 && entry > exit && now < _grants[entry].InsideUntil;
        }
    }

    private Grant? Last(CredentialId credential, Direction direction)
    {
        lock (_gate) return LastIndex(credential, direction) is >= 0 and var index ? _grants[index] : null;
    }

    // Under the lock.
    private int LastIndex(CredentialId credential, Direction direction) => _grants.FindLastIndex(
        grant => grant.Credential == credential && grant.Direction == direction && !grant.TakenBack);
}
