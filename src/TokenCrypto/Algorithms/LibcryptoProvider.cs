using TempIdentity.TokenCrypto.Interop;

namespace TempIdentity.TokenCrypto.Algorithms;

/// <summary>
/// libcrypto 3 or later through EVP. Preparing an EC key duplicates a parsed key of the curve and sets its point: a third of the time
/// of EVP_PKEY_fromdata, which builds the curve anew each time, and unlike EC_KEY not deprecated.
/// </summary>
internal sealed class LibcryptoProvider : ISigningProvider
{
    private readonly HashSet<SignatureAlgorithm> _supported;

    internal LibcryptoProvider() : this(Libcrypto.IsPresent)
    {
    }

    /// <summary>For tests too: as on a machine without the library.</summary>
    internal LibcryptoProvider(bool isPresent)
    {
        Name = isPresent ? $"libcrypto {Libcrypto.Version}" : "libcrypto (absent)";
        _supported = isPresent ? KnownAnswers.Probe(PrepareCore) : [];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool Supports(SignatureAlgorithm algorithm) => _supported.Contains(algorithm);

    /// <inheritdoc/>
    public IVerificationKey Prepare(PublicKey key)
    {
        ThrowIfNotSupported(key.Algorithm);
        return PrepareCore(key);
    }

    /// <inheritdoc/>
    public IPrivateKey PreparePrivate(PublicKey publicKey, ReadOnlySpan<byte> privateBytes)
    {
        ThrowIfNotSupported(publicKey.Algorithm);
        return publicKey.Algorithm == SignatureAlgorithm.Ed25519
            ? LibcryptoEd25519PrivateKey.Create(privateBytes)
            : LibcryptoEcPrivateKey.Create(LibcryptoCurve.Of(publicKey.Algorithm), publicKey, privateBytes);
    }

    private static IVerificationKey PrepareCore(PublicKey key) => key.Algorithm == SignatureAlgorithm.Ed25519
        ? LibcryptoEd25519Key.Create(key)
        : LibcryptoEcKey.Create(LibcryptoCurve.Of(key.Algorithm), key);

    private void ThrowIfNotSupported(SignatureAlgorithm algorithm)
    {
        if (!Supports(algorithm))
            throw new NotSupportedException($"{Name} does not offer {algorithm}");
    }
}
