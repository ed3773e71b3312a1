namespace TempIdentity.Simulator.Services.Licence.Store;

/// <summary>The licence issuer's tables. Records and photos are sealed; persons and archive numbers are keyed hashes.</summary>
internal static class LicenceSchema
{
    public const string FileName = "licence.db";

    /// <summary>All migrations of the service's file, in order.</summary>
    public static IReadOnlyList<string> Migrations { get; } = [SharedSchema.Tables, SqliteCredentialRegister.Tables, Tables];

    private const string Tables =
        """
        CREATE TABLE drivers(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person_key BLOB NOT NULL UNIQUE CHECK (length(person_key) = 32),
            archive_key BLOB NOT NULL UNIQUE CHECK (length(archive_key) = 32),
            record BLOB NOT NULL,
            photo_replaced_at INTEGER);
        CREATE TABLE filings(
            account INTEGER PRIMARY KEY REFERENCES accounts(id),
            driver INTEGER NOT NULL REFERENCES drivers(id),
            filed_at INTEGER NOT NULL);
        CREATE INDEX filings_by_driver ON filings(driver);
        CREATE TABLE live_checks(
            session INTEGER PRIMARY KEY REFERENCES sessions(id),
            live_at INTEGER NOT NULL);
        CREATE TABLE photos(
            id TEXT PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES accounts(id),
            driver INTEGER NOT NULL REFERENCES drivers(id),
            source INTEGER NOT NULL,
            format INTEGER NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            taken_on TEXT,
            bytes BLOB NOT NULL,
            uploaded_at INTEGER NOT NULL,
            submitted INTEGER NOT NULL DEFAULT 0 CHECK (submitted IN (0, 1))) WITHOUT ROWID;
        CREATE INDEX photos_by_account ON photos(account, submitted);
        CREATE TABLE applications(
            id TEXT PRIMARY KEY,
            driver INTEGER NOT NULL REFERENCES drivers(id),
            account INTEGER NOT NULL REFERENCES accounts(id),
            kind INTEGER NOT NULL,
            way INTEGER NOT NULL,
            photo TEXT REFERENCES photos(id),
            state INTEGER NOT NULL,
            live_at INTEGER NOT NULL,
            submitted_at INTEGER NOT NULL,
            review_at INTEGER,
            due_at INTEGER,
            calendar_known INTEGER NOT NULL,
            planned_findings TEXT NOT NULL,
            decided_at INTEGER,
            refusal INTEGER,
            findings TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
        CREATE UNIQUE INDEX one_open_application ON applications(driver) WHERE state = 1;
        CREATE INDEX applications_by_review ON applications(review_at) WHERE state = 1;
        CREATE INDEX applications_by_driver ON applications(driver, submitted_at);
        CREATE TABLE electronic(
            credential INTEGER PRIMARY KEY REFERENCES credentials(id),
            driver INTEGER NOT NULL REFERENCES drivers(id),
            generation INTEGER NOT NULL,
            photo TEXT REFERENCES photos(id),
            issued_at INTEGER NOT NULL,
            superseded_at INTEGER,
            superseded_by INTEGER);
        CREATE UNIQUE INDEX one_electronic_licence ON electronic(driver) WHERE superseded_at IS NULL;
        """;
}
