namespace TempIdentity.TokenCrypto.Algorithms;

/// <summary>The providers of this machine.</summary>
public static class SignatureProviders
{
    /// <summary>libcrypto (OpenSSL 3).</summary>
    public static ISignatureProvider Libcrypto => throw new NotImplementedException();

    /// <summary>BouncyCastle, the second implementation; shares no parsing or normalising code with the first.</summary>
    public static ISignatureProvider BouncyCastle => throw new NotImplementedException();

    /// <summary>libcrypto where it has the algorithm, else BouncyCastle, algorithm by algorithm; its name says which serves which.</summary>
    public static ISignatureProvider Default => throw new NotImplementedException();
}
