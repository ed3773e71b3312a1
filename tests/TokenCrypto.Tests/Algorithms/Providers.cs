using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Interop;

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

/// <summary>
/// A test that needs a libcrypto with every algorithm; skipped, and seen to be, where this machine's is built without. It asks the library
/// itself and not our probe, so that a fault of ours is no reason to skip.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LibcryptoFactAttribute : FactAttribute
{
    public LibcryptoFactAttribute()
    {
        var absent = new[] { "EC", "ED25519", "SM2" }.Where(name => !IsBuiltIn(name)).ToArray();
        if (absent.Length > 0)
            Skip = $"{SignatureProviders.Libcrypto.Name} is built without {string.Join(", ", absent)}";
    }

    private static bool IsBuiltIn(string keyType)
    {
        if (!Libcrypto.IsPresent)
            return false;
        using var context = Libcrypto.EVP_PKEY_CTX_new_from_name(0, keyType, null);
        Libcrypto.ERR_clear_error();
        return !context.IsInvalid;
    }
}
