using System.Security.Cryptography;

namespace TempIdentity.Simulator.Pages;

/// <summary>One file of the pages.</summary>
/// <param name="ETag">Quoted, of the content alone.</param>
internal sealed record Asset(byte[] Bytes, string ContentType, string ETag)
{
    /// <summary>Kinds of files that pages are made of; nothing else is served.</summary>
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".json"] = "application/json",
    };

    /// <summary>Null when files of this name are not served.</summary>
    public static Asset? Of(string name, byte[] bytes) => Types.TryGetValue(Path.GetExtension(name), out var type)
        ? new Asset(bytes, type, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"")
        : null;
}
