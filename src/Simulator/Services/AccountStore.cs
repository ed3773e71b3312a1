using Microsoft.Data.Sqlite;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Services;

/// <summary>A registration before its code has come.</summary>
internal sealed record PendingRegistration(
    string Id, PersonKey PhoneKey, PersonKey Person, Identity Identity, string Phone, string? Address, PasswordHash Password,
    PersonKey Code, int Attempts, UnixTime ExpiresAt)
{
    /// <summary>Masked: never the person's data.</summary>
    public override string ToString() => "PendingRegistration(masked)";
}

/// <summary>An account's number and password.</summary>
internal sealed record AccountPassword(long Id, PasswordHash Password);

/// <summary>The rows of accounts and registrations. Joins its caller's transaction. Thread-safe.</summary>
internal sealed class AccountStore(ServiceDatabase database, PersonalData personal)
{
    /// <summary>The context under which account fields are sealed; the phone key ties them to their row.</summary>
    private static string Context(string field, PersonKey phone) => $"account/{field}/{Convert.ToHexStringLower(phone.ToArray())}";

    public bool HasPhone(PersonKey phone) =>
        database.Number("SELECT count(*) FROM accounts WHERE phone_key = $1", phone.ToArray()) > 0;

    /// <summary>Keeps a registration, and drops those whose time is over.</summary>
    public void Add(PendingRegistration pending)
    {
        database.Execute("DELETE FROM registrations WHERE expires_at < $1", pending.ExpiresAt.Seconds - Accounts.SmsCodeSeconds);
        database.Execute(
            "INSERT INTO registrations(id, phone_key, person_key, identity, phone, address, password_salt, password_hash, code_key, "
            + "attempts, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            pending.Id, pending.PhoneKey.ToArray(), pending.Person.ToArray(),
            personal.Seal(Context("identity", pending.PhoneKey), pending.Identity),
            personal.Seal(Context("phone", pending.PhoneKey), pending.Phone),
            pending.Address is { } address ? personal.Seal(Context("address", pending.PhoneKey), address) : null,
            pending.Password.Salt, pending.Password.Hash, pending.Code.ToArray(), (long)pending.Attempts, pending.ExpiresAt.Seconds);
    }

    /// <summary>A registration whose time is not over.</summary>
    public PendingRegistration? FindRegistration(string id, UnixTime now) => database.One(
        "SELECT id, phone_key, person_key, identity, phone, address, password_salt, password_hash, code_key, attempts, expires_at "
        + "FROM registrations WHERE id = $1 AND expires_at > $2", ReadPending, id, now.Seconds);

    public void CountAttempt(string id) => database.Execute("UPDATE registrations SET attempts = attempts + 1 WHERE id = $1", id);

    public void Remove(string id) => database.Execute("DELETE FROM registrations WHERE id = $1", id);

    /// <summary>Makes the account of a registration.</summary>
    public long Create(PendingRegistration pending, UnixTime now) => database.Insert(
        "INSERT INTO accounts(phone_key, person_key, identity, phone, address, password_salt, password_hash, created_at) "
        + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        pending.PhoneKey.ToArray(), pending.Person.ToArray(),
        personal.Seal(Context("identity", pending.PhoneKey), pending.Identity),
        personal.Seal(Context("phone", pending.PhoneKey), pending.Phone),
        pending.Address is { } address ? personal.Seal(Context("address", pending.PhoneKey), address) : null,
        pending.Password.Salt, pending.Password.Hash, now.Seconds);

    public AccountPassword? FindPassword(PersonKey phone) => database.One(
        "SELECT id, password_salt, password_hash FROM accounts WHERE phone_key = $1",
        row => new AccountPassword(row.GetInt64(0), new PasswordHash(row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2))),
        phone.ToArray());

    /// <summary>An account's owner. Throws when there is no such account.</summary>
    public AccountDetails Details(long account) => database.One(
        "SELECT id, phone_key, person_key, identity, phone, address FROM accounts WHERE id = $1", ReadDetails, account)
        ?? throw new ArgumentException("There is no such account.", nameof(account));

    private AccountDetails ReadDetails(SqliteDataReader row)
    {
        var phone = PersonKey.Read(row.GetFieldValue<byte[]>(1));
        return new AccountDetails(row.GetInt64(0), IdentityOf(row, 3, phone), PersonKey.Read(row.GetFieldValue<byte[]>(2)),
            TextOf(row, 4, "phone", phone)!, TextOf(row, 5, "address", phone));
    }

    private PendingRegistration ReadPending(SqliteDataReader row)
    {
        var phone = PersonKey.Read(row.GetFieldValue<byte[]>(1));
        return new PendingRegistration(row.GetString(0), phone, PersonKey.Read(row.GetFieldValue<byte[]>(2)), IdentityOf(row, 3, phone),
            TextOf(row, 4, "phone", phone)!, TextOf(row, 5, "address", phone),
            new PasswordHash(row.GetFieldValue<byte[]>(6), row.GetFieldValue<byte[]>(7)), PersonKey.Read(row.GetFieldValue<byte[]>(8)),
            row.GetInt32(9), new UnixTime(row.GetInt64(10)));
    }

    private Identity IdentityOf(SqliteDataReader row, int column, PersonKey phone) =>
        personal.OpenIdentity(Context("identity", phone), row.GetFieldValue<byte[]>(column));

    private string? TextOf(SqliteDataReader row, int column, string field, PersonKey phone) =>
        row.IsDBNull(column) ? null : personal.Open(Context(field, phone), row.GetFieldValue<byte[]>(column));
}
