using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TempIdentity.GateAgent.Recording;

/// <summary>
/// The one way in which a SQLite file is opened: one connection, exclusive, write-ahead log, each commit synced. What SQLite answers is
/// read back, because a pragma that does not take effect says nothing.
/// </summary>
internal static class LedgerConnection
{
    /// <summary>Pages in the log after which an append checkpoints by itself: a backstop, idle moments do it before.</summary>
    private const int AutocheckpointPages = 2_000;

    /// <summary>SYNCHRONOUS=FULL: the log is synced before a commit returns.</summary>
    private const long SynchronousFull = 2;

    public static SqliteConnection Open(string path, long? pagesMax)
    {
        _ = SqliteLibrary.Describe();
        CreatePrivate(path);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            connection.Open();
            Configure(connection, pagesMax);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Configure(SqliteConnection connection, long? pagesMax)
    {
        Require(connection, "PRAGMA locking_mode = EXCLUSIVE;", "PRAGMA locking_mode;", "exclusive");
        Require(connection, "PRAGMA journal_mode = WAL;", "PRAGMA journal_mode;", "wal");
        Require(connection, "PRAGMA synchronous = FULL;", "PRAGMA synchronous;", SynchronousFull);
        Require(connection, "PRAGMA foreign_keys = ON;", "PRAGMA foreign_keys;", 1L);
        Set(connection, $"PRAGMA wal_autocheckpoint = {AutocheckpointPages};");
        Set(connection, $"PRAGMA trusted_schema = OFF;");
        Set(connection, $"PRAGMA cell_size_check = ON;");
        if (pagesMax is { } pages) Set(connection, $"PRAGMA max_page_count = {pages};");
    }

    private static void Set(SqliteConnection connection, FormattableString pragma) =>
        LedgerSchema.Scalar(connection, pragma.ToString(CultureInfo.InvariantCulture));

    /// <summary>Sets, asks back, and throws <see cref="LedgerException"/> when the answer is another.</summary>
    internal static void Require(SqliteConnection connection, string set, string ask, object wanted)
    {
        LedgerSchema.Scalar(connection, set);
        var got = LedgerSchema.Scalar(connection, ask);
        if (!wanted.Equals(got)) throw new LedgerException($"SQLite answers {got} to '{ask}', {wanted} is needed: not started.");
    }

    // SQLite would create the file readable by others; the log takes the file's mode.
    private static void CreatePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
    }
}
