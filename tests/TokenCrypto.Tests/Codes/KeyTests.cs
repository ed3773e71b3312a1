using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;
using static TempIdentity.TokenCrypto.Tests.Codes.CodeWorld;

namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>The key decides: known, of this purpose, with its own algorithm, in its window; and the set of trust is in date.</summary>
public abstract class KeyTests(string provider)
{
    private readonly CodeWorld _world = Of(provider);

    [Theory]
    [InlineData(CodeForm.Issued)]
    [InlineData(CodeForm.Bound)]
    public void AKeyThatIsNotInTheSetIsUnknown(CodeForm form)
    {
        var check = Judge(Good(form, CredentialKind.RideId, SignatureAlgorithm.ESP256), WithKey(Published(SignatureAlgorithm.SM2)), Now);

        Assert.Equal("unknown_key", Verdict(check));
        Assert.False(check.Authentic);
        Assert.Equal(IssuerId(CredentialKind.RideId, SignatureAlgorithm.ESP256), check.Key);
        Assert.NotNull(check.Claims);
    }

    [Theory]
    [InlineData(KeyPurpose.RideId, "granted")]
    [InlineData(KeyPurpose.DrivingLicence, "unknown_key")]
    [InlineData(KeyPurpose.RideIdStatus, "unknown_key")]
    [InlineData(KeyPurpose.Ticketing, "unknown_key")]
    public void AKeyOfAnotherPurposeIsUnknownHere(KeyPurpose purpose, string verdict)
    {
        var trust = WithKey(Published() with { Purpose = purpose });
        Assert.Equal(verdict, Verdict(Judge(Good(CodeForm.Issued, CredentialKind.RideId, SignatureAlgorithm.ESP256), trust, Now)));
    }

    [Theory]
    [InlineData(0, 0, "granted")]
    [InlineData(-1, 0, "key_not_active")]
    [InlineData(0, -1, "key_not_active")]
    [InlineData(-1, -1, "key_not_active")]
    public void TheWindowStartsAtFrom(int issuedAfterFrom, int nowAfterFrom, string verdict)
    {
        var trust = WithKey(Published() with { From = Now, PublishedAt = Now - TrustedKey.PublishAheadMinSeconds });
        Assert.Equal(verdict, At(trust, Now + issuedAfterFrom, Now + nowAfterFrom));
    }

    [Theory]
    [InlineData(-1, 0, "granted")]
    [InlineData(0, 0, "key_expired")]
    [InlineData(-1, 59, "granted")]
    [InlineData(-1, 60, "key_expired")]
    public void WhatWasSignedBeforeTheEndVerifiesInTheTail(int issuedAfterUntil, int nowAfterUntil, string verdict)
    {
        var trust = WithKey(Published() with { Until = Now, TailSeconds = 60 });
        Assert.Equal(verdict, At(trust, Now + issuedAfterUntil, Now + nowAfterUntil));
    }

    [Theory]
    [InlineData(9, "granted")]
    [InlineData(10, "trust_expired")]
    public void AnExpiredSetVerifiesNothing(int nowSeconds, string verdict)
    {
        var check = Judge(
            Good(CodeForm.Issued, CredentialKind.RideId, SignatureAlgorithm.ESP256), _world.Load([Published()], Now + 10),
                Now + nowSeconds);
        Assert.Equal(verdict, Verdict(check));
        Assert.True(check.Authentic);
        Assert.Equal(verdict == "granted", check.Verified is not null);
    }

    [Theory]
    [InlineData(-9L, "granted")]
    [InlineData(-7L, "unknown_algorithm")]
    [InlineData(-8L, "unknown_algorithm")]
    [InlineData(5L, "unknown_algorithm")]
    [InlineData(long.MinValue, "unknown_algorithm")]
    [InlineData(-19L, "alg_mismatch")]
    [InlineData(-65537L, "alg_mismatch")]
    public void TheHeadersAlgorithmIsTheKeys(long algorithm, string verdict)
    {
        var code = RawSign1.Issued(CredentialKind.RideId, SignatureAlgorithm.ESP256);
        code.Protected = WithAlgorithm(code.Protected, algorithm);
        Assert.Equal(verdict, _world.Verdict(RawSign1.Text(code.Encode())));
    }

    [Theory]
    [InlineData(-9L, "granted")]
    [InlineData(-7L, "unknown_algorithm")]
    [InlineData(-19L, "alg_mismatch")]
    [InlineData(-65537L, "alg_mismatch")]
    public void ThePresentationsAlgorithmIsTheHoldersKeys(long algorithm, string verdict)
    {
        var grant = RawSign1.Grant(CredentialKind.RideId, SignatureAlgorithm.SM2, claims =>
            claims.CoseKey = RawClaims.CoseKeyOf(Phone(SignatureAlgorithm.ESP256)));
        var code = RawSign1.Presentation(grant.Encode(), Phone(SignatureAlgorithm.ESP256));
        code.Protected = WithAlgorithm(code.Protected, algorithm);
        Assert.Equal(verdict, _world.Verdict(RawSign1.Text(code.Encode())));
    }

    [Fact]
    public void AnUnknownKeyAndAnUnknownAlgorithmAreBothListed()
    {
        var code = RawSign1.Issued(CredentialKind.RideId, SignatureAlgorithm.ESP256);
        code.Protected = WithAlgorithm(code.Protected, -7);
        var check = Judge(RawSign1.Text(code.Encode()), WithKey(Published(SignatureAlgorithm.SM2)), Now);
        Assert.Equal("unknown_key unknown_algorithm", Verdict(check));
    }

    [Fact]
    public void AKeysWindowIsJudgedBeforeItsSignature()
    {
        var code = RawSign1.Issued(CredentialKind.RideId, SignatureAlgorithm.ESP256);
        var text = RawSign1.Text(code.Encode(new byte[64]));
        Assert.Equal("bad_signature", _world.Verdict(text));
        Assert.Equal("key_expired", Verdict(Judge(text, WithKey(Published() with { Until = Now, TailSeconds = 0 }), Now)));
    }

    private static string At(TrustStore trust, UnixTime issuedAt, UnixTime now) =>
        Verdict(Judge(Sign(CodeForm.Issued, SignatureAlgorithm.ESP256, Credential(CredentialKind.RideId), issuedAt, default), trust, now));

    private TrustStore WithKey(PublishedKey key) => _world.Load([key], TrustExpiresAt);

    private static PublishedKey Published(SignatureAlgorithm algorithm = SignatureAlgorithm.ESP256) =>
        CodeWorld.Published(CredentialKind.RideId, algorithm);

    private static byte[] WithAlgorithm(byte[] header, long algorithm)
    {
        var before = new System.Formats.Cbor.CborReader(header.AsMemory(2));
        before.ReadInt64();
        return [.. header[..2], .. Cbor.Signed(algorithm), .. header[^before.BytesRemaining..]];
    }
}

public sealed class KeyOverLibcryptoTests() : KeyTests("libcrypto");

public sealed class KeyOverBouncyCastleTests() : KeyTests("BouncyCastle");
