namespace TempIdentity.TokenCrypto.Algorithms;

/// <summary>The providers of this machine, each probed once by known answers when first asked for. Thread-safe.</summary>
public static class SignatureProviders
{
    private static readonly Lazy<LibcryptoProvider> LazyLibcrypto = new(() => new LibcryptoProvider());
    private static readonly Lazy<BouncyCastleProvider> LazyBouncyCastle = new(() => new BouncyCastleProvider());
    private static readonly Lazy<CompositeProvider> LazyDefault = new(() => new CompositeProvider(Libcrypto, BouncyCastle));

    /// <summary>libcrypto (OpenSSL 3). Supports nothing where the library is absent.</summary>
    public static ISignatureProvider Libcrypto => LazyLibcrypto.Value;

    /// <summary>BouncyCastle, the second implementation; shares no parsing or normalising code with the first.</summary>
    public static ISignatureProvider BouncyCastle => LazyBouncyCastle.Value;

    /// <summary>
    /// libcrypto where it has the algorithm, else BouncyCastle, algorithm by algorithm; its name says which serves which.
    /// </summary>
    public static ISignatureProvider Default => LazyDefault.Value;
}
