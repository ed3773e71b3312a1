using System.Numerics;
using Org.BouncyCastle.Math.EC.Rfc8032;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.TokenCrypto.Tests.Algorithms;

/// <summary>Ed25519 keys that must not pass: of small order, not canonical, no points.</summary>
public class Ed25519PublicKeyTests
{
    private static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;

    private static readonly string[] SmallOrder =
    [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ECFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF7F",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26E8958FC2B227B045C3F489F2EF98F0D5DFAC05D3C63339B13802886D53FC05",
        "26E8958FC2B227B045C3F489F2EF98F0D5DFAC05D3C63339B13802886D53FC85",
        "C7176A703D4DD84FBA3C0B760D10670F2A2053FA2C39CCC64EC7FD7792AC037A",
        "C7176A703D4DD84FBA3C0B760D10670F2A2053FA2C39CCC64EC7FD7792AC03FA",
    ];

    [Fact]
    public void The_eight_points_of_small_order_are_refused()
    {
        Assert.Equal(8, SmallOrder.Distinct().Count());
        foreach (var encoded in SmallOrder)
            Assert.False(TryImport(Convert.FromHexString(encoded)), encoded);
    }

    /// <summary>Why: with the identity as key, R = identity and s = 0 are a signature of every message, for the library itself.</summary>
    [Fact]
    public void A_library_alone_accepts_the_identity()
    {
        var identity = Convert.FromHexString(SmallOrder[0]);
        byte[] signature = [.. identity, .. new byte[32]];
        foreach (var message in new[] { "one"u8.ToArray(), "two"u8.ToArray() })
            Assert.True(Ed25519.Verify(signature, 0, identity, 0, message, 0, message.Length));
        Assert.False(PublicKey.TryImport(SignatureAlgorithm.Ed25519, identity, out _));
    }

    /// <summary>x = 0 has no negative: y = 1 and y = −1 with the sign bit are no encodings.</summary>
    [Fact]
    public void Zero_x_with_the_sign_bit_is_refused()
    {
        Assert.False(TryImport(Encode(1, isOdd: true)));
        Assert.False(TryImport(Encode(Prime - 1, isOdd: true)));
    }

    /// <summary>y from p to 2²⁵⁵ − 1; p + 3, p + 4, p + 5 and others would be points if reduced.</summary>
    [Fact]
    public void Y_not_below_p_is_refused()
    {
        for (var excess = 0; excess < 19; excess++)
        {
            Assert.False(TryImport(Encode(Prime + excess, isOdd: false)));
            Assert.False(TryImport(Encode(Prime + excess, isOdd: true)));
        }
        foreach (var y in new[] { 3, 4, 5, 6, 9 })
        {
            Assert.True(TryImport(Encode(y, isOdd: false)));
            Assert.True(TryImport(Encode(y, isOdd: true)));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(8)]
    public void Y_without_an_x_is_refused(int y)
    {
        Assert.False(TryImport(Encode(y, isOdd: false)));
        Assert.False(TryImport(Encode(y, isOdd: true)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(65)]
    public void Another_length_is_refused(int length)
    {
        using var signing = SigningKey.Generate(SignatureAlgorithm.Ed25519);
        byte[] bytes = [.. signing.PublicKey.Bytes, .. new byte[40]];
        Assert.False(TryImport(bytes[..length]));
        Assert.True(TryImport(bytes[..32]));
    }

    [Fact]
    public void Keys_of_real_signers_pass_unchanged()
    {
        for (var i = 0; i < 50; i++)
        {
            using var signing = SigningKey.Generate(SignatureAlgorithm.Ed25519);
            var bytes = signing.PublicKey.Bytes.ToArray();
            Assert.Equal(bytes, Providers.Import(SignatureAlgorithm.Ed25519, bytes).Bytes.ToArray());
            Assert.Equal(bytes, signing.PublicKey.ToCompressed());
        }
    }

    private static bool TryImport(byte[] bytes) => PublicKey.TryImport(SignatureAlgorithm.Ed25519, bytes, out _);

    private static byte[] Encode(BigInteger y, bool isOdd)
    {
        var bytes = new byte[32];
        y.ToByteArray(isUnsigned: true).CopyTo(bytes, 0);
        if (isOdd)
            bytes[31] |= 0x80;
        return bytes;
    }
}
