using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.TokenCrypto.Tests.Sealing;

public class AesSivTests
{
    private const string A1Key = "fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff";
    private const string A1AssociatedData = "101112131415161718191a1b1c1d1e1f2021222324252627";
    private const string A1Plaintext = "112233445566778899aabbccddee";
    private const string A1Sealed = "85632d07c6e8f37f950acd320a2ecc9340c02b9690c4dc04daef7f6afe5c";

    /// <summary>RFC 5297, A.1.</summary>
    [Fact]
    public void Rfc_5297_a1_on_both_implementations()
    {
        var key = Convert.FromHexString(A1Key);
        var associatedData = Convert.FromHexString(A1AssociatedData);
        var plaintext = Convert.FromHexString(A1Plaintext);
        var expected = Convert.FromHexString(A1Sealed);
        Assert.True(LibcryptoAesSiv.IsPresent);
        Assert.Equal(expected, AesSiv.Seal(key, associatedData, plaintext));
        var (first, second) = (new byte[expected.Length], new byte[expected.Length]);
        LibcryptoAesSiv.Seal(key, associatedData, plaintext, first);
        BouncyCastleAesSiv.Seal(key, associatedData, plaintext, second);
        Assert.Equal(expected, first);
        Assert.Equal(expected, second);
        Assert.True(AesSiv.TryOpen(key, associatedData, expected, out var opened));
        Assert.Equal(plaintext, opened);
    }

    /// <summary>RFC 5297, A.2: two associated components, then the nonce as a third; only the managed S2V takes so many.</summary>
    [Fact]
    public void Rfc_5297_a2_synthetic_iv()
    {
        var siv = BouncyCastleAesSiv.S2V(
            Convert.FromHexString("7f7e7d7c7b7a79787776757473727170"),
            Convert.FromHexString("7468697320697320736f6d6520706c61696e7465787420746f20656e6372797074207573696e67205349562d414553"),
            Convert.FromHexString("00112233445566778899aabbccddeeffdeaddadadeaddadaffeeddccbbaa99887766554433221100"),
            Convert.FromHexString("102030405060708090a0"),
            Convert.FromHexString("09f911029d74e35bd84156c5635688c0"));
        Assert.Equal("7bdb6e3b432667eb06f4d14bff2fbd0f", Convert.ToHexStringLower(siv));
    }

    [Fact]
    public void Both_implementations_agree_on_every_length()
    {
        var random = new Random(5297);
        for (var length = 1; length <= 80; length++)
        {
            byte[] key = new byte[32], associatedData = new byte[1 + random.Next(100)], plaintext = new byte[length];
            random.NextBytes(key);
            random.NextBytes(associatedData);
            random.NextBytes(plaintext);
            byte[] first = new byte[16 + length], second = new byte[16 + length], opened = new byte[length];
            LibcryptoAesSiv.Seal(key, associatedData, plaintext, first);
            BouncyCastleAesSiv.Seal(key, associatedData, plaintext, second);
            Assert.Equal(first, second);
            Assert.True(LibcryptoAesSiv.TryOpen(key, associatedData, first, opened));
            Assert.Equal(plaintext, opened);
            Assert.True(BouncyCastleAesSiv.TryOpen(key, associatedData, first, opened));
            Assert.Equal(plaintext, opened);
            first[random.Next(first.Length)] ^= 0x10;
            Assert.False(LibcryptoAesSiv.TryOpen(key, associatedData, first, opened));
            Assert.False(BouncyCastleAesSiv.TryOpen(key, associatedData, first, opened));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(16, 16)]
    [InlineData(300, 700)]
    public void Sealed_bytes_open_and_no_changed_byte_does(int associatedLength, int plaintextLength)
    {
        var key = new byte[32];
        var associatedData = new byte[associatedLength];
        var plaintext = new byte[plaintextLength];
        new Random(1).NextBytes(plaintext);
        var sealedBytes = AesSiv.Seal(key, associatedData, plaintext);
        Assert.Equal(16 + plaintextLength, sealedBytes.Length);
        Assert.Equal(sealedBytes, AesSiv.Seal(key, associatedData, plaintext));
        Assert.True(AesSiv.TryOpen(key, associatedData, sealedBytes, out var opened));
        Assert.Equal(plaintext, opened);
        Assert.False(AesSiv.TryOpen(key, [.. associatedData, 0], sealedBytes, out opened));
        Assert.Empty(opened);
        for (var i = 0; i < sealedBytes.Length; i++)
        {
            sealedBytes[i] ^= 0x80;
            Assert.False(AesSiv.TryOpen(key, associatedData, sealedBytes, out opened));
            Assert.Empty(opened);
            sealedBytes[i] ^= 0x80;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    public void Less_than_an_iv_does_not_open(int length)
    {
        Assert.False(AesSiv.TryOpen(new byte[32], new byte[4], new byte[length], out var opened));
        Assert.Empty(opened);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(64)]
    public void A_key_of_another_length_is_misuse(int length)
    {
        Assert.Throws<ArgumentException>("key", () => AesSiv.Seal(new byte[length], [], []));
        Assert.Throws<ArgumentException>("key", () => AesSiv.TryOpen(new byte[length], [], new byte[16], out _));
    }
}
