namespace TempIdentity.TokenCrypto.Sealing;

/// <summary>
/// HPKE in base mode, one message a context (RFC 9180): DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM.
/// Seals personal fields to head office's public key (I6). Sealed form: enc (65 bytes), then ciphertext and 16-byte tag.
/// </summary>
public static class Hpke
{
    /// <summary>A recipient's key pair: private scalar (32 bytes) and public point (65 bytes, 04 ‖ x ‖ y).</summary>
    public static (byte[] PrivateKey, byte[] PublicKey) GenerateKeyPair() => throw new NotImplementedException();

    /// <summary>Seals to a public key. Throws <see cref="ArgumentException"/> when the key is no point of P-256.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> recipientPublicKey, ReadOnlySpan<byte> info, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext) =>
        throw new NotImplementedException();

    /// <summary>Opens with the private key. False when the bytes were not sealed to it with this info and associated data.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> recipientPrivateKey, ReadOnlySpan<byte> info, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> sealedBytes, out byte[] plaintext) =>
        throw new NotImplementedException();
}
