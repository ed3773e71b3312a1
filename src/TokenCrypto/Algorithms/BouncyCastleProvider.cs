using Org.BouncyCastle.Crypto.Generators;

namespace TempIdentity.TokenCrypto.Algorithms;

/// <summary>BouncyCastle: fully managed, so always present. Shares no parsing or normalising of signatures with libcrypto's side.</summary>
internal sealed class BouncyCastleProvider : ISigningProvider
{
    private readonly HashSet<SignatureAlgorithm> _supported = KnownAnswers.Probe(PrepareCore);

    /// <inheritdoc/>
    public string Name { get; } = $"BouncyCastle {typeof(DHKeyPairGenerator).Assembly.GetName().Version?.ToString(3)}";

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
        return publicKey.Algorithm switch
        {
            SignatureAlgorithm.ESP256 => new BouncyCastleEcdsaPrivateKey(privateBytes),
            SignatureAlgorithm.SM2 => new BouncyCastleSm2PrivateKey(privateBytes),
            _ => new BouncyCastleEd25519PrivateKey(privateBytes),
        };
    }

    private static IVerificationKey PrepareCore(PublicKey key) => key.Algorithm switch
    {
        SignatureAlgorithm.ESP256 => new BouncyCastleEcdsaKey(key),
        SignatureAlgorithm.SM2 => new BouncyCastleSm2Key(key),
        _ => new BouncyCastleEd25519Key(key),
    };

    private void ThrowIfNotSupported(SignatureAlgorithm algorithm)
    {
        if (!Supports(algorithm))
            throw new NotSupportedException($"{Name} does not offer {algorithm}");
    }
}
