using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using BigInteger = Org.BouncyCastle.Math.BigInteger;

namespace TempIdentity.TokenCrypto.Algorithms;

/// <summary>The two curves in BouncyCastle, and its own reading of r‖s.</summary>
internal static class BouncyCastleCurve
{
    /// <summary>Length in bytes of r and of s.</summary>
    internal const int ScalarSizeBytes = 32;

    /// <summary>P-256.</summary>
    internal static ECDomainParameters P256 { get; } = Load("secp256r1");

    /// <summary>sm2p256v1.</summary>
    internal static ECDomainParameters Sm2 { get; } = Load("sm2p256v1");

    /// <summary>The public point of a private scalar, 04 ‖ x ‖ y; null when the scalar is not in [1, n − 1].</summary>
    internal static byte[]? PublicPoint(ECDomainParameters domain, ReadOnlySpan<byte> scalar)
    {
        var d = new BigInteger(1, scalar.ToArray());
        if (d.SignValue == 0 || d.CompareTo(domain.N) >= 0)
            return null;
        return domain.G.Multiply(d).GetEncoded(compressed: false);
    }

    /// <summary>Splits 64 bytes into r and s, each from 1 to n − 1.</summary>
    internal static (BigInteger R, BigInteger S)? Split(ECDomainParameters domain, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != 2 * ScalarSizeBytes)
            return null;
        var r = new BigInteger(1, signature[..ScalarSizeBytes].ToArray());
        var s = new BigInteger(1, signature[ScalarSizeBytes..].ToArray());
        var inRange = r.SignValue > 0 && s.SignValue > 0 && r.CompareTo(domain.N) < 0 && s.CompareTo(domain.N) < 0;
        return inRange ? (r, s) : null;
    }

    private static ECDomainParameters Load(string name)
    {
        var x9 = CustomNamedCurves.GetByName(name);
        return new ECDomainParameters(x9.Curve, x9.G, x9.N, x9.H);
    }
}

/// <summary>An ESP256 public key in BouncyCastle.</summary>
internal sealed class BouncyCastleEcdsaKey(PublicKey publicKey) : IVerificationKey
{
    private readonly ECPublicKeyParameters _key =
        new(BouncyCastleCurve.P256.Curve.DecodePoint(publicKey.Bytes.ToArray()), BouncyCastleCurve.P256);

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (BouncyCastleCurve.Split(_key.Parameters, signature) is not var (r, s))
            return false;
        var verifier = new ECDsaSigner();
        verifier.Init(false, _key);
        return verifier.VerifySignature(SHA256.HashData(message), r, s);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Managed memory only, and nothing secret.
    }
}

/// <summary>An SM2 public key in BouncyCastle, which hashes the ID and the key for each signature and reads r‖s itself.</summary>
internal sealed class BouncyCastleSm2Key(PublicKey publicKey) : IVerificationKey
{
    private readonly ParametersWithID _key = new(
        new ECPublicKeyParameters(BouncyCastleCurve.Sm2.Curve.DecodePoint(publicKey.Bytes.ToArray()), BouncyCastleCurve.Sm2),
        "1234567812345678"u8.ToArray());

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (BouncyCastleCurve.Split(BouncyCastleCurve.Sm2, signature) is null)
            return false;
        var verifier = new SM2Signer(PlainDsaEncoding.Instance, new SM3Digest());
        verifier.Init(false, _key);
        verifier.BlockUpdate(message.ToArray(), 0, message.Length);
        return verifier.VerifySignature(signature.ToArray());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Managed memory only, and nothing secret.
    }
}

/// <summary>An ESP256 private key in BouncyCastle; nonces by RFC 6979.</summary>
internal sealed class BouncyCastleEcdsaPrivateKey(ReadOnlySpan<byte> scalar) : IPrivateKey
{
    private readonly ECPrivateKeyParameters _key = new(new BigInteger(1, scalar.ToArray()), BouncyCastleCurve.P256);

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(true, _key);
        var rs = signer.GenerateSignature(SHA256.HashData(message));
        return PlainDsaEncoding.Instance.Encode(BouncyCastleCurve.P256.N, rs[0], rs[1]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // BouncyCastle's big integers cannot be erased; this provider's signing side is for tests and machines without libcrypto.
    }
}

/// <summary>An SM2 private key in BouncyCastle.</summary>
internal sealed class BouncyCastleSm2PrivateKey(ReadOnlySpan<byte> scalar) : IPrivateKey
{
    private readonly ParametersWithID _key = new(
        new ECPrivateKeyParameters(new BigInteger(1, scalar.ToArray()), BouncyCastleCurve.Sm2), "1234567812345678"u8.ToArray());

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signer = new SM2Signer(PlainDsaEncoding.Instance, new SM3Digest());
        signer.Init(true, _key);
        signer.BlockUpdate(message.ToArray(), 0, message.Length);
        return signer.GenerateSignature();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // BouncyCastle's big integers cannot be erased; this provider's signing side is for tests and machines without libcrypto.
    }
}
