namespace TempIdentity.TokenCrypto.Codes;

/// <summary>
/// Base45 (RFC 9285), strict and allocation-free: two bytes are three characters, a last single byte is two. The alphabet is that of
/// QR alphanumeric mode, the space included, so text must never be trimmed. Every byte string has exactly one text, and what is no
/// such text is refused. Thread-safe.
/// </summary>
public static class Base45
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private const byte NotInAlphabet = 255;

    private static readonly byte[] Values = MakeValues();

    /// <summary>Characters that a number of bytes becomes.</summary>
    public static int EncodedLength(int byteCount) => (byteCount / 2 * 3) + (byteCount % 2 * 2);

    /// <summary>Bytes that a number of characters becomes, or −1 when no text has that length (3n + 1).</summary>
    public static int DecodedLength(int charCount) => (charCount % 3) switch
    {
        0 => charCount / 3 * 2,
        2 => (charCount / 3 * 2) + 1,
        _ => -1,
    };

    /// <summary>Encodes.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => string.Create(EncodedLength(bytes.Length), bytes, static (text, bytes) =>
    {
        var at = 0;
        for (var i = 0; i + 1 < bytes.Length; i += 2)
        {
            var pair = (bytes[i] << 8) | bytes[i + 1];
            text[at++] = Alphabet[pair % 45];
            text[at++] = Alphabet[pair / 45 % 45];
            text[at++] = Alphabet[pair / 2025];
        }
        if (bytes.Length % 2 == 0) return;
        text[at++] = Alphabet[bytes[^1] % 45];
        text[at] = Alphabet[bytes[^1] / 45];
    });

    /// <summary>
    /// Decodes ASCII. <paramref name="bytes"/> must hold <see cref="DecodedLength"/> bytes or more. False for a length of 3n + 1, a
    /// character
    /// outside the alphabet, three characters above 65,535, or two above 255.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> bytes)
    {
        if (DecodedLength(text.Length) < 0) return false;
        var at = 0;
        while (text.Length >= 3)
        {
            if (!TryDecode(text[0], text[1], text[2], 65_535, out var pair)) return false;
            bytes[at++] = (byte)(pair >> 8);
            bytes[at++] = (byte)(pair & 0xFF);
            text = text[3..];
        }
        if (text.IsEmpty) return true;
        var ok = TryDecode(text[0], text[1], (byte)'0', 255, out var last);
        bytes[at] = (byte)(last & 0xFF);
        return ok;
    }

    private static bool TryDecode(byte low, byte middle, byte high, int max, out int value)
    {
        int a = Values[low], b = Values[middle], c = Values[high];
        value = a + (b * 45) + (c * 2025);
        return a != NotInAlphabet && b != NotInAlphabet && c != NotInAlphabet && value <= max;
    }

    private static byte[] MakeValues()
    {
        var values = new byte[256];
        Array.Fill(values, NotInAlphabet);
        for (var i = 0; i < Alphabet.Length; i++) values[Alphabet[i]] = (byte)i;
        return values;
    }
}
