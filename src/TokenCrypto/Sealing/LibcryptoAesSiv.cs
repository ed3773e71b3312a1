using TempIdentity.TokenCrypto.Interop;

namespace TempIdentity.TokenCrypto.Sealing;

/// <summary>AES-128-SIV of libcrypto. Neither the associated data nor the text may be empty.</summary>
internal static class LibcryptoAesSiv
{
    private const int Decrypt = 0;
    private const int Encrypt = 1;

    private static readonly Lazy<EvpCipherHandle?> Cipher = new(Fetch);

    /// <summary>True when this machine's libcrypto has AES-128-SIV.</summary>
    internal static bool IsPresent => Cipher.Value is not null;

    internal static void Seal(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext, Span<byte> sealedBytes)
    {
        using var context = NewContext(key, Encrypt);
        Libcrypto.Check(
            Libcrypto.EVP_CipherUpdate(context, default, out _, associatedData, associatedData.Length), nameof(Libcrypto.EVP_CipherUpdate));
        var ciphertext = sealedBytes[AesSiv.SivSizeBytes..];
        Libcrypto.Check(
            Libcrypto.EVP_CipherUpdate(context, ciphertext, out _, plaintext, plaintext.Length), nameof(Libcrypto.EVP_CipherUpdate));
        Span<byte> none = stackalloc byte[1];
        Libcrypto.Check(Libcrypto.EVP_CipherFinal_ex(context, none, out _), nameof(Libcrypto.EVP_CipherFinal_ex));
        Libcrypto.Check(
            Libcrypto.EVP_CIPHER_CTX_ctrl(context, Libcrypto.EvpCtrlAeadGetTag, AesSiv.SivSizeBytes, sealedBytes[..AesSiv.SivSizeBytes]),
            nameof(Libcrypto.EVP_CIPHER_CTX_ctrl));
    }

    internal static bool TryOpen(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> sealedBytes, Span<byte> plaintext)
    {
        using var context = NewContext(key, Decrypt);
        Span<byte> siv = stackalloc byte[AesSiv.SivSizeBytes];
        sealedBytes[..AesSiv.SivSizeBytes].CopyTo(siv);
        Libcrypto.Check(
            Libcrypto.EVP_CIPHER_CTX_ctrl(context, Libcrypto.EvpCtrlAeadSetTag, siv.Length, siv), nameof(Libcrypto.EVP_CIPHER_CTX_ctrl));
        Libcrypto.Check(
            Libcrypto.EVP_CipherUpdate(context, default, out _, associatedData, associatedData.Length), nameof(Libcrypto.EVP_CipherUpdate));
        return Libcrypto.Ok(Libcrypto.EVP_CipherUpdate(context, plaintext, out _, sealedBytes[AesSiv.SivSizeBytes..], plaintext.Length));
    }

    private static EvpCipherCtxHandle NewContext(ReadOnlySpan<byte> key, int direction)
    {
        var cipher = Cipher.Value ?? throw new NotSupportedException("libcrypto has no AES-128-SIV");
        var context = Libcrypto.Check(Libcrypto.EVP_CIPHER_CTX_new(), nameof(Libcrypto.EVP_CIPHER_CTX_new));
        Libcrypto.Check(
            Libcrypto.EVP_CipherInit_ex2(context, cipher, key, default, direction, 0), nameof(Libcrypto.EVP_CipherInit_ex2));
        return context;
    }

    private static EvpCipherHandle? Fetch()
    {
        if (!Libcrypto.IsPresent)
            return null;
        var cipher = Libcrypto.EVP_CIPHER_fetch(0, "AES-128-SIV", null);
        if (!cipher.IsInvalid)
            return cipher;
        cipher.Dispose();
        Libcrypto.ERR_clear_error();
        return null;
    }
}
