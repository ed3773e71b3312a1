using System.Security.Cryptography;

namespace TempIdentity.GateAgent.Recording;

/// <summary>Recomputes the chain over what is stored.</summary>
internal static class LedgerCheck
{
    private const int PageCountMax = 200;

    /// <summary>Sequence of the first record whose bytes do not fit the chain, null when all fit.</summary>
    public static long? FirstBroken(ILedger ledger, long afterSequence = 0)
    {
        var previous = ledger.HashAt(afterSequence).ToArray();
        var at = afterSequence;
        while (true)
        {
            var page = ledger.Read(at, PageCountMax, int.MaxValue);
            if (page.Count == 0) return at == ledger.LastSequence ? null : at + 1;
            foreach (var record in page)
            {
                if (!Fits(ledger.Identity, record, at + 1, previous)) return at + 1;
                at = record.Sequence;
                previous = record.Hash.ToArray();
            }
        }
    }

    /// <summary>Checks the newest records. Throws <see cref="LedgerException"/> when they do not fit.</summary>
    public static void RequireChain(ILedger ledger, long last, int countMax)
    {
        if (FirstBroken(ledger, Math.Max(0, last - countMax)) is { } broken)
            throw new LedgerException($"The ledger is damaged at sequence {broken}: its bytes do not fit the hash chain.");
    }

    private static bool Fits(LedgerIdentity identity, StoredRecord record, long sequence, byte[] previous) =>
        record.Sequence == sequence
        && SHA256.HashData(record.Body.Span).AsSpan().SequenceEqual(record.BodyHash.Span)
        && RecordChain.Next(identity, sequence, previous, record.Kind, record.Code, record.BodyHash.Span)
            .AsSpan().SequenceEqual(record.Hash.Span);
}
