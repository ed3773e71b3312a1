using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary>A grant as the phone keeps it.</summary>
internal sealed record HeldGrant(byte[] Bytes, UnixTime EndsAt);

/// <summary>
/// Somebody who holds a credential of one kind in a session of the issuer's service. Each method is one or more HTTP requests and throws
/// <see cref="ServiceRefusedException"/> when the service says no. Not thread-safe: a phone is in one hand.
/// </summary>
internal abstract class Holder(ServiceHttp http, Identity person)
{
    public Identity Person => person;

    protected ServiceHttp Http => http;

    /// <summary>The session's bearer token; null before <see cref="EnrolAsync"/>.</summary>
    protected string? Token { get; set; }

    /// <summary>Where codes are asked for.</summary>
    protected abstract string CodesPath { get; }

    /// <summary>Where grants are asked for.</summary>
    protected abstract string GrantsPath { get; }

    /// <summary>All that a person does until the credential is there, the real-person check included.</summary>
    public abstract Task EnrolAsync(CancellationToken stop);

    /// <summary>Passes the real-person check once more.</summary>
    public abstract Task CheckAgainAsync(CancellationToken stop);

    /// <summary>A code in issued form.</summary>
    public async Task<string> CodeAsync(CancellationToken stop) => Text(await AskAsync(CodesPath, [], stop), "code");

    /// <summary>A grant that names the phone's key.</summary>
    public async Task<HeldGrant> GrantAsync(PublicKey key, CancellationToken stop)
    {
        var answer = await AskAsync(GrantsPath, new JsonObject
        {
            ["holder_algorithm"] = "esp256",
            ["holder_key"] = Base64Url.EncodeToString(key.ToCompressed()),
        }, stop);
        return new HeldGrant(
            Base64Url.DecodeFromChars(Text(answer, "grant")), UnixTime.From(answer.GetProperty("ends_at").GetDateTimeOffset()));
    }

    protected Task<JsonElement> AskAsync(string path, JsonObject? body, CancellationToken stop) => http.PostAsync(path, body, Token, stop);

    protected static string Text(JsonElement answer, string name) => answer.GetProperty(name).GetString()!;

    protected static JsonObject Camera => new() { ["camera"] = "pass" };
}
