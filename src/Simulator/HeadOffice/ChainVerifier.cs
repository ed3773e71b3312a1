using System.Security.Cryptography;
using TempIdentity.GateAgent.Recording;
using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.Simulator.HeadOffice;

/// <summary>
/// Proves a chain from what is held: recomputes every hash over the stored bytes, and checks the newest signed head (I5). Pure.
/// </summary>
internal static class ChainVerifier
{
    public static ChainReport Verify(LedgerIdentity identity, IReadOnlyList<HeldRecord> records, SignedHead head, IVerificationKey key)
    {
        var holes = new List<long>();
        var mismatches = new List<long>();
        var previous = RecordChain.Start(identity);
        var expected = 1L;
        foreach (var record in records)
        {
            for (; expected < record.Sequence; expected++) holes.Add(expected);
            if (!Fits(identity, record, previous, head)) mismatches.Add(record.Sequence);
            previous = record.Hash;
            expected = record.Sequence + 1;
        }
        for (; expected <= head.HighWater; expected++) holes.Add(expected);
        return new ChainReport
        {
            Appliance = identity.Appliance,
            Epoch = identity.Epoch,
            HighWater = head.HighWater,
            SignedHead = head.Sequence,
            Holes = holes,
            Mismatches = mismatches,
            Quarantined = [.. records.Where(record => record.Quarantined).Select(record => record.Sequence)],
            HeadSigned = IsSigned(identity, head, key),
        };
    }

    /// <summary>The appliance signed this head.</summary>
    public static bool IsSigned(LedgerIdentity identity, SignedHead head, IVerificationKey key) =>
        key.Verify(head.SignedBytes, head.Signature) && SignedHeadBytes.Name(head, identity);

    /// <summary>The record's bytes have the hash in its row, and the row follows from the one before.</summary>
    public static bool Follows(LedgerIdentity identity, HeldRecord record, byte[] previous) =>
        (record.Body is null || SHA256.HashData(record.Body).AsSpan().SequenceEqual(record.BodyHash))
        && RecordChain.Next(identity, record.Sequence, previous, record.Kind, record.Code, record.BodyHash)
            .AsSpan().SequenceEqual(record.Hash);

    // After a hole the chain cannot be followed, so the next record counts as a mismatch too: nothing shows what came before it.
    private static bool Fits(LedgerIdentity identity, HeldRecord record, byte[] previous, SignedHead head) =>
        Follows(identity, record, previous)
        && (record.Sequence != head.Sequence || record.Hash.AsSpan().SequenceEqual(head.Hash));
}
