using TempIdentity.GateAgent.Recording;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.GateAgent.Sync;

/// <summary>Makes signed messages from what is stored. Bodies travel as stored, never re-encoded.</summary>
internal static class BatchBuilder
{
    /// <summary>The next batch after a sequence; null when there is nothing to send.</summary>
    public static BatchMessage? Next(ILedger ledger, long after, int countMax, SigningKey key)
    {
        var records = ledger.Read(after, countMax, SyncLimits.BatchBodyBytesMax);
        if (records.Count == 0) return null;
        var head = ledger.LastSequence;
        var unsigned = new BatchMessage
        {
            Appliance = ledger.Identity.Appliance,
            Epoch = SignedBytes.EpochText(ledger.Identity),
            First = records[0].Sequence,
            Last = records[^1].Sequence,
            Previous = ledger.HashAt(records[0].Sequence - 1).ToArray(),
            Head = new HeadMessage { Sequence = head, Hash = ledger.HashAt(head).ToArray() },
            Records = [.. records.Select(ToMessage)],
            Signature = [],
        };
        return unsigned with { Signature = key.Sign(SignedBytes.Batch(unsigned, ledger.Identity.Epoch)) };
    }

    public static HintMessage Hint(LedgerIdentity identity, StoredRecord record, SigningKey key)
    {
        var unsigned = new HintMessage
        {
            Appliance = identity.Appliance,
            Epoch = SignedBytes.EpochText(identity),
            Sequence = record.Sequence,
            Code = record.Code,
            Hash = record.Hash.ToArray(),
            Signature = [],
        };
        return unsigned with { Signature = key.Sign(SignedBytes.Hint(unsigned, identity.Epoch)) };
    }

    private static RecordMessage ToMessage(StoredRecord record) => new()
    {
        Sequence = record.Sequence,
        Kind = (int)record.Kind,
        Code = record.Code,
        Body = record.Quarantined ? null : record.Body.ToArray(),
        BodyHash = record.Quarantined ? record.BodyHash.ToArray() : null,
        Quarantined = record.Quarantined,
        Hash = record.Hash.ToArray(),
    };
}
