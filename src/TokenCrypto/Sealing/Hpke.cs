using System.Security.Cryptography;
using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.TokenCrypto.Sealing;

/// <summary>
/// HPKE in base mode, one message a context (RFC 9180): DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM.
/// Seals personal fields to head office's public key (I6). Sealed form: enc (65 bytes), then ciphertext and 16-byte tag. Thread-safe.
/// </summary>
public static class Hpke
{
    /// <summary>Length in bytes of a public key and of enc: 04 ‖ x ‖ y.</summary>
    public const int PublicKeySizeBytes = 65;

    /// <summary>Length in bytes of a private key.</summary>
    public const int PrivateKeySizeBytes = 32;

    /// <summary>How much longer the sealed form is than the plaintext, in bytes.</summary>
    public const int OverheadBytes = PublicKeySizeBytes + TagSizeBytes;

    private const int TagSizeBytes = 16;

    /// <summary>A recipient's key pair: private scalar (32 bytes) and public point (65 bytes, 04 ‖ x ‖ y).</summary>
    public static (byte[] PrivateKey, byte[] PublicKey) GenerateKeyPair()
    {
        using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var parameters = pair.ExportParameters(includePrivateParameters: true);
        return (parameters.D!, Encode(parameters.Q));
    }

    /// <summary>The public point (65 bytes) that belongs to a private scalar.</summary>
    /// <exception cref="ArgumentException">The private key is no scalar of P-256.</exception>
    public static byte[] PublicKeyOf(ReadOnlySpan<byte> privateKey)
    {
        using var pair = ImportPrivate(privateKey);
        return Encode(pair.ExportParameters(includePrivateParameters: false).Q);
    }

    /// <summary>Seals to a public key. Throws <see cref="ArgumentException"/> when the key is no point of P-256.</summary>
    /// <exception cref="ArgumentException">The key is not 65 bytes, or no point of P-256.</exception>
    public static byte[] Seal(
        ReadOnlySpan<byte> recipientPublicKey, ReadOnlySpan<byte> info, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext)
    {
        using var ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Seal(ephemeral, recipientPublicKey, info, associatedData, plaintext);
    }

    /// <summary>
    /// Opens with the private key. False, with an empty array, when the bytes were not sealed to it with this info and data.
    /// </summary>
    /// <exception cref="ArgumentException">The private key is no scalar of P-256.</exception>
    public static bool TryOpen(
        ReadOnlySpan<byte> recipientPrivateKey,
        ReadOnlySpan<byte> info,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> sealedBytes,
        out byte[] plaintext)
    {
        plaintext = [];
        using var recipient = ImportPrivate(recipientPrivateKey);
        if (sealedBytes.Length < OverheadBytes)
            return false;
        var enc = sealedBytes[..PublicKeySizeBytes];
        if (!PublicKey.TryImport(SignatureAlgorithm.ESP256, enc, out _))
            return false;
        var recipientPublicKey = Encode(recipient.ExportParameters(includePrivateParameters: false).Q);
        var (key, nonce) = HpkeKeySchedule.Derive(Agree(recipient, enc), enc, recipientPublicKey, info);
        using var aead = new AesGcm(key, TagSizeBytes);
        CryptographicOperations.ZeroMemory(key);
        var ciphertext = sealedBytes[PublicKeySizeBytes..^TagSizeBytes];
        var opened = new byte[ciphertext.Length];
        try
        {
            aead.Decrypt(nonce, ciphertext, sealedBytes[^TagSizeBytes..], opened, associatedData);
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
        plaintext = opened;
        return true;
    }

    /// <summary>Seals with a given ephemeral key: for published vectors only, a key must never serve two messages.</summary>
    internal static byte[] Seal(
        ECDiffieHellman ephemeral,
        ReadOnlySpan<byte> recipientPublicKey,
        ReadOnlySpan<byte> info,
        ReadOnlySpan<byte> associatedData,
        ReadOnlySpan<byte> plaintext)
    {
        if (recipientPublicKey.Length != PublicKeySizeBytes || !PublicKey.TryImport(SignatureAlgorithm.ESP256, recipientPublicKey, out _))
            throw new ArgumentException("not a point of P-256, 04 ‖ x ‖ y", nameof(recipientPublicKey));
        var enc = Encode(ephemeral.ExportParameters(includePrivateParameters: false).Q);
        var (key, nonce) = HpkeKeySchedule.Derive(Agree(ephemeral, recipientPublicKey), enc, recipientPublicKey, info);
        using var aead = new AesGcm(key, TagSizeBytes);
        CryptographicOperations.ZeroMemory(key);
        var sealedBytes = new byte[OverheadBytes + plaintext.Length];
        enc.CopyTo(sealedBytes, 0);
        var ciphertext = sealedBytes.AsSpan(PublicKeySizeBytes, plaintext.Length);
        aead.Encrypt(nonce, plaintext, ciphertext, sealedBytes.AsSpan(sealedBytes.Length - TagSizeBytes), associatedData);
        return sealedBytes;
    }

    /// <summary>A key pair from its private scalar.</summary>
    internal static ECDiffieHellman ImportPrivate(ReadOnlySpan<byte> privateKey)
    {
        if (privateKey.Length != PrivateKeySizeBytes)
            throw new ArgumentException($"a private key is {PrivateKeySizeBytes} bytes", nameof(privateKey));
        var parameters = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = privateKey.ToArray() };
        try
        {
            return ECDiffieHellman.Create(parameters);
        }
        catch (CryptographicException e)
        {
            throw new ArgumentException("no scalar of P-256", nameof(privateKey), e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(parameters.D);
        }
    }

    /// <summary>The x coordinate of the shared point.</summary>
    private static byte[] Agree(ECDiffieHellman own, ReadOnlySpan<byte> otherPoint)
    {
        var q = new ECPoint { X = otherPoint[1..33].ToArray(), Y = otherPoint[33..].ToArray() };
        using var other = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = q });
        return own.DeriveRawSecretAgreement(other.PublicKey);
    }

    private static byte[] Encode(ECPoint point) => [4, .. point.X!, .. point.Y!];
}
