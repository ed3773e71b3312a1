using System.Numerics;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.TokenCrypto.Tests.Algorithms;

/// <summary>SM2 and SM3: published vectors, and our own negative ones, as nobody publishes any.</summary>
public class Sm2Tests
{
    private const string Folder = "sm2-sm3";

    private static readonly BigInteger Order = new(ShortCurve.Sm2.Order, isUnsigned: true, isBigEndian: true);

    public static TheoryData<string> Sm2Providers => Providers.NamesHaving(SignatureAlgorithm.SM2);

    [VectorFact(Folder)]
    public void Sm3_digests_on_both_implementations()
    {
        var count = 0;
        foreach (var test in PublishedVectors.Read($"{Folder}/sm3.json").EnumerateArray())
        {
            var (first, second) = (new byte[Sm2Digest.SizeBytes], new byte[Sm2Digest.SizeBytes]);
            Sm2Digest.Hash(test.Hex("msg"), first);
            var digest = new SM3Digest();
            digest.BlockUpdate(test.Hex("msg"), 0, test.Hex("msg").Length);
            digest.DoFinal(second, 0);
            Assert.Equal(test.Hex("md"), first);
            Assert.Equal(test.Hex("md"), second);
            count++;
        }
        Assert.Equal(23, count);
    }

    /// <summary>One vector has a message and the default ID, two are over a digest alone.</summary>
    [VectorTheory(Folder)]
    [MemberData(nameof(Sm2Providers))]
    public void Published_signatures(string provider)
    {
        var (withMessage, digestOnly) = (0, 0);
        foreach (var test in PublishedVectors.Read($"{Folder}/sm2_published.json").EnumerateArray())
        {
            var key = Providers.Import(SignatureAlgorithm.SM2, [4, .. test.Hex("pub_x"), .. test.Hex("pub_y")]);
            byte[] signature = [.. test.Hex("r"), .. test.Hex("s")];
            var digest = test.Hex("e");
            Assert.True(VerifyDigest(provider, key, digest, signature));
            digest[0] ^= 1;
            Assert.False(VerifyDigest(provider, key, digest, signature));
            if (!test.TryGetProperty("msg", out _))
            {
                digestOnly++;
                continue;
            }
            Assert.True(Providers.Verify(provider, key, test.Hex("msg"), signature));
            withMessage++;
            var (z, e) = (new byte[Sm2Digest.SizeBytes], new byte[Sm2Digest.SizeBytes]);
            Sm2Digest.ComputeZ(key.Bytes, z);
            Sm2Digest.ComputeE(z, test.Hex("msg"), e);
            Assert.Equal(test.Hex("za"), z);
            Assert.Equal(test.Hex("e"), e);
        }
        Assert.Equal((1, 2), (withMessage, digestOnly));
    }

    [Theory]
    [MemberData(nameof(Sm2Providers))]
    public void Signatures_with_r_or_s_out_of_range_or_exchanged_are_false(string provider)
    {
        using var key = SigningKey.Generate(SignatureAlgorithm.SM2);
        var signature = key.Sign("message"u8);
        using var prepared = Providers.Get(provider).Prepare(key.PublicKey);
        Assert.True(prepared.Verify("message"u8, signature));
        var r = new BigInteger(signature.AsSpan(0, 32), isUnsigned: true, isBigEndian: true);
        var s = new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        var limit = BigInteger.One << 256;
        (string Name, BigInteger R, BigInteger S)[] cases =
        [
            ("r = 0", 0, s), ("s = 0", r, 0), ("both 0", 0, 0),
            ("r = n", Order, s), ("s = n", r, Order), ("both n", Order, Order),
            ("r = n - 1", Order - 1, s), ("s = n - 1", r, Order - 1), ("r = n + 1", Order + 1, s), ("s = n + 1", r, Order + 1),
            ("r + n, cut to 256 bits", (r + Order) % limit, s), ("s + n, cut to 256 bits", r, (s + Order) % limit),
            ("all ones", limit - 1, limit - 1), ("r + s = n", r, Order - r), ("s + r = n", Order - s, s),
            ("r = n - 1, s = 1", Order - 1, 1), ("swapped", s, r), ("-s", r, Order - s), ("-r", Order - r, s),
        ];
        foreach (var (name, caseR, caseS) in cases)
            Assert.False(prepared.Verify("message"u8, [.. Bytes(caseR), .. Bytes(caseS)]), name);
        Assert.False(prepared.Verify("message"u8, [.. (r + Order).ToByteArray(true, true), .. Bytes(s)]), "r + n in full");
        Assert.False(prepared.Verify("message"u8, [.. Bytes(r), .. (s + Order).ToByteArray(true, true)]), "s + n in full");
        Assert.True(prepared.Verify("message"u8, signature));
    }

