using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.TokenCrypto.Tests.Algorithms;

/// <summary>Machines whose libcrypto lacks SM2, or that have none at all.</summary>
public class CompositeProviderTests
{
    private static readonly string BouncyCastleName = SignatureProviders.BouncyCastle.Name;

    [Fact]
    public void Without_sm2_the_next_provider_serves_it()
    {
        var partial = new FakeSignatureProvider("libcrypto 3.0.7", SignatureAlgorithm.ESP256, SignatureAlgorithm.Ed25519);
        var composite = new CompositeProvider(partial, SignatureProviders.BouncyCastle);
        Assert.Equal($"libcrypto 3.0.7 (ESP256, Ed25519), {BouncyCastleName} (SM2)", composite.Name);
        foreach (var algorithm in Providers.AllAlgorithms)
        {
            Assert.True(composite.Supports(algorithm));
            using var key = SigningKey.Generate(algorithm);
            using var prepared = composite.Prepare(key.PublicKey);
            Assert.Equal(algorithm != SignatureAlgorithm.SM2, prepared is FakeSignatureProvider.Key);
        }
        using var sm2 = SigningKey.Generate(SignatureAlgorithm.SM2);
        var signature = sm2.Sign("message"u8, composite);
        using var verifier = composite.Prepare(sm2.PublicKey);
        Assert.True(verifier.Verify("message"u8, signature));
        Assert.False(verifier.Verify("other"u8, signature));
    }

    [Fact]
    public void Without_libcrypto_all_works()
    {
        var absent = new LibcryptoProvider(isPresent: false);
        Assert.Equal("libcrypto (absent)", absent.Name);
        var composite = new CompositeProvider(absent, SignatureProviders.BouncyCastle);
        Assert.Equal($"{BouncyCastleName} (ESP256, Ed25519, SM2)", composite.Name);
        foreach (var algorithm in Providers.AllAlgorithms)
        {
            Assert.False(absent.Supports(algorithm));
            using var key = SigningKey.Generate(algorithm);
            Assert.Throws<NotSupportedException>(() => absent.Prepare(key.PublicKey));
            Assert.Throws<NotSupportedException>(() => key.Sign([], absent));
            using var prepared = composite.Prepare(key.PublicKey);
            Assert.True(prepared.Verify("message"u8, key.Sign("message"u8, composite)));
        }
    }

    [Fact]
    public void What_nobody_offers_is_not_supported()
    {
        var composite = new CompositeProvider(new FakeSignatureProvider("fake", SignatureAlgorithm.ESP256));
        using var sm2 = SigningKey.Generate(SignatureAlgorithm.SM2);
        Assert.Equal("fake (ESP256)", composite.Name);
        Assert.False(composite.Supports(SignatureAlgorithm.SM2));
        Assert.Throws<NotSupportedException>(() => composite.Prepare(sm2.PublicKey));
        using var esp256 = SigningKey.Generate(SignatureAlgorithm.ESP256);
        Assert.Throws<NotSupportedException>(() => esp256.Sign([], composite));
    }

    /// <summary>A provider is used for what it answers rightly: the known answer, and not the same with a bit changed.</summary>
    [Fact]
    public void The_probe_wants_right_answers()
    {
        Assert.Equal(3, KnownAnswers.Probe(SignatureProviders.BouncyCastle.Prepare).Count);
        Assert.Empty(KnownAnswers.Probe(_ => new FakeSignatureProvider.Key(answer: true)));
        Assert.Empty(KnownAnswers.Probe(_ => new FakeSignatureProvider.Key(answer: false)));
        Assert.Empty(KnownAnswers.Probe(_ => throw new InvalidOperationException("fetch failed")));
        Assert.Empty(KnownAnswers.Probe(_ => throw new EntryPointNotFoundException()));
    }

    /// <summary>Offers what it is told to, and answers every signature with true.</summary>
    private sealed class FakeSignatureProvider(string name, params SignatureAlgorithm[] algorithms) : ISignatureProvider
    {
        public string Name => name;

        public bool Supports(SignatureAlgorithm algorithm) => algorithms.Contains(algorithm);

        public IVerificationKey Prepare(PublicKey key) => new Key(answer: true);

        internal sealed class Key(bool answer) : IVerificationKey
        {
            public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => answer;

            public void Dispose()
            {
                // Holds nothing.
            }
        }
    }
}
