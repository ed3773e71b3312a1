using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace TempIdentity.Simulator.Services.Http;

/// <summary>
/// Keeps other sites' pages out. A name that an attacker resolves to 127.0.0.1 (DNS rebinding) is no host of ours; a browser says with
/// <c>Origin</c> and <c>Sec-Fetch-Site</c> (Fetch Metadata Request Headers) which page a request comes from. Programs send neither.
/// </summary>
internal static class OriginGuard
{
    /// <summary>True when the request may be answered.</summary>
    public static bool Allows(HttpRequest request)
    {
        if (!IsLoopback(request.Host.Host)) return false;
        if (HttpMethods.IsGet(request.Method) && request.Headers.Upgrade.Count == 0 && !request.Headers.ContainsKey(HeaderNames.Origin))
            return true;
        string? origin = request.Headers.Origin, site = request.Headers["Sec-Fetch-Site"];
        if (origin is not null && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.Ordinal)) return false;
        return site is null or "same-origin" or "none";
    }

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
