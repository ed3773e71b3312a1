using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services.Http;

/// <summary>The bearer token of a request, as session or as the operator's.</summary>
internal static class Bearer
{
    private const string Scheme = "Bearer ";

    /// <summary>The token; empty when there is none.</summary>
    public static string TokenOf(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : "";
    }

    /// <summary>Answers with the request's session, or that there is none.</summary>
    public static IResult WithSession(HttpContext http, Sessions sessions, UnixTime now, Func<Session, IResult> answer) =>
        sessions.Find(TokenOf(http), now) is { } session
            ? answer(session)
            : CommonRefusals.For(CommonRefusal.SessionRequired).ToResult();

    /// <summary>Where a request comes from, for limits.</summary>
    public static string ClientOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
}

/// <summary>
/// A token of staff, the operator's or the ticket counters': 256 random bits in a file for its owner's eyes only. Thread-safe.
/// </summary>
internal sealed class OperatorToken(string token)
{
    public const string FileName = "operator.token";

    public const string DeskFileName = "desk.token";

    /// <summary>The token of a data directory, made at the first start.</summary>
    public static OperatorToken InDirectory(string directory, string fileName = FileName)
    {
        var path = Path.Combine(directory, fileName);
        if (!File.Exists(path)) Issuers.TrustFiles.WritePrivate(path, Encoding.ASCII.GetBytes(Sessions.NewToken() + "\n"));
        return new OperatorToken(File.ReadAllText(path).Trim());
    }

    /// <summary>The token in clear, for the terminal of who started the services.</summary>
    public string Text => token;

    /// <summary>Answers the operator, or that this is none.</summary>
    public IResult Guard(HttpContext http, Func<IResult> answer) =>
        CryptographicOperations.FixedTimeEquals(Digest(Bearer.TokenOf(http)), Digest(token))
            ? answer()
            : CommonRefusals.For(CommonRefusal.OperatorRequired).ToResult();

    public override string ToString() => "OperatorToken";

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
