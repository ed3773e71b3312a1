using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Recording;

/// <summary>Kinds of record.</summary>
internal enum RecordKind
{
    Decision = 1,
    Passage = 2,
    Device = 3,
}

/// <summary>Who writes: fixed when the state directory is made. A new epoch begins with a new state directory.</summary>
internal sealed record LedgerIdentity(string Appliance, long Epoch);

/// <summary>The mark of a granted presentation (I3).</summary>
internal sealed record PresentationMark(PresentationId Presentation, Purpose Purpose);

/// <summary>The mark of one ride of a ticket's day, used in one direction (I3); rides count from 0.</summary>
internal sealed record TicketMark(ulong TicketId, Direction Direction, ServiceDay Day, int Ride = 0);

/// <summary>A holder's passage in one direction, and until when an entry counts as inside.</summary>
internal sealed record PassageMark(CredentialId Credential, Direction Direction, UnixTime At, UnixTime InsideUntil);

/// <summary>A holder's newest passage in one direction; the sequence tells which of two came later.</summary>
internal readonly record struct TravellerMark(UnixTime At, UnixTime InsideUntil, long Sequence);

/// <summary>
/// What is to be written in one transaction: the record, the marks it sets, the grant it closes. The body is final bytes; what is
/// stored is what is hashed and sent.
/// </summary>
internal sealed record RecordDraft(RecordKind Kind, string Code, ReadOnlyMemory<byte> Body)
{
    /// <summary>Alarms also travel at once as a hint.</summary>
    public bool Alarm { get; init; }
    /// <summary>Set with a grant.</summary>
    public PresentationMark? Presentation { get; init; }
    /// <summary>Set with a grant that uses a ticket.</summary>
    public TicketMark? Ticket { get; init; }
    /// <summary>Set with a grant in a direction.</summary>
    public PassageMark? Passage { get; init; }
    /// <summary>True for a grant at a lane with a gate: it stays open until its passage record (I4).</summary>
    public LaneId? OpensGrant { get; init; }
    /// <summary>For a passage record: the sequence of the grant that it closes.</summary>
    public long? ClosesGrant { get; init; }
    /// <summary>For a passage without entry: the ride of the closed grant may be used again, and nobody has passed.</summary>
    public bool ReleasesPassage { get; init; }
}

/// <summary>A grant without an outcome.</summary>
internal sealed record OpenGrant(long Sequence, LaneId Lane);

/// <summary>
/// A stored record, as it travels. The body's hash is stored beside it, so that the chain is proven even where the body is not taken.
/// </summary>
internal sealed record StoredRecord(
    long Sequence, RecordKind Kind, string Code, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Hash, bool Alarm, bool Quarantined)
{
    /// <summary>SHA-256 of the body as appended; 32 bytes.</summary>
    public required ReadOnlyMemory<byte> BodyHash { get; init; }
}

/// <summary>Named limits of the ledger. A draft beyond them is a defect of the caller: <see cref="ArgumentException"/>.</summary>
internal static class LedgerLimits
{
    public const int BodyBytesMax = 65_536;
    public const int CodeCharsMax = 64;
    public const int ReasonCharsMax = 200;
}

/// <summary>Storage failed: the lane closes, frames are counted until it is back (I2).</summary>
internal sealed class LedgerException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// The ledger: records, replay marks, the sync queue and trust floors in one SQLite file with one connection. Thread-safe (one lock).
/// Members throw <see cref="LedgerException"/> when storage fails or the ledger is closed; wrong arguments are a defect and throw
/// <see cref="ArgumentException"/>; nothing else is thrown.
/// </summary>
internal interface ILedger : IDisposable
{
    /// <summary>Raised after a record is durable, on the appending thread, outside the lock. Handlers neither block nor throw.</summary>
    event Action<StoredRecord>? Appended;

    LedgerIdentity Identity { get; }

    /// <summary>Sequence of the newest record, 0 when there is none.</summary>
    long LastSequence { get; }

    /// <summary>True when the state directory was not closed properly last time.</summary>
    bool UncleanStart { get; }

    bool IsGranted(PresentationMark mark);

    /// <summary>The rides of a ticket's day that were used in a direction.</summary>
    IReadOnlySet<int> RidesUsed(ulong ticketId, Direction direction, ServiceDay day);

    /// <summary>A holder's newest passage in a direction; null when there was none.</summary>
    TravellerMark? LastPassage(CredentialId credential, Direction direction);

    /// <summary>
    /// Appends one record with its marks and returns its sequence; durable (fdatasync) when it returns. Null when a mark already exists,
    /// or when the grant to be closed is not open: nothing was written, and the caller decides anew.
    /// </summary>
    long? Append(RecordDraft draft);

    IReadOnlyList<OpenGrant> OpenGrants();

    /// <summary>
    /// Records after <paramref name="afterSequence"/>, in order, bounded by both limits (at least one record when there is one).
    /// </summary>
    IReadOnlyList<StoredRecord> Read(long afterSequence, int countMax, int bytesMax);

    /// <summary>Hash of the chain at a sequence (32 bytes; the chain's start for 0).</summary>
    ReadOnlyMemory<byte> HashAt(long sequence);

    /// <summary>Highest sequence that head office has acknowledged.</summary>
    long Acknowledged { get; }

    /// <summary>
    /// Raises the acknowledged sequence; a lower one changes nothing, one beyond the newest record is a defect of the caller.
    /// </summary>
    void Acknowledge(long sequence);

    /// <summary>Marks a record that head office will not take: it travels as its hash only, and blocks nobody.</summary>
    void Quarantine(long sequence, string reason);

    /// <summary>Versions held, by target name (I8).</summary>
    IReadOnlyDictionary<string, long> TrustFloors();

    void RaiseTrustFloors(IReadOnlyDictionary<string, long> versions);

    /// <summary>Moves the write-ahead log into the file: for idle moments, so that no append has to.</summary>
    void Checkpoint();

    /// <summary>Marks the end of a proper run. A later append takes the mark back.</summary>
    void CloseCleanly();
}
