using Microsoft.Data.Sqlite;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Services.Licence.Drivers;

/// <summary>
/// The police register of drivers, simulated: records sealed, found again by keyed hashes of the document and of the archive number. Joins
/// its caller's transaction. Thread-safe.
/// </summary>
internal sealed class DriverStore(ServiceDatabase database, PersonalData personal)
{
    private const string Columns = "id, person_key, record, photo_replaced_at";

    public long Count => database.Number("SELECT count(*) FROM drivers") ?? 0;

    public void Add(DriverRecord record)
    {
        var person = PersonOf(record.Person);
        database.Execute("INSERT INTO drivers(person_key, archive_key, record) VALUES ($1, $2, $3)",
            person.ToArray(), ArchiveOf(record.ArchiveNumber).ToArray(), personal.Seal(Context(person), KeptDriver.Encode(record)));
    }

    /// <summary>Keeps a changed record. The person stays the same.</summary>
    public void Save(Driver driver)
    {
        var person = PersonOf(driver.Record.Person);
        database.Execute("UPDATE drivers SET archive_key = $2, record = $3 WHERE id = $1", driver.Id,
            ArchiveOf(driver.Record.ArchiveNumber).ToArray(), personal.Seal(Context(person), KeptDriver.Encode(driver.Record)));
    }

    /// <summary>The licence's photo was replaced (L7).</summary>
    public void PhotoReplaced(long driver, UnixTime now) =>
        database.Execute("UPDATE drivers SET photo_replaced_at = $2 WHERE id = $1", driver, now.Seconds);

    public Driver? Find(Identity person) =>
        database.One($"SELECT {Columns} FROM drivers WHERE person_key = $1", Read, PersonOf(person).ToArray());

    public Driver? FindArchive(string archiveNumber) =>
        database.One($"SELECT {Columns} FROM drivers WHERE archive_key = $1", Read, ArchiveOf(archiveNumber).ToArray());

    /// <summary>A driver by number in the file; throws when there is none.</summary>
    public Driver Get(long id) => database.One($"SELECT {Columns} FROM drivers WHERE id = $1", Read, id)
        ?? throw new ArgumentException("There is no such driver.", nameof(id));

    private PersonKey PersonOf(Identity person) => personal.KeyOf(person.Document, person.Number);

    private PersonKey ArchiveOf(string number) => personal.KeyOf("archive", number);

    private static string Context(PersonKey person) => "driver/" + Convert.ToHexStringLower(person.ToArray());

    private Driver Read(SqliteDataReader row)
    {
        var context = Context(PersonKey.Read(row.GetFieldValue<byte[]>(1)));
        var record = KeptDriver.Decode(personal.OpenBytes(context, row.GetFieldValue<byte[]>(2)));
        return new Driver(row.GetInt64(0), record, row.IsDBNull(3) ? null : new UnixTime(row.GetInt64(3)));
    }
}
