using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.TokenCrypto.Tests.Algorithms;

/// <summary>What one provider signs the other verifies.</summary>
public class CrossProviderTests
{
    public static TheoryData<SignatureAlgorithm, string, string> Pairs()
    {
        var data = new TheoryData<SignatureAlgorithm, string, string>();
        string[] names = ["libcrypto", "BouncyCastle"];
        foreach (var algorithm in Providers.AllAlgorithms)
            foreach (var signer in names)
                foreach (var verifier in names)
                    data.Add(algorithm, signer, verifier);
        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void One_signs_the_other_verifies(SignatureAlgorithm algorithm, string signer, string verifier)
    {
        for (var length = 0; length < 40; length++)
        {
            using var key = SigningKey.Generate(algorithm);
            var message = new byte[length * 31];
            new Random(length).NextBytes(message);
            var signature = key.Sign(message, Providers.Get(signer));
            Assert.Equal(64, signature.Length);
            Assert.True(Providers.Verify(verifier, key.PublicKey, message, signature));
            signature[length] ^= 1;
            Assert.False(Providers.Verify(verifier, key.PublicKey, message, signature));
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void An_imported_key_signs_as_the_exported_one(SignatureAlgorithm algorithm, string signer, string verifier)
    {
        using var key = SigningKey.Generate(algorithm);
        using var again = SigningKey.Import(algorithm, key.Export());
        Assert.Equal(key.PublicKey.ToCompressed(), again.PublicKey.ToCompressed());
        var signature = again.Sign("message"u8, Providers.Get(signer));
        Assert.True(Providers.Verify(verifier, key.PublicKey, "message"u8.ToArray(), signature));
    }

    [Fact]
    public void Both_providers_offer_every_algorithm_here()
    {
        foreach (var algorithm in Providers.AllAlgorithms)
        {
            Assert.True(SignatureProviders.Libcrypto.Supports(algorithm));
            Assert.True(SignatureProviders.BouncyCastle.Supports(algorithm));
        }
        Assert.StartsWith("libcrypto 3.", SignatureProviders.Default.Name, StringComparison.Ordinal);
        Assert.EndsWith("(ESP256, Ed25519, SM2)", SignatureProviders.Default.Name, StringComparison.Ordinal);
    }
}
