using System.Globalization;
using Microsoft.Data.Sqlite;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Services.RideId;

/// <summary>An application as kept.</summary>
internal sealed record ApplicationRow(
    string Id, long Session, PersonKey Person, Identity Identity, UnixTime ExpiresAt, ApplicationState State, CredentialId? Credential)
{
    /// <summary>Masked: never the person's data.</summary>
    public override string ToString() => "ApplicationRow(masked)";
}

/// <summary>A certificate as kept beside its credential.</summary>
internal sealed record CertificateRow(
    CredentialId Id, PersonKey Person, UnixTime GrantedAt, UnixTime ValidUntil, long? Account, Revocation? Revocation);

/// <summary>Whether a session's certificate may be shown without another check.</summary>
internal enum ShowState
{
    /// <summary>The page is open, or the user is registered.</summary>
    Open = 0,
    /// <summary>Closed by a user who is not registered (R11).</summary>
    PageClosed = 1,
    /// <summary>The app's cache was cleared (R12).</summary>
    CacheCleared = 2,
}

/// <summary>The certificate of a session, with this session's own check.</summary>
internal sealed record SessionCertificate(CredentialId Credential, UnixTime LiveAt, ShowState Show);

/// <summary>The rows of the ride-ID issuer. Joins its caller's transaction. Thread-safe.</summary>
internal sealed class RideIdStore(ServiceDatabase database, PersonalData personal)
{
    /// <summary>Seconds that an application is kept after its time is over.</summary>
    private const int KeepApplicationSeconds = 86_400;

    private const string CertificateColumns = "credential, person_key, granted_at, valid_until, account, revoked_at, revoked_reason";

    public void AddApplication(ApplicationRow row, LocationFix location, UnixTime now)
    {
        database.Execute("DELETE FROM applications WHERE expires_at < $1", now.Seconds - KeepApplicationSeconds);
        var place = string.Create(CultureInfo.InvariantCulture, $"{location.LatitudeDegrees} {location.LongitudeDegrees}");
        database.Execute(
            "INSERT INTO applications(id, session, person_key, identity, location, applied_at, expires_at, state) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            row.Id, row.Session, row.Person.ToArray(), personal.Seal(Context(row.Id), row.Identity),
            personal.Seal(Context(row.Id), place), now.Seconds, row.ExpiresAt.Seconds, (long)row.State);
    }

    public ApplicationRow? FindApplication(string id) => database.One(
        "SELECT id, session, person_key, identity, expires_at, state, credential FROM applications WHERE id = $1", ReadApplication, id);

    public void Decide(string id, ApplicationState state, CredentialId? credential, UnixTime now) => database.Execute(
        "UPDATE applications SET state = $2, credential = $3, decided_at = $4 WHERE id = $1",
        id, (long)state, credential is { } given ? SqliteCredentialRegister.Key(given) : null, now.Seconds);

    public void AddCertificate(CertificateRow row) => database.Execute(
        "INSERT INTO certificates(credential, person_key, month, granted_at, valid_until, account) VALUES ($1, $2, $3, $4, $5, $6)",
        SqliteCredentialRegister.Key(row.Id), row.Person.ToArray(), (long)ChinaMonth.Of(row.GrantedAt).Number, row.GrantedAt.Seconds,
        row.ValidUntil.Seconds, row.Account);

    public CertificateRow? FindCertificate(CredentialId id) => database.One(
        $"SELECT {CertificateColumns} FROM certificates WHERE credential = $1", ReadCertificate, SqliteCredentialRegister.Key(id));

    /// <summary>The certificate that was granted to a person last; of one second's, the one that is not revoked.</summary>
    public CertificateRow? LatestOf(PersonKey person) => database.One(
        $"SELECT {CertificateColumns} FROM certificates WHERE person_key = $1 "
        + "ORDER BY granted_at DESC, revoked_at IS NOT NULL, credential LIMIT 1",
        ReadCertificate, person.ToArray());

    /// <summary>Certificates granted to a person in a month, revoked ones too (R6).</summary>
    public int GrantedIn(PersonKey person, ChinaMonth month) => (int)database.Number(
        "SELECT count(*) FROM certificates WHERE person_key = $1 AND month = $2", person.ToArray(), (long)month.Number)!.Value;

    public void Revoke(Revocation revocation) => database.Execute(
        "UPDATE certificates SET revoked_at = $2, revoked_reason = $3 WHERE credential = $1 AND revoked_at IS NULL",
        SqliteCredentialRegister.Key(revocation.Id), revocation.At.Seconds, (long)revocation.Reason);

    /// <summary>All revoked certificates, for the status list after a start.</summary>
    public IReadOnlyList<CredentialId> Revoked() => database.Query(
        "SELECT credential FROM certificates WHERE revoked_at IS NOT NULL", row => SqliteCredentialRegister.FromKey(row.GetInt64(0)));

    /// <summary>Gives a session its certificate, with a check just passed.</summary>
    public void Attach(long session, CredentialId credential, UnixTime liveAt) => database.Execute(
        "INSERT INTO session_certificates(session, credential, live_at, shown) VALUES ($1, $2, $3, $4) "
        + "ON CONFLICT(session) DO UPDATE SET credential = $2, live_at = $3, shown = $4",
        session, SqliteCredentialRegister.Key(credential), liveAt.Seconds, (long)ShowState.Open);

    public SessionCertificate? OfSession(long session) => database.One(
        "SELECT credential, live_at, shown FROM session_certificates WHERE session = $1",
        row => new SessionCertificate(
            SqliteCredentialRegister.FromKey(row.GetInt64(0)), new UnixTime(row.GetInt64(1)), (ShowState)row.GetInt32(2)), session);

    public void SetShow(long session, ShowState show) =>
        database.Execute("UPDATE session_certificates SET shown = $2 WHERE session = $1", session, (long)show);

    private static string Context(string application) => "application/" + application;

    private ApplicationRow ReadApplication(SqliteDataReader row) => new(
        row.GetString(0), row.GetInt64(1), PersonKey.Read(row.GetFieldValue<byte[]>(2)),
        personal.OpenIdentity(Context(row.GetString(0)), row.GetFieldValue<byte[]>(3)), new UnixTime(row.GetInt64(4)),
        (ApplicationState)row.GetInt32(5), row.IsDBNull(6) ? null : SqliteCredentialRegister.FromKey(row.GetInt64(6)));

    private static CertificateRow ReadCertificate(SqliteDataReader row)
    {
        var id = SqliteCredentialRegister.FromKey(row.GetInt64(0));
        var revocation = row.IsDBNull(5)
            ? null
            : new Revocation(id, (RevocationReason)row.GetInt32(6), new UnixTime(row.GetInt64(5)));
        return new CertificateRow(id, PersonKey.Read(row.GetFieldValue<byte[]>(1)), new UnixTime(row.GetInt64(2)),
            new UnixTime(row.GetInt64(3)), row.IsDBNull(4) ? null : row.GetInt64(4), revocation);
    }
}
