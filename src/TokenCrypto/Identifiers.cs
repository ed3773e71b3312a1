using System.Buffers.Binary;
using System.Globalization;

namespace TempIdentity.TokenCrypto;

/// <summary>A key's name in the COSE header (<c>kid</c>): 8 bytes, unique in a trust store. Text form: 16 lower-case hex digits.</summary>
/// <param name="Value">The 8 bytes, big-endian.</param>
public readonly record struct KeyId(ulong Value)
{
    /// <summary>Length in bytes.</summary>
    public const int SizeBytes = 8;

    /// <summary>Reads 8 bytes.</summary>
    public static KeyId Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64BigEndian(bytes));

    /// <summary>Writes 8 bytes.</summary>
    public void Write(Span<byte> destination) => BinaryPrimitives.WriteUInt64BigEndian(destination, Value);

    /// <summary>Reads the text form.</summary>
    public static bool TryParse(string text, out KeyId id)
    {
        var ok = text.Length == 16 && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? (true, value)
            : (false, 0UL);
        id = new KeyId(ok.Item2);
        return ok.Item1;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}

/// <summary>
/// The number that an issuer gave a credential (CWT <c>cti</c>, 8 bytes). Linkable: two codes of one credential carry the same.
/// </summary>
/// <param name="Value">The 8 bytes, big-endian.</param>
public readonly record struct CredentialId(ulong Value)
{
    /// <summary>Length in bytes.</summary>
    public const int SizeBytes = 8;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}

/// <summary>
/// What makes a presentation the same presentation: SHA-256 of the Sig_structure that was signed (of the presentation in bound form,
/// of the code in issued form). Never the text or the signature, which are malleable (I3).
/// </summary>
/// <param name="High">Bytes 0–15, big-endian.</param>
/// <param name="Low">Bytes 16–31, big-endian.</param>
public readonly record struct PresentationId(UInt128 High, UInt128 Low)
{
    /// <summary>Length in bytes.</summary>
    public const int SizeBytes = 32;

    /// <summary>Reads 32 bytes.</summary>
    public static PresentationId Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));

    /// <summary>The 32 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[SizeBytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(16), Low);
        return bytes;
    }

    /// <summary>64 lower-case hex digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
