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

    /// <summary>
    /// The names of the providers that have the algorithm here; <see cref="LibcryptoFactAttribute"/> shows when one has not.
    /// </summary>
    internal static IEnumerable<string> Having(SignatureAlgorithm algorithm) =>
        new[] { "libcrypto", "BouncyCastle" }.Where(name => Get(name).Supports(algorithm));

    internal static TheoryData<string> NamesHaving(SignatureAlgorithm algorithm) => new(Having(algorithm));

    internal static PublicKey Import(SignatureAlgorithm algorithm, string hex) => Import(algorithm, Convert.FromHexString(hex));

    internal static PublicKey Import(SignatureAlgorithm algorithm, byte[] bytes) =>
        PublicKey.TryImport(algorithm, bytes, out var key) ? key : throw new ArgumentException("refused key", nameof(bytes));

    internal static bool Verify(string provider, PublicKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        using var prepared = Get(provider).Prepare(key);
        return prepared.Verify(message, signature);
    }
}

/// <summary>A test that needs a libcrypto with every algorithm; skipped, and seen to be, where this machine's has not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LibcryptoFactAttribute : FactAttribute
{
    public LibcryptoFactAttribute()
    {
        var absent = Providers.AllAlgorithms.Where(algorithm => !SignatureProviders.Libcrypto.Supports(algorithm)).ToArray();
        if (absent.Length > 0)
            Skip = $"{SignatureProviders.Libcrypto.Name} lacks {string.Join(", ", absent)}";
    }
}
