using System.Numerics;
using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.TokenCrypto.Tests.Algorithms;

/// <summary>The field arithmetic against big integers, on edges and at random.</summary>
public class PrimeFieldTests
{
    [Theory]
    [InlineData(SignatureAlgorithm.ESP256, "FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF")]
    [InlineData(SignatureAlgorithm.SM2, "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF")]
    public void Agrees_with_big_integers(SignatureAlgorithm algorithm, string primeHex)
    {
        var p = new BigInteger(Convert.FromHexString(primeHex), isUnsigned: true, isBigEndian: true);
        var field = algorithm == SignatureAlgorithm.SM2 ? PrimeField.Sm2 : PrimeField.P256;
        var values = Values(p);
        foreach (var a in values)
        {
            var montgomeryA = field.ToMontgomery(ToLimbs(a));
            Assert.Equal(a, Number(field.FromMontgomery(montgomeryA)));
            Assert.Equal((p - a) % p, Number(field.Negate(ToLimbs(a))));
            Assert.Equal(BigInteger.ModPow(a, 8, p), Number(field.FromMontgomery(field.Square(montgomeryA, 3))));
            foreach (var b in values)
            {
                Assert.Equal((a + b) % p, Number(field.Add(ToLimbs(a), ToLimbs(b))));
                Assert.Equal(a * b % p, Number(field.FromMontgomery(field.Multiply(montgomeryA, field.ToMontgomery(ToLimbs(b))))));
            }
        }
        Assert.True(field.IsReduced(ToLimbs(p - 1)));
        Assert.False(field.IsReduced(ToLimbs(p)));
        Assert.False(field.IsReduced(ToLimbs(p + 1)));
        Assert.False(field.IsReduced(ToLimbs((BigInteger.One << 256) - 1)));
    }

    private static List<BigInteger> Values(BigInteger p)
    {
        List<BigInteger> values = [0, 1, 2, p - 1, p - 2, p >> 1, (BigInteger.One << 255) - 1];
        for (var bit = 63; bit < 256; bit += 64)
            values.AddRange([(BigInteger.One << bit) % p, ((BigInteger.One << bit) - 1) % p, (p - (BigInteger.One << bit)) % p]);
        var random = new Random(256);
        var bytes = new byte[32];
        for (var i = 0; i < 100; i++)
        {
            random.NextBytes(bytes);
            values.Add(new BigInteger(bytes, isUnsigned: true) % p);
        }
        return values.ConvertAll(v => v < 0 ? v + p : v);
    }

    private static Limbs ToLimbs(BigInteger value)
    {
        var bytes = new byte[32];
        var minimal = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        minimal.CopyTo(bytes, 32 - minimal.Length);
        return Limbs.Read(bytes);
    }

    private static BigInteger Number(Limbs limbs)
    {
        var bytes = new byte[32];
        limbs.Write(bytes);
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }
}
