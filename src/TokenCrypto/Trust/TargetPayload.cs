using System.Formats.Cbor;

namespace TempIdentity.TokenCrypto.Trust;

/// <summary>
/// The payload of a status list or manifest: <c>[header, body]</c>. The header is small and re-encoded to compare; the body is one byte
/// string that stays where it is in the file.
/// </summary>
internal sealed record TargetPayload(ReadOnlyMemory<byte> Header, ReadOnlyMemory<byte> Body)
{
    private const byte ArrayOfTwo = 0x82;

    /// <summary>Null when the bytes are anything else.</summary>
    public static TargetPayload? TryRead(ReadOnlyMemory<byte> payload)
    {
        var parts = StrictCbor.TryRead(payload, Read);
        // The structure is fixed, so a longer head anywhere shows in the length alone.
        return parts is not null && 1 + SignedFile.Size(parts.Header.Length) + SignedFile.Size(parts.Body.Length) == payload.Length
            ? parts
            : null;
    }

    /// <summary>In one allocation, however large the body is.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> header, ReadOnlySpan<byte> body)
    {
        var payload = new byte[1 + SignedFile.Size(header.Length) + SignedFile.Size(body.Length)];
        payload[0] = ArrayOfTwo;
        SignedFile.WriteBytes(SignedFile.WriteBytes(payload.AsSpan(1), header), body);
        return payload;
    }

    private static TargetPayload Read(CborReader reader)
    {
        reader.Array(2);
        // The header is wrapped in a byte string, so that its length is bounded before anything in it is read.
        var header = reader.Bytes(1, TrustLimits.HeaderBytesMax);
        var body = reader.ReadDefiniteLengthByteString();
        reader.ReadEndArray();
        return new TargetPayload(header, body);
    }
}
