using TempIdentity.GateAgent.Recording;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Tests.Core;

/// <summary>A ledger with a defect: looking up a mark throws what no ledger may throw, or never finds one.</summary>
internal sealed class DefectiveLookups(ILedger inner, bool throws) : ILedger
{
    public event Action<StoredRecord>? Appended
    {
        add => inner.Appended += value;
        remove => inner.Appended -= value;
    }

    public LedgerIdentity Identity => inner.Identity;
    public long LastSequence => inner.LastSequence;
    public bool UncleanStart => inner.UncleanStart;
    public long Acknowledged => inner.Acknowledged;
    public bool IsGranted(PresentationMark mark) => Find();

    public IReadOnlySet<int> RidesUsed(ulong ticketId, Direction direction, ServiceDay day)
    {
        Find();
        return new HashSet<int>();
    }

    public TravellerMark? LastPassage(CredentialId credential, Direction direction) => null;
    public long? Append(RecordDraft draft) => inner.Append(draft);
    public IReadOnlyList<OpenGrant> OpenGrants() => inner.OpenGrants();
    public IReadOnlyList<StoredRecord> Read(long afterSequence, int countMax, int bytesMax) =>
        inner.Read(afterSequence, countMax, bytesMax);
    public ReadOnlyMemory<byte> HashAt(long sequence) => inner.HashAt(sequence);
    public void Acknowledge(long sequence) => inner.Acknowledge(sequence);
    public void Quarantine(long sequence, string reason) => inner.Quarantine(sequence, reason);
    public IReadOnlyDictionary<string, long> TrustFloors() => inner.TrustFloors();
    public void RaiseTrustFloors(IReadOnlyDictionary<string, long> versions) => inner.RaiseTrustFloors(versions);
    public void Checkpoint() => inner.Checkpoint();
    public void CloseCleanly() => inner.CloseCleanly();
    public void Dispose() => inner.Dispose();

    private bool Find() => throws ? throw new InvalidCastException("defect") : false;
}
