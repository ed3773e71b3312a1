using System.Globalization;
using System.Numerics;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.TokenCrypto.Tests.Algorithms;

/// <summary>Points of P-256 and sm2p256v1, checked and decompressed by us.</summary>
public class EcPublicKeyTests
{
    private const string P256Prime = "FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF";
    private const string Sm2Prime = "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF";

    public static TheoryData<SignatureAlgorithm> Curves => new(SignatureAlgorithm.ESP256, SignatureAlgorithm.SM2);

    [Theory]
    [MemberData(nameof(Curves))]
    public void Compressed_and_uncompressed_give_the_same_key(SignatureAlgorithm algorithm)
    {
        for (var i = 0; i < 100; i++)
        {
            using var signing = SigningKey.Generate(algorithm);
            var key = signing.PublicKey;
            Assert.Equal(algorithm, key.Algorithm);
            Assert.Equal(65, key.Bytes.Length);
            var compressed = key.ToCompressed();
            Assert.Equal(33, compressed.Length);
            Assert.Equal(key.Bytes.ToArray(), Providers.Import(algorithm, compressed).Bytes.ToArray());
            Assert.Equal(key.Bytes.ToArray(), Providers.Import(algorithm, key.Bytes.ToArray()).Bytes.ToArray());
            compressed[0] ^= 1;
            var mirrored = Providers.Import(algorithm, compressed);
            Assert.Equal(key.Bytes[1..33].ToArray(), mirrored.Bytes[1..33].ToArray());
            Assert.Equal(Prime(algorithm), Number(key.Bytes[33..]) + Number(mirrored.Bytes[33..]));
        }
    }

    /// <summary>For each x from 0 on, our answer and our y are those of BouncyCastle's decompression.</summary>
    [Theory]
    [MemberData(nameof(Curves))]
    public void Decompression_agrees_with_another_implementation(SignatureAlgorithm algorithm)
    {
        var domain = algorithm == SignatureAlgorithm.SM2 ? BouncyCastleCurve.Sm2 : BouncyCastleCurve.P256;
        var onCurve = 0;
        for (var x = 0; x < 200; x++)
        {
            var compressed = new byte[33];
            compressed[0] = (byte)(2 + (x & 1));
            compressed[^1] = (byte)x;
            byte[]? expected;
            try
            {
                expected = domain.Curve.DecodePoint(compressed).GetEncoded(false);
            }
            catch (ArgumentException)
            {
                expected = null;
            }
            Assert.Equal(expected is not null, PublicKey.TryImport(algorithm, compressed, out var key));
            Assert.Equal(expected, key?.Bytes.ToArray());
            onCurve += expected is null ? 0 : 1;
        }
        Assert.InRange(onCurve, 60, 140);
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void A_point_off_the_curve_is_refused(SignatureAlgorithm algorithm)
    {
        using var signing = SigningKey.Generate(algorithm);
        var bytes = signing.PublicKey.Bytes.ToArray();
        for (var bit = 8; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(PublicKey.TryImport(algorithm, bytes, out var key), $"bit {bit}");
            Assert.Null(key);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.True(PublicKey.TryImport(algorithm, bytes, out _));
        var other = algorithm == SignatureAlgorithm.SM2 ? SignatureAlgorithm.ESP256 : SignatureAlgorithm.SM2;
        Assert.False(PublicKey.TryImport(other, bytes, out _));
        Assert.False(PublicKey.TryImport(SignatureAlgorithm.Ed25519, bytes, out _));
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void Only_the_two_fixed_lengths_with_their_prefixes_are_read(SignatureAlgorithm algorithm)
    {
        using var signing = SigningKey.Generate(algorithm);
        var uncompressed = signing.PublicKey.Bytes.ToArray();
        var compressed = signing.PublicKey.ToCompressed();
        for (var length = 0; length <= 80; length++)
        {
            byte[] bytes = [.. uncompressed, .. new byte[15]];
            bytes[0] = length == 33 ? compressed[0] : (byte)4;
            Assert.Equal(length is 33 or 65, PublicKey.TryImport(algorithm, bytes.AsSpan(0, length), out _));
        }
        for (var prefix = 0; prefix <= 255; prefix++)
        {
            uncompressed[0] = compressed[0] = (byte)prefix;
            Assert.Equal(prefix == 4, PublicKey.TryImport(algorithm, uncompressed, out _));
            Assert.Equal(prefix is 2 or 3, PublicKey.TryImport(algorithm, compressed, out _));
        }
        Assert.False(PublicKey.TryImport(algorithm, [0], out _), "identity");
        Assert.False(PublicKey.TryImport(algorithm, [4, .. new byte[64]], out _), "(0, 0)");
        Assert.False(PublicKey.TryImport((SignatureAlgorithm)(-7), uncompressed, out _), "no algorithm of ours");
    }

    /// <summary>A coordinate and the same plus p are one field element; only the one below p is an encoding.</summary>
    [Theory]
    [InlineData(SignatureAlgorithm.ESP256, P256Prime, "66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4")]
    [InlineData(SignatureAlgorithm.SM2, Sm2Prime, "fd4511e81736a60f07e88a83d6cf5a167fae6d1a9c9330e76e232e00f5cdc154")]
    public void X_not_below_p_is_refused(SignatureAlgorithm algorithm, string prime, string yAtZero)
    {
        var zero = new string('0', 64);
        Assert.True(TryImport(algorithm, "04" + zero + yAtZero));
        Assert.True(TryImport(algorithm, "02" + zero));
        Assert.True(TryImport(algorithm, "03" + zero));
        Assert.False(TryImport(algorithm, "04" + prime + yAtZero));
        Assert.False(TryImport(algorithm, "02" + prime));
        Assert.False(TryImport(algorithm, "03" + prime));
        Assert.False(TryImport(algorithm, "02" + new string('F', 64)));
    }

    /// <summary>Points with a small y, found by solving the cubic, so that y + p still has 256 bits.</summary>
    [Theory]
    [InlineData(SignatureAlgorithm.ESP256, 5,
        "d7325d7646cd60d80a92738ceb345f844cffaf35841022cab176f692de8de1d7",
        "ffffffff00000001000000000000000000000001000000000000000000000004")]
    [InlineData(SignatureAlgorithm.SM2, 1,
        "9c17043effe1a805a74a9a5e70b9d659705d3242094a566dc016f49311178d1f",
        "fffffffeffffffffffffffffffffffffffffffff000000010000000000000000")]
    public void Y_not_below_p_is_refused(SignatureAlgorithm algorithm, int y, string x, string yPlusPrime)
    {
        Assert.True(TryImport(algorithm, "04" + x + y.ToString("x64", CultureInfo.InvariantCulture)));
        Assert.False(TryImport(algorithm, "04" + x + yPlusPrime));
        Assert.Equal(Prime(algorithm) + y, Number(Convert.FromHexString(yPlusPrime)));
    }

    private static bool TryImport(SignatureAlgorithm algorithm, string hex) =>
        PublicKey.TryImport(algorithm, Convert.FromHexString(hex), out _);

    private static BigInteger Prime(SignatureAlgorithm algorithm) =>
        Number(Convert.FromHexString(algorithm == SignatureAlgorithm.SM2 ? Sm2Prime : P256Prime));

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
