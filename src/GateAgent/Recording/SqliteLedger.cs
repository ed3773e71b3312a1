using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Recording;

/// <summary>
/// The ledger on disk. One SQLite file, one connection, one lock; a commit returns after the log is synced (I1). Marks are unique in the
/// file itself, so that a defect above cannot grant twice (I3).
/// </summary>
internal sealed class SqliteLedger : ILedger
{
    public const string FileName = "ledger.db";

    /// <summary>Newest records whose chain is recomputed when the file is opened.</summary>
    private const int OpeningCheckCountMax = 100;

    private readonly Lock _lock = new();
    private readonly DirectoryLock _directory;
    private readonly SqliteConnection _connection;
    private readonly LedgerStatements _statements;
    private long _last;
    private byte[] _lastHash = [];
    private long _acknowledged;
    private bool _clean;
    private bool _headKnown;
    private bool _disposed;

    private SqliteLedger(DirectoryLock directory, SqliteConnection connection, LedgerStatements statements, LedgerIdentity identity)
    {
        _directory = directory;
        _connection = connection;
        _statements = statements;
        Identity = identity;
    }

    public event Action<StoredRecord>? Appended;

    public LedgerIdentity Identity { get; }

    public bool UncleanStart { get; private set; }

    /// <summary>Which SQLite serves, such as <c>libsqlite3.so.0 (system) 3.40.1</c>.</summary>
    public static string Library => SqliteLibrary.Describe();

    public long LastSequence => Guard(() => { LoadHead(); return _last; });

    public long Acknowledged => Guard(() => _acknowledged);

    /// <summary>
    /// Opens or makes the ledger of an appliance. <paramref name="pagesMax"/> bounds the file in SQLite's pages (4,096 bytes); beyond it
    /// appends fail. Throws <see cref="LedgerException"/> when the directory is in use, or the file is damaged or another appliance's.
    /// </summary>
    public static SqliteLedger Open(string directory, string appliance, long? pagesMax = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(appliance);
        var held = DirectoryLock.Take(directory);
        SqliteConnection? connection = null;
        LedgerStatements? statements = null;
        try
        {
            connection = LedgerConnection.Open(Path.Combine(directory, FileName), pagesMax);
            LedgerSchema.Migrate(connection);
            var identity = ReadOrMakeIdentity(connection, appliance);
            statements = new LedgerStatements(connection);
            var ledger = new SqliteLedger(held, connection, statements, identity);
            ledger.Start();
            return ledger;
        }
        catch (Exception e)
        {
            statements?.Dispose();
            connection?.Dispose();
            held.Dispose();
            if (IsStorage(e)) throw new LedgerException("The ledger cannot be opened: " + e.Message, e);
            throw;
        }
    }

    public bool IsGranted(PresentationMark mark) => Guard(() =>
        _statements.FindPresentation.Scalar(mark.Presentation.ToArray(), mark.Purpose.ToText()) is not null);

    public IReadOnlySet<int> RidesUsed(ulong ticketId, Direction direction, ServiceDay day) => Guard(() =>
    {
        var rides = new HashSet<int>();
        using var reader = _statements.RidesUsed.Query(unchecked((long)ticketId), (int)direction, day.DayNumber);
        while (reader.Read()) rides.Add(reader.GetInt32(0));
        return rides;
    });

    public TravellerMark? LastPassage(CredentialId credential, Direction direction) => Guard<TravellerMark?>(() =>
    {
        using var reader = _statements.LastPassage.Query(unchecked((long)credential.Value), (int)direction);
        return reader.Read()
            ? new TravellerMark(new UnixTime(reader.GetInt64(0)), new UnixTime(reader.GetInt64(1)), reader.GetInt64(2))
            : null;
    });

    public long? Append(RecordDraft draft)
    {
        DraftCheck.Require(draft);
        var stored = Guard(() => { LoadHead(); return Transact(() => Write(draft), Settle); });
        if (stored is null) return null;
        Appended?.Invoke(stored);
        return stored.Sequence;
    }

