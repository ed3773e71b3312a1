using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TempIdentity.TokenCrypto.Sealing;

/// <summary>HPKE's KEM output and key schedule in base mode (RFC 9180, sections 4.1 and 5.1), for suite (0x0010, 0x0001, 0x0001).</summary>
internal static class HpkeKeySchedule
{
    /// <summary>Length in bytes of an AES-128-GCM key.</summary>
    private const int KeySizeBytes = 16;

    private const int NonceSizeBytes = 12;
    private const byte ModeBase = 0;

    private static readonly byte[] KemSuite = [.. "KEM"u8, 0x00, 0x10];
    private static readonly byte[] HpkeSuite = [.. "HPKE"u8, 0x00, 0x10, 0x00, 0x01, 0x00, 0x01];

    /// <summary>Derives the AEAD's key and nonce; erases the agreed secret.</summary>
    internal static (byte[] Key, byte[] Nonce) Derive(
        byte[] agreement, ReadOnlySpan<byte> enc, ReadOnlySpan<byte> recipientPublicKey, ReadOnlySpan<byte> info)
    {
        var eaePrk = LabeledExtract(KemSuite, [], "eae_prk"u8, agreement);
        var sharedSecret = LabeledExpand(KemSuite, eaePrk, "shared_secret"u8, [.. enc, .. recipientPublicKey], SHA256.HashSizeInBytes);
        byte[] context =
        [
            ModeBase,
            .. LabeledExtract(HpkeSuite, [], "psk_id_hash"u8, []),
            .. LabeledExtract(HpkeSuite, [], "info_hash"u8, info),
        ];
        var secret = LabeledExtract(HpkeSuite, sharedSecret, "secret"u8, []);
        var key = LabeledExpand(HpkeSuite, secret, "key"u8, context, KeySizeBytes);
        var nonce = LabeledExpand(HpkeSuite, secret, "base_nonce"u8, context, NonceSizeBytes);
        CryptographicOperations.ZeroMemory(agreement);
        CryptographicOperations.ZeroMemory(eaePrk);
        CryptographicOperations.ZeroMemory(sharedSecret);
        CryptographicOperations.ZeroMemory(secret);
        return (key, nonce);
    }

    private static byte[] LabeledExtract(byte[] suite, byte[] salt, ReadOnlySpan<byte> label, ReadOnlySpan<byte> input)
    {
        byte[] labeled = [.. "HPKE-v1"u8, .. suite, .. label, .. input];
        var prk = HKDF.Extract(HashAlgorithmName.SHA256, labeled, salt);
        CryptographicOperations.ZeroMemory(labeled);
        return prk;
    }

    private static byte[] LabeledExpand(byte[] suite, byte[] prk, ReadOnlySpan<byte> label, ReadOnlySpan<byte> info, int length)
    {
        Span<byte> lengthBytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(lengthBytes, (ushort)length);
        byte[] labeled = [.. lengthBytes, .. "HPKE-v1"u8, .. suite, .. label, .. info];
        return HKDF.Expand(HashAlgorithmName.SHA256, prk, length, labeled);
    }
}
