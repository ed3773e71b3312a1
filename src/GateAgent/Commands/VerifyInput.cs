using System.Text;

namespace TempIdentity.GateAgent.Commands;

/// <summary>Where <c>verify</c> takes its code from.</summary>
internal static class VerifyInput
{
    /// <summary>The argument that means standard input.</summary>
    public const string Stdin = "-";

    /// <summary>Bytes read at most; far more than a code has, so a longer input is oversize without being read to its end.</summary>
    public const int BytesMax = 65_536;

    /// <summary>
    /// The argument's own text, or what standard input holds; null when that cannot be read (a directory, a broken disk).
    /// </summary>
    public static byte[]? From(string argument, Func<Stream> openStandardInput)
    {
        if (argument != Stdin) return FromArgument(argument);
        try
        {
            return Read(openStandardInput());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static byte[] FromArgument(string text) => StripOneLineEnd(Encoding.UTF8.GetBytes(text));

    public static byte[] Read(Stream stream)
    {
        var buffer = new byte[BytesMax];
        var length = stream.ReadAtLeast(buffer, BytesMax, throwOnEndOfStream: false);
        return StripOneLineEnd(buffer[..length]);
    }

    /// <summary>One CR, LF or CRLF; spaces and everything else belong to the code.</summary>
    private static byte[] StripOneLineEnd(byte[] bytes)
    {
        var end = bytes.Length;
        if (end > 0 && bytes[end - 1] == '\n')
        {
            end--;
            if (end > 0 && bytes[end - 1] == '\r') end--;
        }
        else if (end > 0 && bytes[end - 1] == '\r') end--;
        return bytes[..end];
    }
}
