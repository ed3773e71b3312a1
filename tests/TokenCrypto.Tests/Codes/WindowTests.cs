using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using static TempIdentity.TokenCrypto.Tests.Codes.CodeWorld;

namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>Every window on both sides of each edge (R7, R9, R10), with and without an error bound of the clock.</summary>
public abstract class WindowTests(string provider)
{
    private readonly CodeWorld _world = Of(provider);

    [Theory]
    [Trait("rule", "R9")]
    [Trait("rule", "L14")]
    [InlineData(CodeForm.Issued, 90, 0, "granted")]
    [InlineData(CodeForm.Issued, 91, 0, "code_stale")]
    [InlineData(CodeForm.Issued, 91, 1, "granted")]
    [InlineData(CodeForm.Issued, 100, 10, "granted")]
    [InlineData(CodeForm.Issued, 101, 10, "code_stale")]
    [InlineData(CodeForm.Bound, 90, 0, "granted")]
    [InlineData(CodeForm.Bound, 91, 0, "code_stale")]
    [InlineData(CodeForm.Bound, 100, 10, "granted")]
    [InlineData(CodeForm.Bound, 101, 10, "code_stale")]
    public void StaleAfterNinetySeconds(CodeForm form, int ageSeconds, int errorSeconds, string verdict)
    {
        var code = Sign(form, SignatureAlgorithm.ESP256, Credential(CredentialKind.RideId), Now - ageSeconds, Now - ageSeconds);
        Assert.Equal(verdict, _world.Verdict(code, Now, errorSeconds));
    }

    [Theory]
    [InlineData(5, 0, "granted")]
    [InlineData(6, 0, "code_from_future")]
    [InlineData(15, 10, "granted")]
    [InlineData(16, 10, "code_from_future")]
    public void IssuedCodeMayBeFiveSecondsAhead(int aheadSeconds, int errorSeconds, string verdict)
    {
        var code = Sign(CodeForm.Issued, SignatureAlgorithm.ESP256, Credential(CredentialKind.RideId), Now + aheadSeconds, default);
        Assert.Equal(verdict, _world.Verdict(code, Now, errorSeconds));
    }

    [Theory]
    [InlineData(30, 0, "granted")]
    [InlineData(31, 0, "code_from_future")]
    [InlineData(40, 10, "granted")]
    [InlineData(41, 10, "code_from_future")]
    public void PhoneMayBeThirtySecondsAhead(int aheadSeconds, int errorSeconds, string verdict)
    {
        var code = Sign(CodeForm.Bound, SignatureAlgorithm.ESP256, Credential(CredentialKind.RideId), Now, Now + aheadSeconds);
        Assert.Equal(verdict, _world.Verdict(code, Now, errorSeconds));
    }

    [Theory]
    [InlineData(5, 0, "granted")]
    [InlineData(6, 0, "code_from_future")]
    [InlineData(16, 11, "granted")]
    public void GrantsIssuerMayBeFiveSecondsAhead(int aheadSeconds, int errorSeconds, string verdict)
    {
        var code = Sign(CodeForm.Bound, SignatureAlgorithm.ESP256, Credential(CredentialKind.RideId), Now + aheadSeconds, Now);
        Assert.Equal(verdict, _world.Verdict(code, Now, errorSeconds));
    }

    [Theory]
    [Trait("rule", "R10")]
    [InlineData(CodeForm.Issued, 1799, 0, "granted")]
    [InlineData(CodeForm.Issued, 1800, 0, "liveness_expired")]
    [InlineData(CodeForm.Issued, 1809, 10, "granted")]
    [InlineData(CodeForm.Issued, 1810, 10, "liveness_expired")]
    [InlineData(CodeForm.Bound, 1799, 0, "granted")]
    [InlineData(CodeForm.Bound, 1800, 0, "liveness_expired")]
    public void LivenessEndsAfterThirtyMinutes(CodeForm form, int ageSeconds, int errorSeconds, string verdict)
    {
        var code = Sign(form, SignatureAlgorithm.ESP256, Credential(CredentialKind.RideId), Now, Now, liveAt: Now - ageSeconds);
        Assert.Equal(verdict, _world.Verdict(code, Now, errorSeconds));
    }

