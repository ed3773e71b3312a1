using System.Security.Cryptography;
using TempIdentity.TokenCrypto.Interop;

namespace TempIdentity.TokenCrypto.Algorithms;

/// <summary>
/// An ESP256 or SM2 public key in libcrypto. A verification context serves one thread at a time, so one is kept for the next caller and
/// others are made when callers meet.
/// </summary>
internal sealed class LibcryptoEcKey : IVerificationKey
{
    private readonly LibcryptoCurve _curve;
    private readonly EvpPkeyHandle _key;
    private readonly byte[] _z;
    private EvpPkeyCtxHandle? _idleContext;

    private LibcryptoEcKey(LibcryptoCurve curve, EvpPkeyHandle key, byte[] z) => (_curve, _key, _z) = (curve, key, z);

    internal static LibcryptoEcKey Create(LibcryptoCurve curve, PublicKey publicKey)
    {
        var z = Array.Empty<byte>();
        if (curve.IsSm2)
            Sm2Digest.ComputeZ(publicKey.Bytes, z = new byte[Sm2Digest.SizeBytes]);
        return new LibcryptoEcKey(curve, curve.NewPublicKey(publicKey.Bytes), z);
    }

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        ObjectDisposedException.ThrowIf(_key.IsClosed, this);
        Span<byte> der = stackalloc byte[EcdsaSignatureDer.DerSizeBytesMax];
        if (!EcdsaSignatureDer.TryEncode(signature, _curve.Order, der, out var derLength))
            return false;
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        if (_curve.IsSm2)
            Sm2Digest.ComputeE(_z, message, digest);
        else
            SHA256.HashData(message, digest);
        return VerifyDigest(digest, der[..derLength]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Interlocked.Exchange(ref _idleContext, null)?.Dispose();
        _key.Dispose();
    }

    /// <summary>Verifies over a digest, as published vectors without a message have it.</summary>
    internal bool VerifyDigest(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> der)
    {
        var context = Interlocked.Exchange(ref _idleContext, null) ?? NewContext();
        var isRight = Libcrypto.Ok(Libcrypto.EVP_PKEY_verify(context, der, (nuint)der.Length, digest, (nuint)digest.Length));
        if (Interlocked.CompareExchange(ref _idleContext, context, null) is not null)
            context.Dispose();
        return isRight;
    }

    private EvpPkeyCtxHandle NewContext()
    {
        var context = Libcrypto.Check(
            Libcrypto.EVP_PKEY_CTX_new_from_pkey(0, _key, null), nameof(Libcrypto.EVP_PKEY_CTX_new_from_pkey));
        Libcrypto.Check(Libcrypto.EVP_PKEY_verify_init(context), nameof(Libcrypto.EVP_PKEY_verify_init));
        return context;
    }
}

/// <summary>An ESP256 or SM2 private key in libcrypto. A context a signature, so threads share nothing but the key.</summary>
internal sealed class LibcryptoEcPrivateKey : IPrivateKey
{
    private readonly LibcryptoCurve _curve;
    private readonly EvpPkeyHandle _key;
    private readonly byte[] _z;

    private LibcryptoEcPrivateKey(LibcryptoCurve curve, EvpPkeyHandle key, byte[] z) => (_curve, _key, _z) = (curve, key, z);

    internal static LibcryptoEcPrivateKey Create(LibcryptoCurve curve, PublicKey publicKey, ReadOnlySpan<byte> scalar)
    {
        var z = Array.Empty<byte>();
        if (curve.IsSm2)
            Sm2Digest.ComputeZ(publicKey.Bytes, z = new byte[Sm2Digest.SizeBytes]);
        return new LibcryptoEcPrivateKey(curve, curve.NewPrivateKey(publicKey.Bytes, scalar), z);
    }

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        if (_curve.IsSm2)
            Sm2Digest.ComputeE(_z, message, digest);
        else
            SHA256.HashData(message, digest);
        using var context = Libcrypto.Check(
            Libcrypto.EVP_PKEY_CTX_new_from_pkey(0, _key, null), nameof(Libcrypto.EVP_PKEY_CTX_new_from_pkey));
        Libcrypto.Check(Libcrypto.EVP_PKEY_sign_init(context), nameof(Libcrypto.EVP_PKEY_sign_init));
        Span<byte> der = stackalloc byte[EcdsaSignatureDer.DerSizeBytesMax];
        var length = (nuint)der.Length;
        Libcrypto.Check(
            Libcrypto.EVP_PKEY_sign(context, der, ref length, digest, (nuint)digest.Length), nameof(Libcrypto.EVP_PKEY_sign));
        var signature = new byte[EcdsaSignatureDer.RawSizeBytes];
        if (!EcdsaSignatureDer.TryDecode(der[..(int)length], _curve.Order, signature))
            throw new InvalidOperationException("EVP_PKEY_sign gave no signature in DER");
        return signature;
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
