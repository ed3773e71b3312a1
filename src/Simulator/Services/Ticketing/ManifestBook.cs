using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>What a publication has given out of a station and day; kept before it is given out, so that no number is used twice.</summary>
internal sealed record PublicationMark(long Revision, string Station, ServiceDay Day, long LastChange);

/// <summary>
/// Ticketing's view of what gates know: the tickets of each service day, and each station's manifest and numbered changes made from them.
/// A manifest is large and made seldom; the changes since are small and go out with each publication. Thread-safe; rows are sealed outside
/// the lock, so sales go on meanwhile.
/// </summary>
internal sealed class ManifestBook(KeyRing signers)
{
    /// <summary>
    /// Seconds after the service day for which its manifest still serves: codes made before midnight carry that day's secret.
    /// </summary>
    public const int TailSeconds = 7200;

    /// <summary><see cref="ReuseSeconds"/> of a running office: as long as a manifest counts as fresh by default.</summary>
    public const int ReuseDefaultSeconds = 3600;

    private sealed record Signed((string Name, byte[] Content) File, UnixTime IssuedAt, KeyId Signer);

    /// <summary>A station and day at one instant. Rows: null when the manifest that is there goes out again.</summary>
    private sealed record Snapshot(long Revision, List<DayTicket>? Rows, DayTicket[] Changes, long First, long Last);

    private readonly Lock _gate = new();
    private readonly Lock _publishing = new();
    private readonly Dictionary<ServiceDay, DayBook> _days = [];
    private readonly Dictionary<(string Station, ServiceDay Day), Signed> _manifests = [];

    /// <summary>Seconds for which a signed manifest goes out unchanged with newer changes beside it; 0: it is always made anew.</summary>
    public int ReuseSeconds { get; set; }

    /// <summary>Called before a publication is given out; what it throws stops the publication.</summary>
    public Action<PublicationMark> Keep { get; set; } = _ => { };

    /// <summary>Revision of the last publication; 0 before the first. Every file signed in a publication carries it.</summary>
    public long Revision { get; private set; }

    /// <summary>Takes a ticket's whole new state on a service day.</summary>
    public void Put(ServiceDay day, DayTicket ticket)
    {
        lock (_gate) BookOf(day).Put(ticket);
    }

    /// <summary>A ticket on each of its days.</summary>
    public IReadOnlyList<(ServiceDay Day, DayTicket Ticket)> Find(ulong id)
    {
        lock (_gate)
        {
            var found = new List<(ServiceDay, DayTicket)>();
            foreach (var (day, book) in _days)
                if (book.TryFind(id, out var ticket)) found.Add((day, ticket));
            return found;
        }
    }

    /// <summary>All tickets by day and order of sale.</summary>
    public IReadOnlyList<(ServiceDay Day, DayTicket Ticket)> All()
    {
        lock (_gate)
            return [.. _days.OrderBy(day => day.Key.DayNumber).SelectMany(day => day.Value.Tickets.Select(ticket => (day.Key, ticket)))];
    }

    /// <summary>Takes tickets out as if never sold: before the day's first publication only, for a tester's world.</summary>
    public void Remove(Func<ServiceDay, DayTicket, bool> which)
    {
        lock (_gate)
            foreach (var (day, book) in _days) book.Remove(ticket => which(day, ticket));
    }

    /// <summary>Lets go of days that no gate asks for any more.</summary>
    public void ForgetBefore(ServiceDay day)
    {
        lock (_gate)
        {
            foreach (var past in _days.Keys.Where(key => key.DayNumber < day.DayNumber).ToArray()) _days.Remove(past);
        }
        lock (_publishing)
        {
            foreach (var past in _manifests.Keys.Where(key => key.Day.DayNumber < day.DayNumber).ToArray()) _manifests.Remove(past);
        }
    }

    /// <summary>Takes up what an earlier run gave out.</summary>
    public void Restore(long revision, IEnumerable<PublicationMark> marks)
    {
        lock (_gate)
        {
            Revision = revision;
            foreach (var mark in marks) BookOf(mark.Day).Restore(mark.Station, mark.LastChange);
        }
    }

    /// <summary>Starts a new publication; all files signed from here on carry its revision.</summary>
    public void NextRevision()
    {
        lock (_gate) Revision++;
    }

    /// <summary>The signed manifest of a station and day and its signed change log, as trust files.</summary>
    public IReadOnlyList<(string File, byte[] Content)> Publish(string station, ServiceDay day, UnixTime now)
    {
        lock (_publishing)
        {
            var signer = signers.Active(SignatureAlgorithm.ESP256, now);
            var held = _manifests.GetValueOrDefault((station, day));
            var reusable = held is not null && now - held.IssuedAt < ReuseSeconds && held.Signer == signer.Id;
            var snapshot = Take(station, day, reusable);
            Keep(new PublicationMark(snapshot.Revision, station, day, snapshot.Last));
            var expires = Timetable.EndOf(day) + TailSeconds;
            if (snapshot.Rows is { } rows)
            {
                var file = TrustWriter.Manifest(station, day, snapshot.Revision, now, expires, new ManifestRowList(rows), signer.Id,
                    signer.Key, snapshot.Last);
                held = new Signed(file, now, signer.Id);
                if (ReuseSeconds > 0) _manifests[(station, day)] = held;
            }
            var log = TrustWriter.ManifestChanges(station, day, snapshot.Revision, now, expires, snapshot.First,
                new ManifestRowList(snapshot.Changes), signer.Id, signer.Key);
            return [held!.File, log];
        }
    }

    private Snapshot Take(string station, ServiceDay day, bool reusable)
    {
        lock (_gate)
        {
            var book = BookOf(day);
            var changes = book.Publish(station);
            var rows = reusable && !changes.IsFull ? null : book.RowsOf(station);
            if (changes.IsFull) changes.Drop();
            return new Snapshot(Revision, rows, [.. changes.Entries], changes.First, changes.Last);
        }
    }

    private DayBook BookOf(ServiceDay day)
    {
        if (!_days.TryGetValue(day, out var book)) _days.Add(day, book = new DayBook());
        return book;
    }
}
