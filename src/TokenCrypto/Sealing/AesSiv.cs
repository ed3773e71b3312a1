namespace TempIdentity.TokenCrypto.Sealing;

/// <summary>
/// AES-SIV with a 32-byte key (AEAD_AES_SIV_CMAC_256, RFC 5297), no nonce. Sealed form: the 16-byte SIV, then the ciphertext.
/// The associated data is one component, always present, possibly empty. Computed by libcrypto where it has AES-128-SIV, else by
/// BouncyCastle's AES and CMAC. Thread-safe.
/// </summary>
public static class AesSiv
{
    /// <summary>Key length in bytes.</summary>
    public const int KeySizeBytes = 32;

    /// <summary>Length in bytes of the SIV; never shortened.</summary>
    public const int SivSizeBytes = 16;

    /// <summary>Seals. Deterministic: the same key, associated data and plaintext give the same bytes.</summary>
    /// <exception cref="ArgumentException">The key is not 32 bytes.</exception>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext)
    {
        var sealedBytes = new byte[SivSizeBytes + plaintext.Length];
        Seal(key, associatedData, plaintext, sealedBytes);
        return sealedBytes;
    }

    /// <summary>Seals into a given place of <see cref="SivSizeBytes"/> more than the plaintext.</summary>
    /// <exception cref="ArgumentException">The key is not 32 bytes, or the place is of another size.</exception>
    public static void Seal(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext, Span<byte> sealedBytes)
    {
        CheckKey(key);
        if (sealedBytes.Length != SivSizeBytes + plaintext.Length)
            throw new ArgumentException("the place is not of the sealed size", nameof(sealedBytes));
        if (UsesLibcrypto(associatedData.Length, plaintext.Length))
            LibcryptoAesSiv.Seal(key, associatedData, plaintext, sealedBytes);
        else
            BouncyCastleAesSiv.Seal(key, associatedData, plaintext, sealedBytes);
    }

    /// <summary>Opens. False, with an empty array, when the bytes were not sealed with this key and associated data.</summary>
    /// <exception cref="ArgumentException">The key is not 32 bytes.</exception>
    public static bool TryOpen(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> sealedBytes, out byte[] plaintext)
    {
        CheckKey(key);
        plaintext = [];
        if (sealedBytes.Length < SivSizeBytes)
            return false;
        var opened = new byte[sealedBytes.Length - SivSizeBytes];
        var isGenuine = UsesLibcrypto(associatedData.Length, opened.Length)
            ? LibcryptoAesSiv.TryOpen(key, associatedData, sealedBytes, opened)
            : BouncyCastleAesSiv.TryOpen(key, associatedData, sealedBytes, opened);
        if (isGenuine)
            plaintext = opened;
        else
            Array.Clear(opened);
        return isGenuine;
    }

    /// <summary>
    /// libcrypto has no answer for an empty plaintext, and before 3.0.10 it leaves out empty associated data (CVE-2023-2975):
    /// both go to the other implementation.
    /// </summary>
    private static bool UsesLibcrypto(int associatedDataLength, int plaintextLength) =>
        associatedDataLength > 0 && plaintextLength > 0 && LibcryptoAesSiv.IsPresent;

    private static void CheckKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeySizeBytes)
            throw new ArgumentException($"an AES-SIV key is {KeySizeBytes} bytes", nameof(key));
    }
}
