using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.TokenCrypto.Tests.Algorithms;

public class SigningKeyTests
{
    /// <summary>RFC 8032, 7.1, test 2; RFC 6979, A.2.5; GB/T 32918.5, annex A.</summary>
    [Theory]
    [InlineData(SignatureAlgorithm.Ed25519,
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")]
    [InlineData(SignatureAlgorithm.ESP256,
        "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
        "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6")]
    [InlineData(SignatureAlgorithm.SM2,
        "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8",
        "0309f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020")]
    public void Published_keys_have_their_public_half(SignatureAlgorithm algorithm, string privateHex, string publicHex)
    {
        using var key = SigningKey.Import(algorithm, Convert.FromHexString(privateHex));
        Assert.Equal(algorithm, key.Algorithm);
        Assert.Equal(publicHex, Convert.ToHexStringLower(key.PublicKey.ToCompressed()));
        Assert.Equal(privateHex, Convert.ToHexStringLower(key.Export()));
    }

    [Fact]
    public void Scalars_from_one_to_n_minus_one_are_keys()
    {
        foreach (var (algorithm, order) in new[]
        {
            (SignatureAlgorithm.ESP256, ShortCurve.P256.Order), (SignatureAlgorithm.SM2, ShortCurve.Sm2.Order),
        })
        {
            byte[] one = [.. new byte[31], 1], last = [.. order[..31], (byte)(order[31] - 1)];
            foreach (var good in new[] { one, last })
            {
                using var key = SigningKey.Import(algorithm, good);
                Assert.Equal(good, key.Export());
            }
            foreach (var bad in new[] { new byte[32], order, Enumerable.Repeat((byte)0xFF, 32).ToArray() })
                Assert.Throws<ArgumentException>("privateBytes", () => SigningKey.Import(algorithm, bad));
        }
    }

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    public void Another_length_is_misuse(int length)
    {
        foreach (var algorithm in Providers.AllAlgorithms)
            Assert.Throws<ArgumentException>("privateBytes", () => SigningKey.Import(algorithm, new byte[length]));
    }

    [Fact]
    public void An_algorithm_that_is_none_of_ours_is_misuse()
    {
        Assert.Throws<ArgumentException>("algorithm", () => SigningKey.Generate((SignatureAlgorithm)(-7)));
        Assert.Throws<ArgumentException>("algorithm", () => SigningKey.Import((SignatureAlgorithm)(-7), new byte[32]));
    }

    [Fact]
    public void A_disposed_key_signs_nothing()
    {
        var key = SigningKey.Generate(SignatureAlgorithm.ESP256);
        key.Sign([]);
        key.Dispose();
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Sign([]));
        Assert.Throws<ObjectDisposedException>(() => key.Export());
    }
}
