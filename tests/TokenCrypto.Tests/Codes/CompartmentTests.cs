using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using static TempIdentity.TokenCrypto.Tests.Codes.CodeWorld;

namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>Who may open what (I12): only of a verified code, only in that code, only with that audience's key in its window.</summary>
public sealed class CompartmentTests
{
    private const SignatureAlgorithm Esp256 = SignatureAlgorithm.ESP256;
    private readonly CodeWorld _world = Of("libcrypto");

    [Theory]
    [InlineData(CodeForm.Issued, 91)]
    [InlineData(CodeForm.Issued, 1801)]
    [InlineData(CodeForm.Bound, 91)]
    public void ACodeOutsideItsWindowsIsNoProof(CodeForm form, int laterSeconds)
    {
        var check = _world.Check(Good(form, CredentialKind.RideId, Esp256), Now + laterSeconds);
        Assert.True(check.Authentic);
        Assert.NotNull(check.Claims);
        Assert.Null(check.Verified);
    }

    [Fact]
    public void AnExpiredTrustSetIsNoProof() =>
        Assert.Null(Judge(
            Good(CodeForm.Issued, CredentialKind.RideId, Esp256),
            _world.Load([Published(CredentialKind.RideId, Esp256)], Now), Now).Verified);

    [Fact]
    public void CompartmentsStayInTheirCode()
    {
        var code = Parsed(Good(CodeForm.Issued, CredentialKind.RideId, Esp256));
        var laterText = Sign(CodeForm.Issued, Esp256, Credential(CredentialKind.RideId), Now + 1, default);
        AssertOpens(Swap(CodeForm.Issued, code, code), UnsealOutcome.Opened);
        AssertOpens(Swap(CodeForm.Issued, Parsed(laterText), code), UnsealOutcome.Corrupt);
    }

    [Fact]
    public void CompartmentsStayInTheirForm()
    {
        var bound = Parsed(Good(CodeForm.Bound, CredentialKind.RideId, Esp256));
        AssertOpens(Swap(CodeForm.Bound, bound, bound), UnsealOutcome.Opened);
        AssertOpens(Swap(CodeForm.Issued, Parsed(Good(CodeForm.Issued, CredentialKind.RideId, Esp256)), bound), UnsealOutcome.Corrupt);
    }

    [Fact]
    public void TheFormAloneKeepsThemApart()
    {
        var claims = Parsed(Good(CodeForm.Issued, CredentialKind.RideId, Esp256)).Claims;
        Assert.NotEqual(
            CompartmentContext.Shared(claims, CodeForm.Issued, default), CompartmentContext.Shared(claims, CodeForm.Bound, default));
    }

    [Fact]
    public void CompartmentsStayWithTheirAudience()
    {
        // The same secret under another audience's name opens nothing: the audience is part of what is sealed.
        var gateAsStaff = new UnsealingKeys([StaffKey with { Key = GateKey.Key }, GateKey with { Key = StaffKey.Key }]);
        var code = _world.Check(Good(CodeForm.Issued, CredentialKind.RideId, Esp256)).Verified!;
        var claims = code.Claims;
        var swapped = new VerifiedCode(
            claims with { Gate = claims.Identity with { KeyNumber = 3 }, Identity = claims.Gate! with { KeyNumber = 5 } },
            code.Key, code.Presentation, code.CompartmentContext);
        Assert.Equal(UnsealOutcome.Corrupt, Unsealer.TryOpenGate(swapped, gateAsStaff, Now, out _));
        Assert.Equal(UnsealOutcome.Corrupt, Unsealer.TryOpenIdentity(swapped, gateAsStaff, Now, out _));
    }

    [Fact]
    public void EachAudienceHasItsOwnAssociatedData()
    {
        var audiences = Enum.GetValues<Audience>().Select(audience => Convert.ToHexString(CompartmentContext.For(audience, []))).ToList();
        Assert.Equal(3, audiences.Distinct().Count());
    }

    [Theory]
    [InlineData(-86_401, UnsealOutcome.KeyMissing)]
    [InlineData(-86_400, UnsealOutcome.Opened)]
    [InlineData(93_599, UnsealOutcome.Opened)]
    [InlineData(93_600, UnsealOutcome.KeyMissing)]
    public void AKeyOpensInItsWindowAndTwoHours(int nowSeconds, UnsealOutcome outcome)
    {
        var code = _world.Check(Good(CodeForm.Issued, CredentialKind.RideId, Esp256)).Verified!;
        Assert.Equal(outcome, Unsealer.TryOpenIdentity(code, AllKeys, Now + nowSeconds, out _));
        Assert.Equal(outcome, Unsealer.TryOpenGate(code, AllKeys, Now + nowSeconds, out _));
    }

    [Fact]
    public void WithoutTheAudiencesKeyNothingOpens()
    {
        var ride = _world.Check(Good(CodeForm.Issued, CredentialKind.RideId, Esp256)).Verified!;
        var licence = _world.Check(Good(CodeForm.Issued, CredentialKind.DrivingLicence, Esp256)).Verified!;
        var gateOnly = new UnsealingKeys([GateKey]);
        var staffOnly = new UnsealingKeys([StaffKey]);

        Assert.Equal(UnsealOutcome.KeyMissing, Unsealer.TryOpenIdentity(ride, gateOnly, Now, out var identity));
        Assert.Null(identity);
        Assert.Equal(UnsealOutcome.KeyMissing, Unsealer.TryOpenGate(ride, staffOnly, Now, out var secret));
        Assert.Empty(secret);
        Assert.Equal(UnsealOutcome.KeyMissing, Unsealer.TryOpenIdentity(licence, staffOnly, Now, out _));
        Assert.Equal(UnsealOutcome.KeyMissing, Unsealer.TryOpenIdentity(ride, new UnsealingKeys([StaffKey with { Number = 6 }]), Now,
            out _));
        Assert.Equal(UnsealOutcome.Corrupt, Unsealer.TryOpenIdentity(ride, new UnsealingKeys([StaffKey with { Key = Secret("other") }]),
            Now, out _));
    }

    private void AssertOpens(string text, UnsealOutcome outcome)
    {
        var code = _world.Check(text).Verified!;
        Assert.Equal(outcome, Unsealer.TryOpenIdentity(code, AllKeys, Now, out _));
        Assert.Equal(outcome, Unsealer.TryOpenGate(code, AllKeys, Now, out _));
    }

    private static ParsedCode Parsed(string text)
    {
        Assert.Null(CodeText.Decode(System.Text.Encoding.ASCII.GetBytes(text), out var bytes));
        Assert.Null(CodeReader.Read(bytes, out var code));
        return code;
    }

    /// <summary>A properly signed code with one code's claims and another's compartments.</summary>
    private static string Swap(CodeForm form, ParsedCode claimsFrom, ParsedCode compartmentsFrom)
    {
        var claims = claimsFrom.Claims;
        (claims.Gate, claims.Identity) = (compartmentsFrom.Claims.Gate, compartmentsFrom.Claims.Identity);
        var buffer = new byte[CodeEncoder.BufferBytes];
        var part = form == CodeForm.Issued
            ? RawSign1.Issued(CredentialKind.RideId, Esp256)
            : RawSign1.Grant(CredentialKind.RideId, Esp256);
        part.Payload = CodeEncoder.IssuerPayload(buffer, claims).ToArray();
        return RawSign1.Text(form == CodeForm.Issued ? part.Encode() : RawSign1.Presentation(part.Encode(), Phone(Esp256)).Encode());
    }
}