    [Theory]
    [InlineData(CodeForm.Issued, 0, 0, "granted")]
    [InlineData(CodeForm.Issued, 1, 0, "not_yet_valid")]
    [InlineData(CodeForm.Issued, 10, 10, "granted")]
    [InlineData(CodeForm.Issued, 11, 10, "not_yet_valid")]
    [InlineData(CodeForm.Bound, 0, 0, "granted")]
    [InlineData(CodeForm.Bound, 1, 0, "not_yet_valid")]
    public void ValidFromItsStart(CodeForm form, int startsInSeconds, int errorSeconds, string verdict)
    {
        var code = Sign(form, SignatureAlgorithm.ESP256, Valid(Now + startsInSeconds), Now, Now);
        Assert.Equal(verdict, _world.Verdict(code, Now, errorSeconds));
    }

    [Theory]
    [Trait("rule", "R7")]
    [InlineData(CodeForm.Issued, 1, 0, "granted")]
    [InlineData(CodeForm.Issued, 0, 0, "credential_expired")]
    [InlineData(CodeForm.Issued, -9, 10, "granted")]
    [InlineData(CodeForm.Issued, -10, 10, "credential_expired")]
    [InlineData(CodeForm.Bound, 1, 0, "granted")]
    [InlineData(CodeForm.Bound, 0, 0, "credential_expired")]
    public void ExpiredAfterTwentyFourHours(CodeForm form, int endsInSeconds, int errorSeconds, string verdict)
    {
        var code = Sign(form, SignatureAlgorithm.ESP256, Valid(Now + endsInSeconds - CodeLimits.RideIdSeconds), Now, Now);
        Assert.Equal(verdict, _world.Verdict(code, Now, errorSeconds));
    }

    [Fact]
    public void AllFailuresAreListedInThePublishedOrder()
    {
        var expired = Valid(Now - 100 - CodeLimits.RideIdSeconds);
        var code = Sign(CodeForm.Issued, SignatureAlgorithm.ESP256, expired, Now - 2000, default, liveAt: Now - 2100);
        var check = _world.Check(code);

        Assert.Equal("code_stale liveness_expired credential_expired", Verdict(check));
        Assert.True(check.Authentic);
        Assert.Null(check.Verified);
    }

    [Fact]
    public void ALanesOwnWindowsDecide()
    {
        var windows = new CodeWindows
        {
            CodeAgeMaxSeconds = 60,
            IssuedAheadMaxSeconds = 0,
            BoundAheadMaxSeconds = 1,
            LivenessAgeMaxSeconds = 601
        };
        var ride = Credential(CredentialKind.RideId);
        string Of(CodeForm form, int issued, int presented, int live = 600) =>
            _world.Verdict(Sign(form, SignatureAlgorithm.ESP256, ride, Now + issued, Now + presented, Now - live), windows: windows);

        Assert.Equal("granted", Of(CodeForm.Issued, -60, 0));
        Assert.Equal("code_stale", Of(CodeForm.Issued, -61, 0));
        Assert.Equal("code_from_future", Of(CodeForm.Issued, 1, 0));
        Assert.Equal("granted", Of(CodeForm.Bound, 0, 1));
        Assert.Equal("code_from_future", Of(CodeForm.Bound, 0, 2));
        Assert.Equal("liveness_expired", Of(CodeForm.Bound, 0, 0, live: 601));
    }

    [Fact]
    public void TheChallengeIsSigned()
    {
        var phone = Phone(SignatureAlgorithm.ESP256);
        var issuer = Issuer(CredentialKind.DrivingLicence, SignatureAlgorithm.ESP256);
        var grant = Signing.CodeSigner.SignGrant(Credential(CredentialKind.DrivingLicence), LiveAt, Now, phone.PublicKey, issuer);

        foreach (var digits in new int?[] { null, 0, 7, 42, 99 })
            Assert.Equal(digits, _world.Check(Signing.CodeSigner.SignPresentation(grant, phone, Now, 1,
                digits)).Claims?.Presentation?.Challenge);
    }

    private static Signing.Credential Valid(UnixTime from) =>
        Credential(CredentialKind.RideId) with { ValidFrom = from, ValidUntil = from + CodeLimits.RideIdSeconds };
}

public sealed class WindowOverLibcryptoTests() : WindowTests("libcrypto");

public sealed class WindowOverBouncyCastleTests() : WindowTests("BouncyCastle");
