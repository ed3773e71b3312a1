using TempIdentity.TokenCrypto.Interop;

namespace TempIdentity.TokenCrypto.Algorithms;

/// <summary>An Ed25519 public key in libcrypto. libcrypto itself refuses s not below the group's order (RFC 8032, 5.1.7).</summary>
internal sealed class LibcryptoEd25519Key : IVerificationKey
{
    /// <summary>The algorithm's name in libcrypto.</summary>
    internal const string KeyType = "ED25519";

    /// <summary>Length in bytes of a signature.</summary>
    internal const int SignatureSizeBytes = 64;

    private readonly EvpPkeyHandle _key;

    private LibcryptoEd25519Key(EvpPkeyHandle key) => _key = key;

    internal static LibcryptoEd25519Key Create(PublicKey publicKey)
    {
        var bytes = publicKey.Bytes;
        return new LibcryptoEd25519Key(Libcrypto.Check(
            Libcrypto.EVP_PKEY_new_raw_public_key_ex(0, KeyType, null, bytes, (nuint)bytes.Length),
            nameof(Libcrypto.EVP_PKEY_new_raw_public_key_ex)));
    }

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureSizeBytes)
            return false;
        using var context = Libcrypto.Check(Libcrypto.EVP_MD_CTX_new(), nameof(Libcrypto.EVP_MD_CTX_new));
        Libcrypto.Check(
            Libcrypto.EVP_DigestVerifyInit_ex(context, 0, null, 0, null, _key, 0), nameof(Libcrypto.EVP_DigestVerifyInit_ex));
        return Libcrypto.Ok(Libcrypto.EVP_DigestVerify(
            context, signature, (nuint)signature.Length, message, (nuint)message.Length));
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}

/// <summary>An Ed25519 private key in libcrypto.</summary>
internal sealed class LibcryptoEd25519PrivateKey : IPrivateKey
{
    private readonly EvpPkeyHandle _key;

    private LibcryptoEd25519PrivateKey(EvpPkeyHandle key) => _key = key;

    internal static LibcryptoEd25519PrivateKey Create(ReadOnlySpan<byte> seed) => new(Libcrypto.Check(
        Libcrypto.EVP_PKEY_new_raw_private_key_ex(0, LibcryptoEd25519Key.KeyType, null, seed, (nuint)seed.Length),
        nameof(Libcrypto.EVP_PKEY_new_raw_private_key_ex)));

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        using var context = Libcrypto.Check(Libcrypto.EVP_MD_CTX_new(), nameof(Libcrypto.EVP_MD_CTX_new));
        Libcrypto.Check(
            Libcrypto.EVP_DigestSignInit_ex(context, 0, null, 0, null, _key, 0), nameof(Libcrypto.EVP_DigestSignInit_ex));
        var signature = new byte[LibcryptoEd25519Key.SignatureSizeBytes];
        var length = (nuint)signature.Length;
        Libcrypto.Check(
            Libcrypto.EVP_DigestSign(context, signature, ref length, message, (nuint)message.Length), nameof(Libcrypto.EVP_DigestSign));
        return signature;
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
