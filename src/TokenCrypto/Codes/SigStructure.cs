namespace TempIdentity.TokenCrypto.Codes;

/// <summary>
/// What is signed (RFC 9052 §4.4): the array <c>["Signature1", protected, external_aad, payload]</c>. The external data says which of the
/// three roles the signature plays, so that none can stand in for another.
/// </summary>
internal static class SigStructure
{
    /// <summary>
    /// Bytes that the structure of any code takes at most: its header and payload are parts of the code, the rest is 30 bytes.
    /// </summary>
    public const int BytesMax = CodeLimits.DecodedBytesMax + 30;

    /// <summary>An issued code.</summary>
    public static ReadOnlySpan<byte> Issued => "TI1/issued"u8;

    /// <summary>A grant, in a presentation's header.</summary>
    public static ReadOnlySpan<byte> Grant => "TI1/grant"u8;

    /// <summary>A presentation.</summary>
    public static ReadOnlySpan<byte> Present => "TI1/present"u8;

    /// <summary>Writes the structure and gives what was written.</summary>
    public static ReadOnlySpan<byte> Write(
        Span<byte> destination, scoped ReadOnlySpan<byte> protectedHeader, scoped ReadOnlySpan<byte> externalData,
        scoped ReadOnlySpan<byte> payload)
    {
        var writer = new CborSpanWriter(destination);
        writer.Array(4);
        writer.Text("Signature1"u8);
        writer.Bytes(protectedHeader);
        writer.Bytes(externalData);
        writer.Bytes(payload);
        return writer.Written;
    }
}
