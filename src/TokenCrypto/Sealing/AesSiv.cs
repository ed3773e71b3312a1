namespace TempIdentity.TokenCrypto.Sealing;

/// <summary>AES-SIV with a 32-byte key (AEAD_AES_SIV_CMAC_256, RFC 5297), no nonce. Sealed form: the 16-byte SIV, then the ciphertext.</summary>
public static class AesSiv
{
    /// <summary>Key length in bytes.</summary>
    public const int KeySizeBytes = 32;

    /// <summary>Length in bytes of the SIV; never shortened.</summary>
    public const int SivSizeBytes = 16;

    /// <summary>Seals. Deterministic: the same key, associated data and plaintext give the same bytes.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext) =>
        throw new NotImplementedException();

    /// <summary>Opens. False when the bytes were not sealed with this key and associated data.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> sealedBytes, out byte[] plaintext) =>
        throw new NotImplementedException();
}
