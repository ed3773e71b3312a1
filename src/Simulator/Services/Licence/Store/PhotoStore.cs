using System.Globalization;
using Microsoft.Data.Sqlite;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services.Licence.Store;

/// <summary>How an uploaded photo came to be.</summary>
internal enum PhotoSource
{
    /// <summary>Taken in the app.</summary>
    Camera = 1,
    /// <summary>Chosen from the album.</summary>
    Album = 2,
}

/// <summary>An uploaded photo, without its bytes.</summary>
/// <param name="TakenOn">As the sender says; null when not said.</param>
internal sealed record StoredPhoto(
    string Id, long Account, long Driver, PhotoSource Source, PhotoFacts Facts, DateOnly? TakenOn, UnixTime UploadedAt, bool Submitted);

/// <summary>Uploaded photos, sealed. Joins its caller's transaction. Thread-safe.</summary>
internal sealed class PhotoStore(ServiceDatabase database, PersonalData personal)
{
    /// <summary>Photos of an account that wait to be submitted at most; the oldest go first.</summary>
    public const int WaitingMax = 3;

    private const string Columns = "id, account, driver, source, format, width, height, taken_on, uploaded_at, submitted";

    public void Add(StoredPhoto photo, ReadOnlySpan<byte> bytes)
    {
        database.Execute(
            "INSERT INTO photos(id, account, driver, source, format, width, height, taken_on, bytes, uploaded_at) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            photo.Id, photo.Account, photo.Driver, (long)photo.Source, (long)photo.Facts.Format, (long)photo.Facts.Width,
            (long)photo.Facts.Height, photo.TakenOn?.ToString("O", CultureInfo.InvariantCulture), personal.Seal(Context(photo.Id), bytes),
            photo.UploadedAt.Seconds);
        database.Execute(
            "DELETE FROM photos WHERE account = $1 AND submitted = 0 AND id NOT IN "
            + "(SELECT id FROM photos WHERE account = $1 AND submitted = 0 ORDER BY uploaded_at DESC, id = $3 DESC LIMIT $2)",
            photo.Account, (long)WaitingMax, photo.Id);
    }

    /// <summary>A photo of this account that waits to be submitted.</summary>
    public StoredPhoto? FindWaiting(string id, long account) => database.One(
        $"SELECT {Columns} FROM photos WHERE id = $1 AND account = $2 AND submitted = 0", Read, id, account);

    public void MarkSubmitted(string id) => database.Execute("UPDATE photos SET submitted = 1 WHERE id = $1", id);

    /// <summary>A photo's picture; throws when there is none.</summary>
    public (PhotoFormat Format, byte[] Bytes) Open(string id) => database.Query(
        "SELECT format, bytes FROM photos WHERE id = $1",
        row => ((PhotoFormat)row.GetInt32(0), personal.OpenBytes(Context(id), row.GetFieldValue<byte[]>(1))), id).Single();

    /// <summary>Takes the picture away; the row stays, because the application tells of it.</summary>
    public void Erase(string id) => database.Execute("UPDATE photos SET bytes = x'' WHERE id = $1", id);

    private static string Context(string id) => "photo/" + id;

    private static StoredPhoto Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetInt64(1), row.GetInt64(2), (PhotoSource)row.GetInt32(3),
        new PhotoFacts((PhotoFormat)row.GetInt32(4), row.GetInt32(5), row.GetInt32(6)),
        row.IsDBNull(7) ? null : DateOnly.ParseExact(row.GetString(7), "O", CultureInfo.InvariantCulture),
        new UnixTime(row.GetInt64(8)), row.GetInt64(9) == 1);
}
