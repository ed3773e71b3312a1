using System.Numerics;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.TokenCrypto.Tests.Algorithms;

/// <summary>The range of r and s, and what is malleable.</summary>
public class SignatureRangeTests
{
    private static readonly BigInteger P256Order = new(ShortCurve.P256.Order, isUnsigned: true, isBigEndian: true);

    private static readonly BigInteger Ed25519Order =
        BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", null);

    public static TheoryData<string> Esp256Providers => Providers.NamesHaving(SignatureAlgorithm.ESP256);

    public static TheoryData<string> Ed25519Providers => Providers.NamesHaving(SignatureAlgorithm.Ed25519);

    /// <summary>ECDSA is malleable, so a presentation is known by what was signed, never by its signature (I3).</summary>
    [Theory]
    [MemberData(nameof(Esp256Providers))]
    public void Esp256_with_n_minus_s_verifies_too(string provider)
    {
        using var key = SigningKey.Generate(SignatureAlgorithm.ESP256);
        var signature = key.Sign("message"u8);
        var s = new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        byte[] other = [.. signature[..32], .. BigEndian(P256Order - s)];
        Assert.NotEqual(signature, other);
        Assert.True(Providers.Verify(provider, key.PublicKey, "message"u8, signature));
        Assert.True(Providers.Verify(provider, key.PublicKey, "message"u8, other));
    }

    /// <summary>s + L and s + 2L… are the same scalar; only s &lt; L is a signature (RFC 8032, 5.1.7).</summary>
    [Theory]
    [MemberData(nameof(Ed25519Providers))]
    public void Ed25519_with_s_not_reduced_is_false(string provider)
    {
        using var key = SigningKey.Generate(SignatureAlgorithm.Ed25519);
        var signature = key.Sign("message"u8);
        Assert.True(Providers.Verify(provider, key.PublicKey, "message"u8, signature));
        var s = new BigInteger(signature.AsSpan(32), isUnsigned: true);
        for (var multiple = 1; multiple < 16; multiple++)
        {
            var bytes = new byte[32];
            (s + multiple * Ed25519Order).ToByteArray(isUnsigned: true).CopyTo(bytes, 0);
            Assert.False(Providers.Verify(provider, key.PublicKey, "message"u8, [.. signature[..32], .. bytes]));
        }
    }

    [Fact]
    public void Ed25519_scalar_range_ends_below_the_order()
    {
        var order = Ed25519Order.ToByteArray(isUnsigned: true);
        var below = (Ed25519Order - 1).ToByteArray(isUnsigned: true);
        Assert.True(BouncyCastleEd25519Key.IsScalarInRange(new byte[32]));
        Assert.True(BouncyCastleEd25519Key.IsScalarInRange(below));
        Assert.False(BouncyCastleEd25519Key.IsScalarInRange(order));
    }

    [Fact]
    public void Raw_to_der_takes_one_to_n_minus_one_only()
    {
        byte[] zero = BigEndian(0), one = BigEndian(1), last = BigEndian(P256Order - 1);
        byte[] order = BigEndian(P256Order), beyond = BigEndian(P256Order + 1);
        foreach (var good in new[] { one, last })
        {
            Assert.True(CanEncode([.. good, .. one]));
            Assert.True(CanEncode([.. one, .. good]));
        }
        foreach (var bad in new[] { zero, order, beyond })
        {
            Assert.False(CanEncode([.. bad, .. one]));
            Assert.False(CanEncode([.. one, .. bad]));
        }
        Assert.False(CanEncode(one));
        Assert.False(CanEncode([.. one, .. one, 0]));
        Assert.Equal("3006020101020101", EncodeHex([.. one, .. one]));
    }

    [Fact]
    public void BouncyCastle_splits_one_to_n_minus_one_only()
    {
        byte[] zero = BigEndian(0), one = BigEndian(1), last = BigEndian(P256Order - 1), order = BigEndian(P256Order);
        foreach (var good in new[] { one, last })
        {
            Assert.NotNull(BouncyCastleCurve.Split(BouncyCastleCurve.P256, [.. good, .. one]));
            Assert.NotNull(BouncyCastleCurve.Split(BouncyCastleCurve.P256, [.. one, .. good]));
        }
        foreach (var bad in new[] { zero, order })
        {
            Assert.Null(BouncyCastleCurve.Split(BouncyCastleCurve.P256, [.. bad, .. one]));
            Assert.Null(BouncyCastleCurve.Split(BouncyCastleCurve.P256, [.. one, .. bad]));
        }
        Assert.Null(BouncyCastleCurve.Split(BouncyCastleCurve.P256, [.. one, .. one, 0]));
    }

    [Theory]
    [InlineData("3006020101020101", true)]
    [InlineData("30060201010201", false)]
    [InlineData("300602010102010100", false)]
    [InlineData("3007020101020101", false)]
    [InlineData("308106020101020101", false)]
    [InlineData("3106020101020101", false)]
    [InlineData("3006030101020101", false)]
    [InlineData("3006020100020101", false)]
    [InlineData("3006020101020100", false)]
    [InlineData("3006020181020101", false)]
    [InlineData("300702020001020101", false)]
    [InlineData("300702020080020101", true)]
    [InlineData("30050200020101", false)]
    [InlineData("3003020101", false)]
    [InlineData("3009020101020101020101", false)]
    [InlineData("", false)]
    [InlineData("30", false)]
    public void Der_is_read_strictly(string hex, bool isRead) =>
        Assert.Equal(isRead, EcdsaSignatureDer.TryDecode(Convert.FromHexString(hex), ShortCurve.P256.Order, new byte[64]));

    private static bool CanEncode(byte[] raw) =>
        EcdsaSignatureDer.TryEncode(raw, ShortCurve.P256.Order, new byte[EcdsaSignatureDer.DerSizeBytesMax], out _);

    private static string EncodeHex(byte[] raw)
    {
        var der = new byte[EcdsaSignatureDer.DerSizeBytesMax];
        Assert.True(EcdsaSignatureDer.TryEncode(raw, ShortCurve.P256.Order, der, out var length));
        return Convert.ToHexStringLower(der.AsSpan(0, length));
    }

    private static byte[] BigEndian(BigInteger value)
    {
        var bytes = new byte[32];
        var minimal = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        minimal.CopyTo(bytes, 32 - minimal.Length);
        return bytes;
    }
}
