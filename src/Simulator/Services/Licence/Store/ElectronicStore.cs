using Microsoft.Data.Sqlite;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services.Licence.Store;

/// <summary>Why an electronic licence must be applied for again.</summary>
internal enum Supersession
{
    /// <summary>The licence was renewed with other classes, expiry or authority (L12).</summary>
    Renewal = 1,
    /// <summary>The licence was transferred in (L13).</summary>
    TransferIn = 2,
}

/// <summary>An electronic licence as issued.</summary>
/// <param name="Photo">The uploaded photo that it shows; null for the one on file.</param>
/// <param name="SupersededAt">From then on it serves no codes.</param>
internal sealed record ElectronicLicence(
    CredentialId Credential, long Driver, int Generation, string? Photo, UnixTime IssuedAt, UnixTime? SupersededAt,
    Supersession? SupersededBy);

/// <summary>Electronic licences. Joins its caller's transaction. Thread-safe.</summary>
internal sealed class ElectronicStore(ServiceDatabase database)
{
    private const string Columns = "credential, driver, generation, photo, issued_at, superseded_at, superseded_by";

    public void Add(ElectronicLicence licence) => database.Execute(
        $"INSERT INTO electronic({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        SqliteCredentialRegister.Key(licence.Credential), licence.Driver, (long)licence.Generation, licence.Photo, licence.IssuedAt.Seconds,
        licence.SupersededAt?.Seconds, (long?)licence.SupersededBy);

    /// <summary>The newest of a driver, superseded or not.</summary>
    public ElectronicLicence? Newest(long driver) => Of(driver).MaxBy(licence => licence.Generation);

    public IReadOnlyList<ElectronicLicence> Of(long driver) =>
        database.Query($"SELECT {Columns} FROM electronic WHERE driver = $1", Read, driver);

    /// <summary>Drivers who have or had an electronic licence.</summary>
    public IReadOnlyList<long> Drivers() => database.Query("SELECT DISTINCT driver FROM electronic", row => row.GetInt64(0));

    /// <summary>Ends the current one of a driver (L12, L13). False when there is none.</summary>
    public bool Supersede(long driver, Supersession by, UnixTime now) => database.Execute(
        "UPDATE electronic SET superseded_at = $2, superseded_by = $3 WHERE driver = $1 AND superseded_at IS NULL",
        driver, now.Seconds, (long)by) == 1;

    public void SetPhoto(CredentialId credential, string photo) => database.Execute(
        "UPDATE electronic SET photo = $2 WHERE credential = $1", SqliteCredentialRegister.Key(credential), photo);

    private static ElectronicLicence Read(SqliteDataReader row) => new(
        SqliteCredentialRegister.FromKey(row.GetInt64(0)), row.GetInt64(1), row.GetInt32(2), row.IsDBNull(3) ? null : row.GetString(3),
        new UnixTime(row.GetInt64(4)), row.IsDBNull(5) ? null : new UnixTime(row.GetInt64(5)),
        row.IsDBNull(6) ? null : (Supersession)row.GetInt32(6));
}
