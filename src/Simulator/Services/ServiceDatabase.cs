using System.Globalization;
using Microsoft.Data.Sqlite;
using TempIdentity.GateAgent.Recording;

namespace TempIdentity.Simulator.Services;

/// <summary>
/// A service's SQLite file: ordered migrations, one connection, one lock. What a transaction changed is on disk when it returns, so
/// nothing that was answered is lost. Thread-safe. Storage that fails throws <see cref="LedgerException"/>; what SQLite says of it may
/// quote values, so only its error codes go on.
/// </summary>
internal sealed class ServiceDatabase : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private int _depth;

    /// <param name="path">Made, readable by its owner only, when absent; its directory too.</param>
    /// <param name="migrations">In order; each runs once in a file's life, in its own transaction. Only ever append.</param>
    public ServiceDatabase(string path, params IReadOnlyList<string> migrations)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        Path = path;
        _connection = LedgerConnection.Open(path, pagesMax: null);
        try
        {
            Migrate(migrations);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public string Path { get; }

    /// <summary>
    /// Runs a piece of work as one transaction: all of it is kept when it returns, none of it when it throws. A transaction inside
    /// another one joins it.
    /// </summary>
    public T InTransaction<T>(Func<ServiceDatabase, T> work)
    {
        lock (_lock)
        {
            if (_depth > 0) return work(this);
            _depth = 1;
            try
            {
                return Run(work);
            }
            finally
            {
                _depth = 0;
            }
        }
    }

    /// <inheritdoc cref="InTransaction{T}"/>
    public void InTransaction(Action<ServiceDatabase> work) => InTransaction(database =>
    {
        work(database);
        return true;
    });

    /// <summary>Runs one statement with parameters <c>$1</c>, <c>$2</c>, … and gives the number of rows changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        lock (_lock)
        {
            var statement = StatementOf(sql, values.Length);
            try
            {
                return statement.Run(values);
            }
            catch (SqliteException e)
            {
                throw Failure(e);
            }
        }
    }

    /// <summary>The number that an INSERT gave its row.</summary>
    public long Insert(string sql, params ReadOnlySpan<object?> values)
    {
        lock (_lock)
        {
            Execute(sql, values);
            return SQLitePCL.raw.sqlite3_last_insert_rowid(_connection.Handle);
        }
    }

    /// <summary>All rows of a query.</summary>
    public IReadOnlyList<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        lock (_lock)
        {
            var statement = StatementOf(sql, values.Length);
            try
            {
                using var reader = statement.Query(values);
                var rows = new List<T>();
                while (reader.Read()) rows.Add(read(reader));
                return rows;
            }
            catch (SqliteException e)
            {
                throw Failure(e);
            }
        }
    }

    /// <summary>The only row of a query, null when there is none; more than one is a defect.</summary>
    public T? One<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values) where T : class =>
        Query(sql, read, values).SingleOrDefault();

    /// <summary>The whole number that a query gives; null when there is no row or it is NULL.</summary>
    public long? Number(string sql, params ReadOnlySpan<object?> values)
    {
        var rows = Query(sql, row => row.IsDBNull(0) ? null : (long?)row.GetInt64(0), values);
        return rows.Count == 0 ? null : rows[0];
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var statement in _statements.Values) statement.Dispose();
            _statements.Clear();
            _connection.Dispose();
        }
    }

    private T Run<T>(Func<ServiceDatabase, T> work)
    {
        Execute("BEGIN IMMEDIATE");
        var committed = false;
        try
        {
            var result = work(this);
            Execute("COMMIT");
            committed = true;
            return result;
        }
        finally
        {
            if (!committed && SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0) Execute("ROLLBACK");
        }
    }

    private Statement StatementOf(string sql, int parameters)
    {
        if (_statements.TryGetValue(sql, out var known)) return known;
        var names = Enumerable.Range(1, parameters).Select(number => string.Create(CultureInfo.InvariantCulture, $"${number}")).ToArray();
        return _statements[sql] = Guarded(() => new Statement(_connection, sql, names));
    }

    private void Migrate(IReadOnlyList<string> migrations)
    {
        var version = (long)LedgerSchema.Scalar(_connection, "PRAGMA user_version;")!;
        if (version > migrations.Count)
            throw new LedgerException($"The file has version {version}, newer than this program's {migrations.Count}.");
        for (var next = (int)version; next < migrations.Count; next++)
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            LedgerSchema.Execute(_connection, migrations[next], transaction);
            var counted = string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {next + 1};");
            LedgerSchema.Execute(_connection, counted, transaction);
            transaction.Commit();
        }
    }

    private static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw Failure(e);
        }
    }

    private static LedgerException Failure(SqliteException e) =>
        new($"The service's storage failed: SQLite {e.SqliteErrorCode}, extended {e.SqliteExtendedErrorCode}.");
}
