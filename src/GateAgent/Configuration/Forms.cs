using System.Text;
using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.GateAgent.Configuration;

/// <summary>Forms of texts in the configuration. Pure.</summary>
internal static class Forms
{
    private const int PathBytesMax = 4095;
    private const int SocketPathBytesMax = 107;

    public static bool IsApplianceName(string text) => IsName(text, 64);

    public static bool IsLaneName(string text) => IsName(text, 16);

    public static bool IsStation(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper);

    public static bool IsAbsolutePath(string text) =>
        text.Length > 1 && text[0] == '/' && Encoding.UTF8.GetByteCount(text) <= PathBytesMax
        && !text.Any(char.IsControl) && !text.Split('/').Any(part => part is "." or "..");

    public static bool IsSocketPath(string text) => IsAbsolutePath(text) && Encoding.UTF8.GetByteCount(text) <= SocketPathBytesMax;

    public static bool IsFilePath(string text) => IsAbsolutePath(text) && text[^1] != '/';

    public static bool IsDevicePath(string text) => IsFilePath(text) && text.StartsWith("/dev/", StringComparison.Ordinal);

    public static bool IsGpioChip(string text) =>
        text.StartsWith("/dev/gpiochip", StringComparison.Ordinal)
        && text["/dev/gpiochip".Length..] is { Length: >= 1 and <= 3 } number && number.All(char.IsAsciiDigit);

    public static bool IsSha256(string text) => text.Length == 64 && text.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f');

    public static bool IsBaseUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.AbsolutePath.EndsWith('/')
        && url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0 && url.Host.Length > 0;

    public static bool IsSealingKey(string text) => IsPoint(text, 65);

    public static bool IsTimeKey(string text) => IsPoint(text, 33) || IsPoint(text, 65);

    private static bool IsName(string text, int charsMax) =>
        text.Length >= 1 && text.Length <= charsMax && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static bool IsPoint(string text, int bytes)
    {
        Span<byte> point = stackalloc byte[bytes];
        return text.Length == (bytes + 2) / 3 * 4
            && Convert.TryFromBase64String(text, point, out var written) && written == bytes
            && PublicKey.TryImport(SignatureAlgorithm.ESP256, point, out _);
    }
}
