using Microsoft.Data.Sqlite;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Sync;

namespace TempIdentity.Simulator.HeadOffice;

/// <summary>What became of a batch.</summary>
internal abstract record TakeResult
{
    private TakeResult()
    {
    }

    internal sealed record Taken(long HighWater) : TakeResult;

    internal sealed record Gap(long Expected) : TakeResult;

    internal sealed record Conflict(long Sequence) : TakeResult;

    internal sealed record Closed : TakeResult;
}

/// <summary>
/// Head office's rows. A batch's rows, the high-water mark and the signed head change in one transaction, or none of them does (I5).
/// Thread-safe (one lock, one connection). Throws <see cref="LedgerException"/> when storage fails.
/// </summary>
internal sealed class HeadOfficeStore : IDisposable
{
    public const string FileName = "head-office.db";

    private readonly Lock _lock = new();
    private readonly SqliteConnection _connection;
    private readonly HeadOfficeStatements _sql;

    public HeadOfficeStore(string directory)
    {
        Directory.CreateDirectory(directory);
        _connection = LedgerConnection.Open(Path.Combine(directory, FileName), pagesMax: null);
        LedgerSchema.Execute(_connection, HeadOfficeSchema.Tables);
        _sql = new HeadOfficeStatements(_connection);
    }

    /// <summary>Takes a checked batch; <paramref name="signedBytes"/> are kept as the proof of its head.</summary>
    public TakeResult Take(BatchMessage batch, LedgerIdentity identity, byte[] signedBytes, long receivedMs) => Guard(() =>
    {
        _sql.Begin.Run();
        var committed = false;
        try
        {
            var result = new BatchTaker(_sql, identity, receivedMs).Take(batch, signedBytes);
            // A conflict is kept; it comes before any row of its batch.
            if (result is TakeResult.Taken or TakeResult.Conflict)
            {
                _sql.Commit.Run();
                committed = true;
            }
            return result;
        }
        finally
        {
            if (!committed && SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0) _sql.Rollback.Run();
        }
    });

    public void Keep(HeldHint hint) => Guard(() =>
        _sql.InsertHint.Run(hint.Appliance, hint.Epoch, hint.Sequence, hint.Code, hint.Hash, hint.ReceivedMs));

    /// <summary>No batch of this epoch is taken any more.</summary>
    public void CloseEpoch(LedgerIdentity identity) => Guard(() => _sql.CloseEpoch.Run(identity.Appliance, identity.Epoch));

    public IReadOnlyList<LedgerIdentity> Chains() => Guard(() =>
        Rows(_sql.Chains.Query(), row => new LedgerIdentity(row.GetString(0), row.GetInt64(1))));

    public IReadOnlyList<HeldRecord> Records(LedgerIdentity identity) => Guard(() =>
        Rows(_sql.Records.Query(identity.Appliance, identity.Epoch), ToRecord));

    /// <summary>At most <paramref name="countMax"/> records after a sequence, in order.</summary>
    public IReadOnlyList<HeldRecord> Records(LedgerIdentity identity, long after, int countMax) => Guard(() =>
        Rows(_sql.RecordsAfter.Query(identity.Appliance, identity.Epoch, after, countMax), ToRecord));

    public IReadOnlyList<HeldHint> Hints() => Guard(() => Rows(_sql.Hints.Query(), row => new HeldHint(
        row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3), row.GetFieldValue<byte[]>(4), row.GetInt64(5))));

    public IReadOnlyList<HeldConflict> Conflicts() => Guard(() => Rows(_sql.Conflicts.Query(), row => new HeldConflict(
        row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3), row.GetFieldValue<byte[]>(4), row.GetInt64(5))));

    /// <summary>The newest signed head of a chain with what proves it; null when the chain is not known.</summary>
    public SignedHead? Head(LedgerIdentity identity) => Guard(() =>
        Rows(_sql.Chain.Query(identity.Appliance, identity.Epoch), row => new SignedHead(
            row.GetInt64(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3), row.GetFieldValue<byte[]>(4)))
            .SingleOrDefault());

    public void Dispose()
    {
        lock (_lock)
        {
            _sql.Dispose();
            _connection.Dispose();
        }
    }

    private static List<T> Rows<T>(SqliteDataReader reader, Func<SqliteDataReader, T> read)
    {
        using (reader)
        {
            var rows = new List<T>();
            while (reader.Read()) rows.Add(read(reader));
            return rows;
        }
    }

    private static HeldRecord ToRecord(SqliteDataReader row) => new(
        row.GetString(0), row.GetInt64(1), row.GetInt64(2), (RecordKind)row.GetInt32(3), row.GetString(4),
        row.IsDBNull(5) ? null : row.GetFieldValue<byte[]>(5), row.GetFieldValue<byte[]>(6), row.GetFieldValue<byte[]>(7), row.GetInt64(8));

    private T Guard<T>(Func<T> work)
    {
        lock (_lock)
        {
            try
            {
                return work();
            }
            catch (SqliteException e)
            {
                throw new LedgerException("Head office's storage failed: " + e.Message, e);
            }
        }
    }
}

/// <summary>The stored end of a chain: high-water mark, newest signed head, the signed bytes and the signature over them.</summary>
internal sealed record SignedHead(long HighWater, long Sequence, byte[] Hash, byte[] SignedBytes, byte[] Signature);
