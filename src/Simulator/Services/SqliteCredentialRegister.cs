using Microsoft.Data.Sqlite;
using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.Simulator.Services;

/// <summary>
/// Credentials in a service's database, the person sealed. Joins the transaction of whoever calls. Thread-safe.
/// </summary>
internal sealed class SqliteCredentialRegister(ServiceDatabase database, PersonalData personal, CredentialKind kind) : ICredentialRegister
{
    /// <summary>The table, for the migrations of a service.</summary>
    public const string Tables =
        """
        CREATE TABLE credentials(
            id INTEGER PRIMARY KEY,
            kind INTEGER NOT NULL,
            valid_from INTEGER NOT NULL,
            valid_until INTEGER NOT NULL,
            classes INTEGER,
            authority INTEGER,
            status_list INTEGER NOT NULL,
            status_index INTEGER NOT NULL,
            identity BLOB NOT NULL,
            live_at INTEGER NOT NULL,
            last_code_at INTEGER NOT NULL,
            UNIQUE (status_list, status_index));
        """;

    private const string Columns =
        "id, valid_from, valid_until, classes, authority, status_list, status_index, identity, live_at, last_code_at";

    public int StatusEntries => (int)(database.Number("SELECT max(status_index) + 1 FROM credentials WHERE kind = $1", (long)kind) ?? 0);

    public bool TryAdd(CredentialEntry entry)
    {
        var credential = entry.Credential;
        if (credential.Kind != kind) throw new ArgumentException("A credential of another kind.", nameof(entry));
        return database.Execute(
            $"INSERT INTO credentials({Columns}, kind) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT(id) DO NOTHING",
            Key(credential.Id), credential.ValidFrom.Seconds, credential.ValidUntil.Seconds, credential.Licence?.Classes,
            credential.Licence?.Authority, credential.Status.List, credential.Status.Index,
            personal.Seal(Context(credential.Id), credential.Identity), entry.LiveAt.Seconds, entry.LastCodeAt.Seconds, (long)kind) == 1;
    }

    public CredentialEntry? Find(CredentialId id) =>
        database.One($"SELECT {Columns} FROM credentials WHERE id = $1 AND kind = $2", Read, Key(id), (long)kind);

    public CredentialEntry? Update(CredentialId id, Func<CredentialEntry, CredentialEntry> change) => database.InTransaction(_ =>
    {
        if (Find(id) is not { } entry) return null;
        var changed = change(entry);
        database.Execute("UPDATE credentials SET live_at = $2, last_code_at = $3 WHERE id = $1",
            Key(id), changed.LiveAt.Seconds, changed.LastCodeAt.Seconds);
        return changed;
    });

    /// <summary>A credential's number as SQLite keeps it.</summary>
    public static long Key(CredentialId id) => unchecked((long)id.Value);

    /// <summary>A credential's number as read from a row.</summary>
    public static CredentialId FromKey(long key) => new(unchecked((ulong)key));

    private static string Context(CredentialId id) => $"credential/{id}";

    private CredentialEntry Read(SqliteDataReader row)
    {
        var id = FromKey(row.GetInt64(0));
        var credential = new Credential
        {
            Kind = kind,
            Id = id,
            ValidFrom = new UnixTime(row.GetInt64(1)),
            ValidUntil = new UnixTime(row.GetInt64(2)),
            Licence = row.IsDBNull(3) ? null : new LicenceClaims((uint)row.GetInt64(3), row.GetInt32(4)),
            Status = new StatusReference(row.GetInt32(5), row.GetInt32(6)),
            Identity = personal.OpenIdentity(Context(id), row.GetFieldValue<byte[]>(7)),
        };
        return new CredentialEntry(credential, new UnixTime(row.GetInt64(8)), new UnixTime(row.GetInt64(9)));
    }
}