    [Theory]
    [MemberData(nameof(Sm2Providers))]
    public void Another_message_key_or_id_is_false(string provider)
    {
        using var key = SigningKey.Generate(SignatureAlgorithm.SM2);
        using var other = SigningKey.Generate(SignatureAlgorithm.SM2);
        var signature = key.Sign("message"u8);
        Assert.True(Providers.Verify(provider, key.PublicKey, "message"u8, signature));
        Assert.False(Providers.Verify(provider, key.PublicKey, "messagf"u8, signature));
        Assert.False(Providers.Verify(provider, key.PublicKey, ""u8, signature));
        Assert.False(Providers.Verify(provider, other.PublicKey, "message"u8, signature));
        Assert.True(Providers.Verify(provider, key.PublicKey, "message"u8, SignWithId(key, "1234567812345678"u8.ToArray())));
        Assert.False(Providers.Verify(provider, key.PublicKey, "message"u8, SignWithId(key, "1234567812345679"u8.ToArray())));
        Assert.False(Providers.Verify(provider, key.PublicKey, "message"u8, SignWithId(key, [])));
    }

    /// <summary>A message longer than the stack buffer of the digest.</summary>
    [Theory]
    [MemberData(nameof(Sm2Providers))]
    public void A_long_message(string provider)
    {
        using var key = SigningKey.Generate(SignatureAlgorithm.SM2);
        foreach (var length in new[] { 991, 992, 993, 5000 })
        {
            var message = new byte[length];
            Assert.True(Providers.Verify(provider, key.PublicKey, message, key.Sign(message, SignatureProviders.BouncyCastle)));
        }
    }

    private static byte[] SignWithId(SigningKey key, byte[] id)
    {
        var signer = new SM2Signer(PlainDsaEncoding.Instance, new SM3Digest());
        var scalar = new Org.BouncyCastle.Math.BigInteger(1, key.Export());
        signer.Init(true, new ParametersWithID(new ECPrivateKeyParameters(scalar, BouncyCastleCurve.Sm2), id));
        signer.BlockUpdate("message"u8.ToArray(), 0, 7);
        return signer.GenerateSignature();
    }

    private static bool VerifyDigest(string provider, PublicKey key, byte[] digest, byte[] signature)
    {
        if (provider == "libcrypto")
        {
            var der = new byte[EcdsaSignatureDer.DerSizeBytesMax];
            Assert.True(EcdsaSignatureDer.TryEncode(signature, ShortCurve.Sm2.Order, der, out var length));
            using var prepared = (LibcryptoEcKey)Providers.Get(provider).Prepare(key);
            return prepared.VerifyDigest(digest, der.AsSpan(0, length));
        }
        var verifier = new SM2Signer(PlainDsaEncoding.Instance, new GivenDigest(digest));
        var point = BouncyCastleCurve.Sm2.Curve.DecodePoint(key.Bytes.ToArray());
        verifier.Init(false, new ECPublicKeyParameters(point, BouncyCastleCurve.Sm2));
        return verifier.VerifySignature(signature);
    }

    private static byte[] Bytes(BigInteger value)
    {
        var bytes = new byte[32];
        var minimal = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        minimal.CopyTo(bytes, 32 - minimal.Length);
        return bytes;
    }

    /// <summary>A digest that hashes nothing and answers what it was given.</summary>
    private sealed class GivenDigest(byte[] digest) : IDigest
    {
        public string AlgorithmName => "given";

        public void BlockUpdate(byte[] input, int inOff, int length)
        {
            // The digest is given, whatever comes in.
        }

        public int DoFinal(byte[] output, int outOff)
        {
            digest.CopyTo(output, outOff);
            return digest.Length;
        }

        public int GetByteLength() => 64;

        public int GetDigestSize() => digest.Length;

        public void Reset()
        {
            // Nothing is kept.
        }

        public void Update(byte input)
        {
            // The digest is given, whatever comes in.
        }
    }
}
