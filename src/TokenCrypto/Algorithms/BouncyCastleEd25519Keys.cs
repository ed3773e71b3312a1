using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;
using BigInteger = System.Numerics.BigInteger;

namespace TempIdentity.TokenCrypto.Algorithms;

/// <summary>An Ed25519 public key in BouncyCastle. The range of s is checked here before the library sees it (RFC 8032, 5.1.7).</summary>
internal sealed class BouncyCastleEd25519Key(PublicKey publicKey) : IVerificationKey
{
    /// <summary>The group's order L = 2²⁵² + 27742317777372353535851937790883648493.</summary>
    private static readonly BigInteger Order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493");

    private readonly byte[] _key = publicKey.Bytes.ToArray();

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == Ed25519.SignatureSize
        && IsScalarInRange(signature[(Ed25519.SignatureSize / 2)..])
        && Ed25519.Verify(signature.ToArray(), 0, _key, 0, message.ToArray(), 0, message.Length);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Managed memory only, and nothing secret.
    }

    /// <summary>0 ≤ s &lt; L.</summary>
    internal static bool IsScalarInRange(ReadOnlySpan<byte> s) => new BigInteger(s, isUnsigned: true) < Order;
}

/// <summary>An Ed25519 private key in BouncyCastle.</summary>
internal sealed class BouncyCastleEd25519PrivateKey(ReadOnlySpan<byte> seed) : IPrivateKey
{
    private readonly byte[] _seed = seed.ToArray();

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(_seed, 0, message.ToArray(), 0, message.Length, signature, 0);
        return signature;
    }

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(_seed);
}
