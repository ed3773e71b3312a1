using Microsoft.Data.Sqlite;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Sync;

namespace TempIdentity.Simulator.HeadOffice;

/// <summary>
/// One batch against what is held, inside the caller's transaction. All comparisons come before the first insert, so that a conflict
/// leaves nothing but its own row.
/// </summary>
internal sealed class BatchTaker(HeadOfficeStatements sql, LedgerIdentity identity, long receivedMs)
{
    public TakeResult Take(BatchMessage batch, byte[] signedBytes)
    {
        if (sql.Closed.Scalar(identity.Appliance, identity.Epoch) is not null) return new TakeResult.Closed();
        var held = Chain();
        var highWater = held?.HighWater ?? 0;
        if (batch.First > highWater + 1) return new TakeResult.Gap(highWater + 1);
        if (Contradicts(batch, held, highWater) is { } sequence) return new TakeResult.Conflict(sequence);

        foreach (var record in batch.Records.Where(record => record.Sequence > highWater)) Insert(record);
        var newest = held is null || batch.Head.Sequence > held.Sequence
            ? new SignedHead(0, batch.Head.Sequence, batch.Head.Hash, signedBytes, batch.Signature)
            : held;
        var mark = Math.Max(highWater, batch.Last);
        sql.SetChain.Run(identity.Appliance, identity.Epoch, mark, newest.Sequence, newest.Hash, newest.SignedBytes, newest.Signature);
        return new TakeResult.Taken(mark);
    }

    /// <summary>The first sequence where this batch and what is held or was signed before disagree; kept as a conflict.</summary>
    private long? Contradicts(BatchMessage batch, SignedHead? held, long highWater)
    {
        var offered = batch.Records.Select(record => (record.Sequence, record.Hash))
            .Prepend((Sequence: batch.First - 1, Hash: batch.Previous))
            .Append((batch.Head.Sequence, batch.Head.Hash));
        foreach (var (sequence, hash) in offered)
        {
            if (Known(sequence, held, highWater) is not { } known || known.AsSpan().SequenceEqual(hash)) continue;
            sql.InsertConflict.Run(identity.Appliance, identity.Epoch, sequence, known, hash, receivedMs);
            return sequence;
        }
        return null;
    }

    /// <summary>The hash at a sequence as far as head office knows it: the chain's start, a row, or the newest signed head.</summary>
    private byte[]? Known(long sequence, SignedHead? held, long highWater)
    {
        if (sequence == 0) return RecordChain.Start(identity);
        if (sequence <= highWater) return (byte[]?)sql.HashAt.Scalar(identity.Appliance, identity.Epoch, sequence);
        return sequence == held?.Sequence ? held.Hash : null;
    }

    private SignedHead? Chain()
    {
        using SqliteDataReader row = sql.Chain.Query(identity.Appliance, identity.Epoch);
        return row.Read()
            ? new SignedHead(row.GetInt64(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3),
                row.GetFieldValue<byte[]>(4))
            : null;
    }

    private void Insert(RecordMessage record) => sql.InsertRecord.Run(
        identity.Appliance, identity.Epoch, record.Sequence, record.Kind, record.Code, record.Body,
        BatchCheck.BodyHash(record), record.Hash, receivedMs);
}
