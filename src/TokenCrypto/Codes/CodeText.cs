namespace TempIdentity.TokenCrypto.Codes;

/// <summary>The text form: family prefix, then Base45. Between a scanner's bytes and the COSE bytes.</summary>
internal static class CodeText
{
    private const int FamilyCharsMin = 2;
    private const int FamilyCharsMax = 8;

    /// <summary>The decoded bytes, or why there are none. Size is judged first, so that nothing is spent on a long text.</summary>
    public static VerdictCode? Decode(ReadOnlySpan<byte> text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length > CodeLimits.TextCharsMax) return VerdictCode.Oversize;
        if (!text.StartsWith("TI1:"u8)) return NamesAnotherFamily(text) ? VerdictCode.UnknownFormat : VerdictCode.Malformed;

        var body = text[CodeLimits.Prefix.Length..];
        var length = Base45.DecodedLength(body.Length);
        if (length <= 0) return VerdictCode.Malformed;
        bytes = new byte[length];
        return Base45.TryDecode(body, bytes) ? null : VerdictCode.Malformed;
    }

    /// <summary>The text of decoded bytes.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => CodeLimits.Prefix + Base45.Encode(bytes);

    /// <summary>
    /// A family is named by 2 to 8 of A–Z and 0–9, the first a letter and the last a digit, before the first colon: <c>HC1:</c>,
    /// <c>TI2:</c>.
    /// </summary>
    private static bool NamesAnotherFamily(ReadOnlySpan<byte> text)
    {
        var colon = text.IndexOf((byte)':');
        if (colon is < FamilyCharsMin or > FamilyCharsMax) return false;
        var name = text[..colon];
        foreach (var c in name)
            if (!char.IsAsciiLetterUpper((char)c) && !char.IsAsciiDigit((char)c)) return false;
        return char.IsAsciiLetterUpper((char)name[0]) && char.IsAsciiDigit((char)name[^1]);
    }
}
