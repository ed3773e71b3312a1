using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Recording;

/// <summary>A ledger whose storage fails when told to: the seam for tests and the Simulator. Owns the ledger that it wraps.</summary>
internal sealed class FaultyLedger : ILedger
{
    private readonly ILedger _inner;
    private int _failAppends;

    public FaultyLedger(ILedger inner)
    {
        _inner = inner;
        _inner.Appended += record => Appended?.Invoke(record);
    }

    public event Action<StoredRecord>? Appended;

    /// <summary>While true, everything that touches storage fails.</summary>
    public bool Failing { get; set; }

    /// <summary>While true, only the raising of trust floors fails.</summary>
    public bool FailingFloors { get; set; }

    public LedgerIdentity Identity => _inner.Identity;

    public long LastSequence => Inner().LastSequence;

    public bool UncleanStart => _inner.UncleanStart;

    public long Acknowledged => Inner().Acknowledged;

    /// <summary>The next appends fail, this many, and write nothing.</summary>
    public void FailAppends(int count) => Interlocked.Exchange(ref _failAppends, count);

    public long? Append(RecordDraft draft)
    {
        if (Interlocked.Decrement(ref _failAppends) >= 0) throw new LedgerException("Storage failed: told to.");
        return Inner().Append(draft);
    }

    public bool IsGranted(PresentationMark mark) => Inner().IsGranted(mark);

    public IReadOnlySet<int> RidesUsed(ulong ticketId, Direction direction, ServiceDay day) =>
        Inner().RidesUsed(ticketId, direction, day);

    public TravellerMark? LastPassage(CredentialId credential, Direction direction) => Inner().LastPassage(credential, direction);

    public IReadOnlyList<OpenGrant> OpenGrants() => Inner().OpenGrants();

    public IReadOnlyList<StoredRecord> Read(long afterSequence, int countMax, int bytesMax) =>
        Inner().Read(afterSequence, countMax, bytesMax);

    public ReadOnlyMemory<byte> HashAt(long sequence) => Inner().HashAt(sequence);

    public void Acknowledge(long sequence) => Inner().Acknowledge(sequence);

    public void Quarantine(long sequence, string reason) => Inner().Quarantine(sequence, reason);

    public IReadOnlyDictionary<string, long> TrustFloors() => Inner().TrustFloors();

    public void RaiseTrustFloors(IReadOnlyDictionary<string, long> versions)
    {
        if (FailingFloors) throw new LedgerException("Storage failed: told to.");
        Inner().RaiseTrustFloors(versions);
    }

    public void Checkpoint() => Inner().Checkpoint();

    public void CloseCleanly() => Inner().CloseCleanly();

    public void Dispose() => _inner.Dispose();

    private ILedger Inner() => Failing ? throw new LedgerException("Storage failed: told to.") : _inner;
}
