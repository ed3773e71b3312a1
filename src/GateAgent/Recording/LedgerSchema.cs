using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TempIdentity.GateAgent.Recording;

/// <summary>
/// The ledger's tables. Migrations run in order, each in its own transaction; the file's user_version counts those that ran.
/// </summary>
internal static class LedgerSchema
{
    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE identity(
            id INTEGER PRIMARY KEY CHECK (id = 1),
            appliance TEXT NOT NULL,
            epoch INTEGER NOT NULL CHECK (epoch > 0),
            clean INTEGER NOT NULL CHECK (clean IN (0, 1)),
            acknowledged INTEGER NOT NULL CHECK (acknowledged >= 0));
        CREATE TABLE records(
            sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
            kind INTEGER NOT NULL,
            code TEXT NOT NULL,
            body BLOB NOT NULL,
            body_hash BLOB NOT NULL CHECK (length(body_hash) = 32),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            alarm INTEGER NOT NULL,
            quarantined TEXT);
        CREATE TABLE presentation_marks(
            presentation BLOB NOT NULL CHECK (length(presentation) = 32),
            purpose TEXT NOT NULL,
            sequence INTEGER NOT NULL REFERENCES records(sequence),
            PRIMARY KEY (presentation, purpose)) WITHOUT ROWID;
        CREATE TABLE ticket_marks(
            ticket INTEGER NOT NULL,
            direction INTEGER NOT NULL,
            day INTEGER NOT NULL,
            sequence INTEGER NOT NULL REFERENCES records(sequence),
            PRIMARY KEY (ticket, direction, day)) WITHOUT ROWID;
        CREATE INDEX ticket_marks_by_sequence ON ticket_marks(sequence);
        CREATE TABLE open_grants(
            sequence INTEGER PRIMARY KEY REFERENCES records(sequence),
            lane TEXT NOT NULL);
        CREATE TABLE trust_floors(
            name TEXT PRIMARY KEY,
            version INTEGER NOT NULL) WITHOUT ROWID;
        """,
        """
        DROP INDEX ticket_marks_by_sequence;
        ALTER TABLE ticket_marks RENAME TO ticket_marks_before;
        CREATE TABLE ticket_marks(
            ticket INTEGER NOT NULL,
            direction INTEGER NOT NULL,
            day INTEGER NOT NULL,
            ride INTEGER NOT NULL CHECK (ride >= 0),
            sequence INTEGER NOT NULL REFERENCES records(sequence),
            PRIMARY KEY (ticket, direction, day, ride)) WITHOUT ROWID;
        INSERT INTO ticket_marks(ticket, direction, day, ride, sequence)
            SELECT ticket, direction, day, 0, sequence FROM ticket_marks_before;
        DROP TABLE ticket_marks_before;
        CREATE INDEX ticket_marks_by_sequence ON ticket_marks(sequence);
        CREATE TABLE passages(
            sequence INTEGER PRIMARY KEY REFERENCES records(sequence),
            credential INTEGER NOT NULL,
            direction INTEGER NOT NULL,
            at INTEGER NOT NULL,
            inside_until INTEGER NOT NULL);
        CREATE INDEX passages_by_holder ON passages(credential, direction, sequence);
        """,
    ];

    /// <summary>
    /// Brings a file to the newest version. Throws <see cref="LedgerException"/> when the file is newer than this program.
    /// </summary>
    public static void Migrate(SqliteConnection connection)
    {
        var version = (long)Scalar(connection, "PRAGMA user_version;")!;
        if (version > Migrations.Length)
            throw new LedgerException($"The ledger has version {version}, newer than this program's {Migrations.Length}.");
        for (var next = (int)version; next < Migrations.Length; next++)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            Execute(connection, Migrations[next], transaction);
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {next + 1};"), transaction);
            transaction.Commit();
        }
    }

    public static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        return command.ExecuteScalar();
    }

    public static void Execute(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = new SqliteCommand(sql, connection, transaction);
        command.ExecuteNonQuery();
    }
}
