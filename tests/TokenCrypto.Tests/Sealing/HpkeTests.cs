using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.TokenCrypto.Tests.Sealing;

public class HpkeTests
{
    private static readonly byte[] Info = "Ode on a Grecian Urn"u8.ToArray();

    /// <summary>RFC 9180, A.3.1, sequence number 0.</summary>
    [Fact]
    public void Rfc_9180_a3_1()
    {
        var recipientPrivate = Convert.FromHexString("f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2");
        var recipientPublic = Convert.FromHexString(
            "04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a82"
            + "6a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0");
        using var ephemeral = Hpke.ImportPrivate(Convert.FromHexString("4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb"));
        var plaintext = "Beauty is truth, truth beauty"u8.ToArray();

        var sealedBytes = Hpke.Seal(ephemeral, recipientPublic, Info, "Count-0"u8, plaintext);

        Assert.Equal(
            "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac9"
            + "8536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4"
            + "5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434",
            Convert.ToHexStringLower(sealedBytes));
        Assert.True(Hpke.TryOpen(recipientPrivate, Info, "Count-0"u8, sealedBytes, out var opened));
        Assert.Equal(plaintext, opened);
    }

    [Fact]
    public void Sealed_bytes_open_only_with_key_info_data_and_all_bytes_right()
    {
        var (privateKey, publicKey) = Hpke.GenerateKeyPair();
        var (otherPrivateKey, _) = Hpke.GenerateKeyPair();
        var sealedBytes = Hpke.Seal(publicKey, Info, "data"u8, "text"u8);
        Assert.Equal(4 + Hpke.OverheadBytes, sealedBytes.Length);
        Assert.True(Hpke.TryOpen(privateKey, Info, "data"u8, sealedBytes, out var opened));
        Assert.Equal("text"u8.ToArray(), opened);
        Assert.NotEqual(sealedBytes, Hpke.Seal(publicKey, Info, "data"u8, "text"u8));

        Assert.False(Hpke.TryOpen(otherPrivateKey, Info, "data"u8, sealedBytes, out opened));
        Assert.Empty(opened);
        Assert.False(Hpke.TryOpen(privateKey, "other"u8, "data"u8, sealedBytes, out _));
        Assert.False(Hpke.TryOpen(privateKey, Info, "dat"u8, sealedBytes, out _));
        for (var i = 0; i < sealedBytes.Length; i++)
        {
            sealedBytes[i] ^= 1;
            Assert.False(Hpke.TryOpen(privateKey, Info, "data"u8, sealedBytes, out opened));
            Assert.Empty(opened);
            sealedBytes[i] ^= 1;
        }
    }

    [Fact]
    public void An_empty_text_seals_and_one_byte_less_than_the_overhead_does_not_open()
    {
        var (privateKey, publicKey) = Hpke.GenerateKeyPair();
        var sealedBytes = Hpke.Seal(publicKey, [], [], []);
        Assert.Equal(Hpke.OverheadBytes, sealedBytes.Length);
        Assert.True(Hpke.TryOpen(privateKey, [], [], sealedBytes, out var opened));
        Assert.Empty(opened);
        Assert.False(Hpke.TryOpen(privateKey, [], [], sealedBytes.AsSpan(0, sealedBytes.Length - 1), out _));
        Assert.False(Hpke.TryOpen(privateKey, [], [], [], out _));
    }

    [Fact]
    public void Wrong_keys_are_misuse()
    {
        var (_, publicKey) = Hpke.GenerateKeyPair();
        publicKey[40] ^= 1;
        Assert.Throws<ArgumentException>("recipientPublicKey", () => Hpke.Seal(publicKey, [], [], []));
        Assert.Throws<ArgumentException>("recipientPublicKey", () => Hpke.Seal(new byte[33], [], [], []));
        Assert.Throws<ArgumentException>("privateKey", () => Hpke.TryOpen(new byte[31], [], [], new byte[90], out _));
        Assert.Throws<ArgumentException>("privateKey", () => Hpke.TryOpen(new byte[32], [], [], new byte[90], out _));
        var tooLarge = Enumerable.Repeat((byte)0xFF, 32).ToArray();
        Assert.Throws<ArgumentException>("privateKey", () => Hpke.TryOpen(tooLarge, [], [], new byte[90], out _));
    }
}
