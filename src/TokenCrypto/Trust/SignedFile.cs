using System.Formats.Cbor;
using System.Text;
using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.TokenCrypto.Trust;

/// <summary>
/// An untagged COSE_Sign1 (RFC 9052 section 4.2): protected header exactly <c>{1: alg, 4: kid}</c>, unprotected header exactly <c>A0</c>,
/// payload attached, 64-byte signature, one encoding. Each kind of file has an <c>external_aad</c> of its own, so that none passes for
/// another. The payload is a slice of the file; only the message to verify is a copy.
/// </summary>
internal sealed record SignedFile(
    KeyId Signer, SignatureAlgorithm Algorithm, ReadOnlyMemory<byte> Protected, ReadOnlyMemory<byte> Payload,
    ReadOnlyMemory<byte> Signature)
{
    private const int AlgorithmLabel = 1;
    private const int KeyIdLabel = 4;
    private const int ProtectedBytesMax = 32;
    private const int SignatureBytes = 64;
    private const byte ByteString = 2;
    private const byte TextString = 3;
    private const byte ArrayOfFour = 0x84;
    private const byte EmptyMap = 0xA0;

    /// <summary>Null when the bytes are not the one encoding of such a structure.</summary>
    public static SignedFile? TryRead(ReadOnlyMemory<byte> file)
    {
        var parts = StrictCbor.TryRead(file, ReadParts);
        if (parts is null || EncodedSize(parts.Protected.Length, parts.Payload.Length) != file.Length) return null;
        return parts;
    }

    /// <summary>The file's bytes, in one allocation however large the payload is.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> protectedHeader, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature)
    {
        var file = new byte[EncodedSize(protectedHeader.Length, payload.Length)];
        file[0] = ArrayOfFour;
        var rest = WriteBytes(file.AsSpan(1), protectedHeader);
        rest[0] = EmptyMap;
        WriteBytes(WriteBytes(rest[1..], payload), signature);
        return file;
    }

    public static byte[] EncodeProtected(KeyId signer, SignatureAlgorithm algorithm)
    {
        var id = new byte[KeyId.SizeBytes];
        signer.Write(id);
        var writer = StrictCbor.NewWriter();
        writer.WriteStartMap(2);
        writer.WriteInt32(AlgorithmLabel);
        writer.WriteInt32((int)algorithm);
        writer.WriteInt32(KeyIdLabel);
        writer.WriteByteString(id);
        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>
    /// What is signed: <c>["Signature1", protected, external_aad, payload]</c>, in one allocation however large the payload is.
    /// </summary>
    public static byte[] SigStructure(ReadOnlySpan<byte> protectedHeader, string type, ReadOnlySpan<byte> payload)
    {
        var context = "Signature1"u8;
        var aad = Encoding.ASCII.GetBytes(type);
        var message = new byte[1 + Size(context.Length) + Size(protectedHeader.Length) + Size(aad.Length) + Size(payload.Length)];
        message[0] = ArrayOfFour;
        var rest = message.AsSpan(1);
        rest = Write(rest, TextString, context);
        rest = Write(rest, ByteString, protectedHeader);
        rest = Write(rest, ByteString, aad);
        Write(rest, ByteString, payload);
        return message;
    }

    private static SignedFile ReadParts(CborReader reader)
    {
        reader.Array(4);
        var header = reader.Bytes(1, ProtectedBytesMax);
        StrictCbor.Require(reader.ReadStartMap() == 0);
        reader.ReadEndMap();
        var payload = reader.ReadDefiniteLengthByteString();
        var signature = reader.Bytes(SignatureBytes, SignatureBytes);
        reader.ReadEndArray();
        var (signer, algorithm) = ReadProtected(header);
        return new SignedFile(signer, algorithm, header, payload, signature);
    }

    private static (KeyId Signer, SignatureAlgorithm Algorithm) ReadProtected(ReadOnlyMemory<byte> header)
    {
        var reader = new CborReader(header, CborConformanceMode.Ctap2Canonical);
        StrictCbor.Require(reader.ReadStartMap() == 2);
        StrictCbor.Require(reader.ReadInt32() == AlgorithmLabel);
        var algorithm = (SignatureAlgorithm)reader.ReadInt32();
        StrictCbor.Require(reader.ReadInt32() == KeyIdLabel);
        var signer = KeyId.Read(reader.Bytes(KeyId.SizeBytes, KeyId.SizeBytes).Span);
        reader.ReadEndMap();
        StrictCbor.Require(Enum.IsDefined(algorithm) && header.Span.SequenceEqual(EncodeProtected(signer, algorithm)));
        return (signer, algorithm);
    }

    // The structure is fixed, so a longer head anywhere shows in the length alone.
    private static int EncodedSize(int protectedBytes, int payloadBytes) =>
        1 + Size(protectedBytes) + 1 + Size(payloadBytes) + Size(SignatureBytes);

    /// <summary>Bytes of a string of this length with its head.</summary>
    internal static int Size(int length) => length + length switch { < 24 => 1, < 256 => 2, < 65_536 => 3, _ => 5 };

    /// <summary>Writes a byte string with its head and gives the place after it.</summary>
    internal static Span<byte> WriteBytes(Span<byte> destination, ReadOnlySpan<byte> value) => Write(destination, ByteString, value);

    private static Span<byte> Write(Span<byte> destination, byte major, ReadOnlySpan<byte> value)
    {
        var headBytes = Size(value.Length) - value.Length;
        var info = headBytes switch { 1 => value.Length, 2 => 24, 3 => 25, _ => 26 };
        destination[0] = (byte)(major << 5 | info);
        for (var i = 1; i < headBytes; i++) destination[i] = unchecked((byte)(value.Length >> 8 * (headBytes - 1 - i)));
        value.CopyTo(destination[headBytes..]);
        return destination[(headBytes + value.Length)..];
    }
}
