using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.TokenCrypto.Tests.Algorithms;

/// <summary>Every provider and algorithm, as data for theories.</summary>
internal static class Providers
{
    internal static SignatureAlgorithm[] AllAlgorithms { get; } =
        [SignatureAlgorithm.ESP256, SignatureAlgorithm.Ed25519, SignatureAlgorithm.SM2];

    internal static ISignatureProvider Get(string name) => name switch
    {
        "libcrypto" => SignatureProviders.Libcrypto,
        "BouncyCastle" => SignatureProviders.BouncyCastle,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    internal static PublicKey Import(SignatureAlgorithm algorithm, string hex) =>
        PublicKey.TryImport(algorithm, Convert.FromHexString(hex), out var key)
            ? key
            : throw new ArgumentException("refused key", nameof(hex));

    internal static bool Verify(string provider, PublicKey key, byte[] message, byte[] signature)
    {
        using var prepared = Get(provider).Prepare(key);
        return prepared.Verify(message, signature);
    }
}