    public IReadOnlyList<OpenGrant> OpenGrants() => Guard(() =>
    {
        var grants = new List<OpenGrant>();
        using var reader = _statements.OpenGrants.Query();
        while (reader.Read()) grants.Add(new OpenGrant(reader.GetInt64(0), new LaneId(reader.GetString(1))));
        return grants;
    });

    public IReadOnlyList<StoredRecord> Read(long afterSequence, int countMax, int bytesMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterSequence);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(countMax);
        return Guard(() =>
        {
            var records = new List<StoredRecord>();
            long bytes = 0;
            using var reader = _statements.Read.Query(afterSequence, countMax);
            while (reader.Read())
            {
                var record = ToRecord(reader);
                bytes += record.Body.Length;
                if (records.Count > 0 && bytes > bytesMax) break;
                records.Add(record);
            }
            return records;
        });
    }

    public ReadOnlyMemory<byte> HashAt(long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        if (sequence == 0) return RecordChain.Start(Identity);
        return Guard(() => (byte[]?)_statements.HashAt.Scalar(sequence)) ?? throw new ArgumentOutOfRangeException(nameof(sequence));
    }

    public void Acknowledge(long sequence)
    {
        if (sequence < 0 || sequence > LastSequence) throw new ArgumentOutOfRangeException(nameof(sequence));
        Guard(() =>
        {
            if (sequence <= _acknowledged) return false;
            _statements.Acknowledge.Run(sequence);
            _acknowledged = sequence;
            return true;
        });
    }

    public void Quarantine(long sequence, string reason)
    {
        DraftCheck.RequireReason(reason);
        if (Guard(() => _statements.Quarantine.Run(reason, sequence)) == 0) throw new ArgumentOutOfRangeException(nameof(sequence));
    }

    public IReadOnlyDictionary<string, long> TrustFloors() => Guard(() =>
    {
        var floors = new Dictionary<string, long>(StringComparer.Ordinal);
        using var reader = _statements.Floors.Query();
        while (reader.Read()) floors.Add(reader.GetString(0), reader.GetInt64(1));
        return floors;
    });

    public void RaiseTrustFloors(IReadOnlyDictionary<string, long> versions) => Guard(() => Transact(() =>
    {
        foreach (var (name, version) in versions) _statements.RaiseFloor.Run(name, version);
        return this;
    }));

    public void Checkpoint() => Guard(() => { _statements.Checkpoint.Scalar(); return 0; });

    public void CloseCleanly() => Guard(() =>
    {
        _statements.SetClean.Run(1);
        _clean = true;
        _statements.Checkpoint.Scalar();
        return 0;
    });

    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed) return;
            _disposed = true;
            _statements.Dispose();
            _connection.Dispose();
            _directory.Dispose();
        }
    }

    private void Start()
    {
        using (var row = new SqliteCommand("SELECT clean, acknowledged FROM identity;", _connection).ExecuteReader())
        {
            row.Read();
            UncleanStart = row.GetInt64(0) == 0;
            _acknowledged = row.GetInt64(1);
        }
        LoadHead();
        LedgerCheck.RequireChain(this, _last, OpeningCheckCountMax);
        _statements.SetClean.Run(0);
    }

    private static LedgerIdentity ReadOrMakeIdentity(SqliteConnection connection, string appliance)
    {
        using var insert = new SqliteCommand(
            "INSERT OR IGNORE INTO identity(id, appliance, epoch, clean, acknowledged) VALUES (1, $a, $e, 1, 0);", connection);
        insert.Parameters.AddWithValue("$a", appliance);
        insert.Parameters.AddWithValue("$e", LedgerEpoch.Make());
        insert.ExecuteNonQuery();
        using var select = new SqliteCommand("SELECT appliance, epoch FROM identity;", connection);
        using var row = select.ExecuteReader();
        row.Read();
        var identity = new LedgerIdentity(row.GetString(0), row.GetInt64(1));
        return identity.Appliance == appliance
            ? identity
            : throw new LedgerException($"The state directory belongs to appliance {identity.Appliance}, not to {appliance}.");
    }

    /// <summary>Inside the transaction. Null when a mark exists or the grant is not open.</summary>
    private StoredRecord? Write(RecordDraft draft)
    {
        var sequence = _last + 1;
        var body = draft.Body.ToArray();
        var bodyHash = SHA256.HashData(body);
        var hash = RecordChain.Next(Identity, sequence, _lastHash, draft.Kind, draft.Code, bodyHash);
        _statements.InsertRecord.Run(sequence, (int)draft.Kind, draft.Code, body, bodyHash, hash, draft.Alarm ? 1 : 0);
        if (draft.Presentation is { } p && _statements.InsertPresentation.Run(p.Presentation.ToArray(), p.Purpose.ToText(), sequence) == 0)
            return null;
        if (draft.Ticket is { } t
            && _statements.InsertTicket.Run(unchecked((long)t.TicketId), (int)t.Direction, t.Day.DayNumber, t.Ride, sequence) == 0)
            return null;
        if (draft.Passage is { } passage) InsertPassage(sequence, passage);
        if (draft.ClosesGrant is { } closed && _statements.CloseGrant.Run(closed) == 0) return null;
        if (draft.ReleasesPassage) Release(draft.ClosesGrant!.Value);
        if (draft.OpensGrant is { } lane) _statements.OpenGrant.Run(sequence, lane.Value);
        if (_clean) _statements.SetClean.Run(0);
        return new StoredRecord(sequence, draft.Kind, draft.Code, body, hash, draft.Alarm, Quarantined: false) { BodyHash = bodyHash };
    }

    private void InsertPassage(long sequence, PassageMark mark) => _statements.InsertPassage.Run(
        sequence, unchecked((long)mark.Credential.Value), (int)mark.Direction, mark.At.Seconds, mark.InsideUntil.Seconds);

    private void Release(long grant)
    {
        _statements.ReleaseTicket.Run(grant);
        _statements.ReleasePassage.Run(grant);
    }

    // Only what is committed counts: memory moves after the disk.
    private void Settle(StoredRecord stored)
    {
        _last = stored.Sequence;
        _lastHash = stored.Hash.ToArray();
        _clean = false;
    }

    private T? Transact<T>(Func<T?> work, Action<T>? settle = null)
        where T : class
    {
        var committed = false;
        _statements.Begin.Run();
        try
        {
            var result = work();
            if (result is null) return null;
            _headKnown = false;
            _statements.Commit.Run();
            committed = true;
            settle?.Invoke(result);
            _headKnown = true;
            return result;
        }
        finally
        {
            if (!committed) RollBack();
        }
    }

    // SQLite has rolled back by itself after some failures (disk full, I/O): a second rollback is then refused.
    private void RollBack()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0) _statements.Rollback.Run();
    }

    // After a failed commit the file is asked again what it holds.
    private void LoadHead()
    {
        if (_headKnown) return;
        using var reader = _statements.Newest.Query();
        (_last, _lastHash) = reader.Read() ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : (0, RecordChain.Start(Identity));
        _headKnown = true;
    }

    private static StoredRecord ToRecord(SqliteDataReader reader) => new(
        reader.GetInt64(0), (RecordKind)reader.GetInt32(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3),
        reader.GetFieldValue<byte[]>(4), reader.GetInt64(5) != 0, reader.GetInt64(6) != 0)
    {
        BodyHash = reader.GetFieldValue<byte[]>(7),
    };

    private T Guard<T>(Func<T> work)
    {
        lock (_lock)
        {
            if (_disposed) throw new LedgerException("The ledger is closed.");
            try
            {
                return work();
            }
            catch (Exception e) when (IsStorage(e))
            {
                throw new LedgerException(string.Create(CultureInfo.InvariantCulture, $"Storage failed: {e.Message}"), e);
            }
        }
    }

    // A damaged file can also give values of a wrong type.
    private static bool IsStorage(Exception e) =>
        e is SqliteException or IOException or UnauthorizedAccessException or InvalidCastException or OverflowException;
}
