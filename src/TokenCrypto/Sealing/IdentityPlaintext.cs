using System.Formats.Cbor;
using System.Globalization;
using System.Text;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.TokenCrypto.Sealing;

/// <summary>
/// The identity compartment's plaintext: the deterministic CBOR array <c>[document type, number, name]</c>. A resident number whose check
/// character is right is the integer of its first 17 digits (8 bytes instead of 18); every other number is text.
/// </summary>
internal static class IdentityPlaintext
{
    private const ulong BodyMin = 10_000_000_000_000_000;
    private const ulong BodyMax = 99_999_999_999_999_999;

    /// <summary>Encodes. Throws <see cref="ArgumentException"/>, without the values, when they are out of the format's range.</summary>
    public static byte[] Encode(Identity identity)
    {
        if (!InRange(identity)) throw new ArgumentException("The identity is out of the format's range.", nameof(identity));
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartArray(3);
        writer.WriteInt32((int)identity.Document);
        if (BodyOf(identity) is { } body) writer.WriteUInt64(body);
        else writer.WriteTextString(identity.Number);
        writer.WriteTextString(identity.Name);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>Decodes. False for anything that <see cref="Encode"/> does not make.</summary>
    public static bool TryDecode(ReadOnlyMemory<byte> plaintext, out Identity? identity)
    {
        identity = Read(plaintext);
        if (identity is null || !InRange(identity) || !Encode(identity).AsSpan().SequenceEqual(plaintext.Span)) identity = null;
        return identity is not null;
    }

    private static Identity? Read(ReadOnlyMemory<byte> plaintext)
    {
        try
        {
            var reader = new CborReader(plaintext, CborConformanceMode.Ctap2Canonical);
            if (reader.PeekState() != CborReaderState.StartArray || reader.ReadStartArray() != 3) return null;
            if (reader.PeekState() != CborReaderState.UnsignedInteger) return null;
            var document = reader.ReadUInt64();
            var number = ReadNumber(reader);
            if (document > int.MaxValue || number is null || reader.PeekState() != CborReaderState.TextString) return null;
            return new Identity((DocumentType)document, number, reader.ReadTextString());
        }
        catch (Exception e) when (StrictReader.IsContent(e))
        {
            return null;
        }
    }

    private static string? ReadNumber(CborReader reader)
    {
        if (reader.PeekState() == CborReaderState.TextString) return reader.ReadTextString();
        if (reader.PeekState() != CborReaderState.UnsignedInteger) return null;
        var body = reader.ReadUInt64();
        if (body is < BodyMin or > BodyMax) return null;
        var digits = body.ToString(CultureInfo.InvariantCulture);
        return digits + ResidentNumber.CheckCharacter(digits);
    }

    private static ulong? BodyOf(Identity identity) =>
        identity.Document == DocumentType.ResidentIdentityCard && identity.Number[0] != '0' && ResidentNumber.IsWellFormed(identity.Number)
            ? ulong.Parse(identity.Number.AsSpan(0, ResidentNumber.BodyDigits), NumberStyles.None, CultureInfo.InvariantCulture)
            : null;

    private static bool InRange(Identity identity) =>
        Enum.IsDefined(identity.Document)
        && ScalarCount(identity.Number) is >= 1 and <= CodeLimits.DocumentNumberCharsMax
        && ScalarCount(identity.Name) is >= 1 and <= CodeLimits.NameCharsMax;

    /// <summary>Unicode scalar values, or −1 when a surrogate stands alone.</summary>
    private static int ScalarCount(string text)
    {
        var count = 0;
        for (var rest = text.AsSpan(); !rest.IsEmpty; count++)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != System.Buffers.OperationStatus.Done) return -1;
            rest = rest[used..];
        }
        return count;
    }
}
