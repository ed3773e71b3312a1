namespace TempIdentity.TokenCrypto.Algorithms;

/// <summary>
/// For each algorithm the first of the given providers that has it. Its name says which serves which, such as
/// <c>libcrypto 3.0.19 (ESP256, Ed25519), BouncyCastle 1.8.10 (SM2)</c>.
/// </summary>
internal sealed class CompositeProvider : ISigningProvider
{
    private readonly Dictionary<SignatureAlgorithm, ISignatureProvider> _providers = [];

    internal CompositeProvider(params ReadOnlySpan<ISignatureProvider> providers)
    {
        foreach (var algorithm in new[] { SignatureAlgorithm.ESP256, SignatureAlgorithm.Ed25519, SignatureAlgorithm.SM2 })
        {
            foreach (var provider in providers)
            {
                if (!provider.Supports(algorithm))
                    continue;
                _providers.Add(algorithm, provider);
                break;
            }
        }
        Name = string.Join(", ", _providers.GroupBy(p => p.Value, p => p.Key).Select(g => $"{g.Key.Name} ({string.Join(", ", g)})"));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool Supports(SignatureAlgorithm algorithm) => _providers.ContainsKey(algorithm);

    /// <inheritdoc/>
    public IVerificationKey Prepare(PublicKey key) => Find(key.Algorithm).Prepare(key);

    /// <inheritdoc/>
    public IPrivateKey PreparePrivate(PublicKey publicKey, ReadOnlySpan<byte> privateBytes) =>
        Find(publicKey.Algorithm) is ISigningProvider signing
            ? signing.PreparePrivate(publicKey, privateBytes)
            : throw new NotSupportedException($"{Find(publicKey.Algorithm).Name} does not sign");

    private ISignatureProvider Find(SignatureAlgorithm algorithm) =>
        _providers.TryGetValue(algorithm, out var provider)
            ? provider
            : throw new NotSupportedException($"no provider offers {algorithm}");
}
