using System.Formats.Cbor;
using System.Security.Cryptography;
using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.TokenCrypto.Trust;

/// <summary>
/// The root's public key: <c>["TI1/root", alg, key]</c>, key compressed. One encoding for a key, so SHA-256 of the file is the root's
/// fingerprint (what <c>sha256sum root.cbor</c> prints) and binds the algorithm too. The root's key identifier is the fingerprint's first
/// 8 bytes.
/// </summary>
public static class RootKeyFile
{
    /// <summary>The file's bytes.</summary>
    public static byte[] Encode(PublicKey root)
    {
        var writer = StrictCbor.NewWriter();
        writer.WriteStartArray(3);
        writer.WriteTextString(TrustNames.RootType);
        writer.WriteInt32((int)root.Algorithm);
        writer.WriteByteString(root.ToCompressed());
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>The fingerprint to pin: 32 bytes.</summary>
    public static byte[] Fingerprint(PublicKey root) => SHA256.HashData(Encode(root));

    internal static KeyId IdOf(PublicKey root) => KeyId.Read(Fingerprint(root));

    /// <summary>Null when the bytes are no root file.</summary>
    internal static PublicKey? TryDecode(ReadOnlyMemory<byte> file)
    {
        if (file.Length > TrustLimits.RootBytesMax) return null;
        var key = StrictCbor.TryRead(file, reader =>
        {
            reader.Array(3);
            reader.Literal(TrustNames.RootType);
            var key = reader.Key();
            reader.ReadEndArray();
            return key;
        });
        return key is not null && file.Span.SequenceEqual(Encode(key)) ? key : null;
    }

    /// <summary>Algorithm and key bytes, as in the root file and in a set.</summary>
    internal static PublicKey Key(this CborReader reader)
    {
        var algorithm = (SignatureAlgorithm)reader.ReadInt32();
        var bytes = reader.Bytes(32, 33);
        StrictCbor.Require(Enum.IsDefined(algorithm));
        StrictCbor.Require(PublicKey.TryImport(algorithm, bytes.Span, out var key));
        return key!;
    }
}
