using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.TokenCrypto.Tests.Algorithms;

/// <summary>What one provider signs the other verifies.</summary>
public class CrossProviderTests
{
    public static TheoryData<SignatureAlgorithm, string, string> Pairs()
    {
        var data = new TheoryData<SignatureAlgorithm, string, string>();
        foreach (var algorithm in Providers.AllAlgorithms)
            foreach (var signer in Providers.Having(algorithm))
                foreach (var verifier in Providers.Having(algorithm))
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

    /// <summary>A prepared key is good for many: right and wrong signatures in turn, on several threads at once.</summary>
    [Theory]
    [MemberData(nameof(Pairs))]
    public void One_prepared_key_serves_threads(SignatureAlgorithm algorithm, string signer, string verifier)
    {
        using var key = SigningKey.Generate(algorithm);
        using var prepared = Providers.Get(verifier).Prepare(key.PublicKey);
        var wrong = 0;
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            var message = BitConverter.GetBytes(i);
            var signature = key.Sign(message, Providers.Get(signer));
            if (!prepared.Verify(message, signature) || prepared.Verify(BitConverter.GetBytes(i + 1), signature))
                Interlocked.Increment(ref wrong);
        });
        Assert.Equal(0, wrong);
    }

    /// <summary>A wrong length is false, and no exception, whatever the length.</summary>
    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_signature_of_another_length_is_false(SignatureAlgorithm algorithm, string signer, string verifier)
    {
        using var key = SigningKey.Generate(algorithm);
        var signature = key.Sign("message"u8, Providers.Get(signer));
        using var prepared = Providers.Get(verifier).Prepare(key.PublicKey);
        Assert.True(prepared.Verify("message"u8, signature));
        for (var length = 0; length < 64; length++)
            Assert.False(prepared.Verify("message"u8, signature.AsSpan(0, length)));
        foreach (var extra in new[] { 1, 2, 64, 1000 })
        {
            Assert.False(prepared.Verify("message"u8, [.. signature, .. new byte[extra]]));
            Assert.False(prepared.Verify("message"u8, [.. new byte[extra], .. signature]));
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

    [LibcryptoFact]
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
