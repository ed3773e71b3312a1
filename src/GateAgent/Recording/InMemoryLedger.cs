using System.Security.Cryptography;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Recording;

/// <summary>The ledger without a disk, for tests and the Simulator's core. Passes the same tests as <see cref="SqliteLedger"/>.</summary>
internal sealed class InMemoryLedger(LedgerIdentity identity) : ILedger
{
    private readonly Lock _lock = new();
    private readonly List<StoredRecord> _records = [];
    private readonly HashSet<PresentationMark> _presentations = [];
    private readonly Dictionary<TicketMark, long> _tickets = [];
    private readonly SortedDictionary<long, PassageMark> _passages = [];
    private readonly SortedDictionary<long, LaneId> _open = [];
    private readonly Dictionary<string, long> _floors = new(StringComparer.Ordinal);
    private bool _disposed;

    public InMemoryLedger(string appliance)
        : this(new LedgerIdentity(appliance, LedgerEpoch.Make()))
    {
    }

    public event Action<StoredRecord>? Appended;

    public LedgerIdentity Identity => identity;

    public long LastSequence => Guard(() => (long)_records.Count);

    public bool UncleanStart => false;

    public long Acknowledged { get; private set; }

    /// <summary>What was marked by <see cref="CloseCleanly"/>.</summary>
    public bool ClosedCleanly { get; private set; }

    public bool IsGranted(PresentationMark mark) => Guard(() => _presentations.Contains(mark));

    public IReadOnlySet<int> RidesUsed(ulong ticketId, Direction direction, ServiceDay day) => Guard(() => _tickets.Keys
        .Where(mark => mark with { Ride = 0 } == new TicketMark(ticketId, direction, day)).Select(mark => mark.Ride).ToHashSet());

    public TravellerMark? LastPassage(CredentialId credential, Direction direction) => Guard(() => _passages
        .Where(entry => entry.Value.Credential == credential && entry.Value.Direction == direction)
        .Select(entry => new TravellerMark(entry.Value.At, entry.Value.InsideUntil, entry.Key)).Cast<TravellerMark?>().LastOrDefault());

    public long? Append(RecordDraft draft)
    {
        DraftCheck.Require(draft);
        var stored = Guard(() => IsFree(draft) ? Write(draft) : null);
        if (stored is null) return null;
        Appended?.Invoke(stored);
        return stored.Sequence;
    }

    public IReadOnlyList<OpenGrant> OpenGrants() => Guard(() => _open.Select(entry => new OpenGrant(entry.Key, entry.Value)).ToList());

    public IReadOnlyList<StoredRecord> Read(long afterSequence, int countMax, int bytesMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterSequence);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(countMax);
        return Guard(() =>
        {
            var records = new List<StoredRecord>();
            long bytes = 0;
            for (var i = afterSequence; i < _records.Count && records.Count < countMax; i++)
            {
                bytes += _records[(int)i].Body.Length;
                if (records.Count > 0 && bytes > bytesMax) break;
                records.Add(_records[(int)i]);
            }
            return records;
        });
    }

    public ReadOnlyMemory<byte> HashAt(long sequence) => Guard(() =>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, _records.Count);
        return sequence == 0 ? RecordChain.Start(identity) : _records[(int)sequence - 1].Hash;
    });

    public void Acknowledge(long sequence) => Guard(() =>
    {
        if (sequence < 0 || sequence > _records.Count) throw new ArgumentOutOfRangeException(nameof(sequence));
        return Acknowledged = Math.Max(Acknowledged, sequence);
    });

    public void Quarantine(long sequence, string reason)
    {
        DraftCheck.RequireReason(reason);
        Guard(() =>
        {
            if (sequence < 1 || sequence > _records.Count) throw new ArgumentOutOfRangeException(nameof(sequence));
            return _records[(int)sequence - 1] = _records[(int)sequence - 1] with { Quarantined = true };
        });
    }

    public IReadOnlyDictionary<string, long> TrustFloors() => Guard(() => new Dictionary<string, long>(_floors, StringComparer.Ordinal));

    public void RaiseTrustFloors(IReadOnlyDictionary<string, long> versions) => Guard(() =>
    {
        foreach (var (name, version) in versions) _floors[name] = Math.Max(version, _floors.GetValueOrDefault(name, version));
        return 0;
    });

    public void Checkpoint() => Guard(() => 0);

    public void CloseCleanly() => Guard(() => ClosedCleanly = true);

    public void Dispose()
    {
        lock (_lock) _disposed = true;
    }

    private bool IsFree(RecordDraft draft) =>
        (draft.Presentation is not { } presentation || !_presentations.Contains(presentation))
        && (draft.Ticket is not { } ticket || !_tickets.ContainsKey(ticket))
        && (draft.ClosesGrant is not { } closed || _open.ContainsKey(closed));

    private StoredRecord Write(RecordDraft draft)
    {
        var sequence = _records.Count + 1L;
        var previous = sequence == 1 ? RecordChain.Start(identity) : _records[^1].Hash;
        var body = draft.Body.ToArray();
        var bodyHash = SHA256.HashData(body);
        var hash = RecordChain.Next(identity, sequence, previous.Span, draft.Kind, draft.Code, bodyHash);
        var stored = new StoredRecord(sequence, draft.Kind, draft.Code, body, hash, draft.Alarm, Quarantined: false)
        {
            BodyHash = bodyHash,
        };
        _records.Add(stored);
        if (draft.Presentation is { } presentation) _presentations.Add(presentation);
        if (draft.Ticket is { } ticket) _tickets.Add(ticket, sequence);
        if (draft.ClosesGrant is { } closed) _open.Remove(closed);
        if (draft.Passage is { } passage) _passages.Add(sequence, passage);
        if (draft.ReleasesPassage) Release(draft.ClosesGrant!.Value);
        if (draft.OpensGrant is { } lane) _open.Add(sequence, lane);
        ClosedCleanly = false;
        return stored;
    }

    private void Release(long grant)
    {
        _passages.Remove(grant);
        foreach (var mark in _tickets.Where(entry => entry.Value == grant).Select(entry => entry.Key).ToList()) _tickets.Remove(mark);
    }

    private T Guard<T>(Func<T> work)
    {
        lock (_lock)
        {
            return _disposed ? throw new LedgerException("The ledger is closed.") : work();
        }
    }
}
