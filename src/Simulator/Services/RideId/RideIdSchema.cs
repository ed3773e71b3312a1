namespace TempIdentity.Simulator.Services.RideId;

/// <summary>The ride-ID issuer's database.</summary>
internal static class RideIdSchema
{
    public const string FileName = "ride-id.db";

    private const string Tables =
        """
        CREATE TABLE applications(
            id TEXT PRIMARY KEY,
            session INTEGER NOT NULL,
            person_key BLOB NOT NULL CHECK (length(person_key) = 32),
            identity BLOB NOT NULL,
            location BLOB NOT NULL,
            applied_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            state INTEGER NOT NULL,
            credential INTEGER,
            decided_at INTEGER) WITHOUT ROWID;
        CREATE INDEX applications_by_end ON applications(expires_at);
        CREATE TABLE certificates(
            credential INTEGER PRIMARY KEY REFERENCES credentials(id),
            person_key BLOB NOT NULL CHECK (length(person_key) = 32),
            month INTEGER NOT NULL,
            granted_at INTEGER NOT NULL,
            valid_until INTEGER NOT NULL,
            account INTEGER,
            revoked_at INTEGER,
            revoked_reason INTEGER);
        CREATE INDEX certificates_by_person ON certificates(person_key, month);
        CREATE TABLE session_certificates(
            session INTEGER PRIMARY KEY REFERENCES sessions(id),
            credential INTEGER NOT NULL REFERENCES credentials(id),
            live_at INTEGER NOT NULL,
            shown INTEGER NOT NULL);
        """;

    public static IReadOnlyList<string> Migrations { get; } = [SharedSchema.Tables, SqliteCredentialRegister.Tables, Tables];
}
