using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace TempIdentity.Simulator.Pages;

/// <summary>
/// Answers for the pages' files, with headers that let a page load nothing but this host's own files and talk to nobody else. Thread-safe.
/// </summary>
internal sealed class PageHost(AssetSource assets)
{
    /// <summary>
    /// Content-Security-Policy Level 3: no inline script or style, no frame but our own, no form, and no text that becomes markup
    /// (Trusted Types).
    /// </summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; frame-src 'self'; "
        + "frame-ancestors 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

    /// <summary>True when the address was one of a page, and is answered.</summary>
    public async Task<bool> TryAnswerAsync(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method)) return false;
        var path = http.Request.Path.Value?.TrimStart('/') ?? "";
        if (assets.IsFolder(path))
        {
            http.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            http.Response.Headers.Location = $"/{path}/{http.Request.QueryString}";
            return true;
        }
        if (assets.Find(path) is not { } asset) return false;
        await WriteAsync(http, asset);
        return true;
    }

    private static async Task WriteAsync(HttpContext http, Asset asset)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        // Asked for each time, sent only when changed: a page never runs with yesterday's half.
        headers.CacheControl = "no-cache";
        headers.ETag = asset.ETag;
        if (http.Request.Headers[HeaderNames.IfNoneMatch] == asset.ETag)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        http.Response.ContentType = asset.ContentType;
        http.Response.ContentLength = asset.Bytes.Length;
        if (HttpMethods.IsGet(http.Request.Method)) await http.Response.Body.WriteAsync(asset.Bytes, http.RequestAborted);
    }
}
