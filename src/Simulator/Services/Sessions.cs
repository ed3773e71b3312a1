using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services;

/// <summary>A session: of a registered user who signed in, or of somebody with the app open and no account.</summary>
/// <param name="Account">Null when nobody signed in.</param>
internal sealed record Session(long Id, long? Account, UnixTime OpenedAt, UnixTime ExpiresAt)
{
    public bool Registered => Account is not null;
}

/// <summary>A session just opened, with its token; the token is told once and kept nowhere.</summary>
internal sealed record OpenedSession(Session Session, string Token)
{
    /// <summary>Never the token.</summary>
    public override string ToString() => FormattableString.Invariant($"OpenedSession({Session.Id})");
}

/// <summary>
/// Sessions by bearer token: 256 random bits, of which only the SHA-256 is stored. Signing in always opens another session. Thread-safe.
/// </summary>
internal sealed class Sessions(ServiceDatabase database)
{
    public const int TokenBytes = 32;

    /// <summary>Seconds that a session of nobody lasts.</summary>
    public const int AnonymousSeconds = 2 * 86_400;

    /// <summary>Seconds that a signed-in session lasts.</summary>
    public const int RegisteredSeconds = 30 * 86_400;

    /// <summary>Characters of a token: base64url of 32 bytes.</summary>
    private const int TokenChars = 43;

    private const string Columns = "id, account, opened_at, expires_at";

    public OpenedSession Open(UnixTime now, long? account = null)
    {
        var token = NewToken();
        var expires = now + (account is null ? AnonymousSeconds : RegisteredSeconds);
        var id = database.Insert("INSERT INTO sessions(token_hash, account, opened_at, expires_at) VALUES ($1, $2, $3, $4)",
            HashOf(token), account, now.Seconds, expires.Seconds);
        return new OpenedSession(new Session(id, account, now, expires), token);
    }

    /// <summary>The session of a token that runs at an instant; null when there is none.</summary>
    public Session? Find(string token, UnixTime now) => token.Length != TokenChars ? null : database.One(
        $"SELECT {Columns} FROM sessions WHERE token_hash = $1 AND ended_at IS NULL AND expires_at > $2",
        Read, HashOf(token), now.Seconds);

    /// <summary>Ends a session for good.</summary>
    public void End(long id, UnixTime now) =>
        database.Execute("UPDATE sessions SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL", id, now.Seconds);

    /// <summary>A token of 256 random bits.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static Session Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt64(1), new UnixTime(row.GetInt64(2)), new UnixTime(row.GetInt64(3)));
}
