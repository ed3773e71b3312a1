namespace TempIdentity.TokenCrypto.Algorithms;

/// <summary>
/// r‖s to DER (SEQUENCE of two INTEGERs) and back, for libcrypto, whose EC signatures are DER. Both directions are strict:
/// 0 &lt; r &lt; n, 0 &lt; s &lt; n, one encoding for each pair.
/// </summary>
internal static class EcdsaSignatureDer
{
    /// <summary>Length in bytes of r‖s.</summary>
    internal const int RawSizeBytes = 64;

    /// <summary>Longest DER form in bytes: 2 + 2 · (2 + 1 + 32).</summary>
    internal const int DerSizeBytesMax = 72;

    private const int ScalarSizeBytes = 32;
    private const byte SequenceTag = 0x30;
    private const byte IntegerTag = 0x02;

    /// <summary>Writes DER and its length; false when the length is not 64 or a value is out of range.</summary>
    internal static bool TryEncode(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> order, Span<byte> der, out int written)
    {
        written = 0;
        if (raw.Length != RawSizeBytes)
            return false;
        var r = raw[..ScalarSizeBytes];
        var s = raw[ScalarSizeBytes..];
        if (!IsInRange(r, order) || !IsInRange(s, order))
            return false;
        written = 2;
        WriteInteger(r, der, ref written);
        WriteInteger(s, der, ref written);
        der[0] = SequenceTag;
        der[1] = (byte)(written - 2);
        return true;
    }

    /// <summary>Reads DER to 64 bytes; false when it is not the one DER form of two values in range.</summary>
    internal static bool TryDecode(ReadOnlySpan<byte> der, ReadOnlySpan<byte> order, Span<byte> raw)
    {
        if (der.Length is < 2 or > DerSizeBytesMax || der[0] != SequenceTag || der[1] != der.Length - 2)
            return false;
        var rest = der[2..];
        raw[..RawSizeBytes].Clear();
        return TryReadInteger(ref rest, order, raw[..ScalarSizeBytes])
            && TryReadInteger(ref rest, order, raw[ScalarSizeBytes..RawSizeBytes])
            && rest.IsEmpty;
    }

    /// <summary>0 &lt; value &lt; n.</summary>
    private static bool IsInRange(ReadOnlySpan<byte> value, ReadOnlySpan<byte> order) =>
        value.ContainsAnyExcept((byte)0) && value.SequenceCompareTo(order) < 0;

    private static void WriteInteger(ReadOnlySpan<byte> value, Span<byte> der, ref int position)
    {
        value = value[value.IndexOfAnyExcept((byte)0)..];
        var pad = value[0] >> 7;
        der[position++] = IntegerTag;
        der[position++] = (byte)(value.Length + pad);
        if (pad == 1)
            der[position++] = 0;
        value.CopyTo(der[position..]);
        position += value.Length;
    }

    private static bool TryReadInteger(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> order, Span<byte> scalar)
    {
        if (rest.Length < 2 || rest[0] != IntegerTag || rest[1] > rest.Length - 2)
            return false;
        var value = rest.Slice(2, rest[1]);
        rest = rest[(2 + value.Length)..];
        if (value.IsEmpty || (value[0] & 0x80) != 0)
            return false;
        if (value[0] == 0)
        {
            value = value[1..];
            if (value.IsEmpty || (value[0] & 0x80) == 0)
                return false;
        }
        if (value.Length > ScalarSizeBytes)
            return false;
        value.CopyTo(scalar[(ScalarSizeBytes - value.Length)..]);
        return IsInRange(scalar, order);
    }
}
