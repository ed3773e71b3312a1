namespace TempIdentity.Simulator.Services;

/// <summary>
/// The tables of sessions, accounts and outbox, as the first migration of a service that has them. Columns that hold personal data are
/// sealed, keys of persons and phones are HMACs, tokens and codes are hashed.
/// </summary>
internal static class SharedSchema
{
    public const string Tables =
        """
        CREATE TABLE accounts(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            phone_key BLOB NOT NULL UNIQUE,
            person_key BLOB NOT NULL,
            identity BLOB NOT NULL,
            phone BLOB NOT NULL,
            address BLOB,
            password_salt BLOB NOT NULL,
            password_hash BLOB NOT NULL,
            created_at INTEGER NOT NULL);
        CREATE INDEX accounts_by_person ON accounts(person_key);
        CREATE TABLE registrations(
            id TEXT PRIMARY KEY,
            phone_key BLOB NOT NULL,
            person_key BLOB NOT NULL,
            identity BLOB NOT NULL,
            phone BLOB NOT NULL,
            address BLOB,
            password_salt BLOB NOT NULL,
            password_hash BLOB NOT NULL,
            code_key BLOB NOT NULL,
            attempts INTEGER NOT NULL,
            expires_at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX registrations_by_end ON registrations(expires_at);
        CREATE TABLE sessions(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
            account INTEGER REFERENCES accounts(id),
            opened_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            ended_at INTEGER);
        CREATE INDEX sessions_by_end ON sessions(expires_at);
        CREATE TABLE outbox(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            channel INTEGER NOT NULL,
            account INTEGER,
            recipient BLOB NOT NULL,
            text_zh_cn BLOB NOT NULL,
            text_en BLOB NOT NULL,
            sent_at INTEGER NOT NULL);
        CREATE INDEX outbox_by_account ON outbox(account);
        """;
}
