using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;
using static TempIdentity.TokenCrypto.Tests.Codes.CodeWorld;

namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>
/// The signing side: what the format does not allow is our own mistake, told by rule; sizes stay in the published budget.
/// </summary>
public sealed class SignerTests
{
    private const SignatureAlgorithm Esp256 = SignatureAlgorithm.ESP256;
    private static readonly Credential Ride = Credential(CredentialKind.RideId);
    private static readonly Credential Licence = Credential(CredentialKind.DrivingLicence);

    /// <summary>29 UTF-8 bytes.</summary>
    private static readonly string LongestUsualName = new string('名', 9) + "AB";

    [Fact]
    public void TheReadersRulesAreTheSigners()
    {
        Mistake("24 hours", Ride with { ValidUntil = Ride.ValidUntil + 1 });
        Mistake("says nothing of a licence", Ride with { Licence = new LicenceClaims(1, 110_000) });
        Mistake("gate compartment", Licence with { ManifestSecret = ManifestSecret });
        Mistake("vehicle classes", Licence with { Licence = null });
        Mistake("vehicle classes", Licence with { Licence = new LicenceClaims(1u << 17, 110_000) });
        Mistake("authority", Licence with { Licence = new LicenceClaims(1, 99_999) });
        Mistake("status list", Ride with { Status = new StatusReference(65_536, 0) });
        Mistake("status index", Ride with { Status = new StatusReference(0, 1 << 28) });
        Mistake("status index", Ride with { Status = new StatusReference(0, -1) });
        Mistake("end of validity", Licence with { ValidUntil = Licence.ValidFrom });
        Mistake("16 bytes", Ride with { ManifestSecret = new byte[15] });
        Mistake("kind", Ride with { Kind = 0 });
    }

    [Fact]
    public void TimesMustAgree()
    {
        var issuer = Issuer(CredentialKind.RideId, Esp256);
        Assert.Contains("real-person", Assert.Throws<ArgumentException>(() => CodeSigner.SignIssued(Ride, Now + 1, Now, issuer)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CodeSigner.SignIssued(Ride, new UnixTime(-1), Now, issuer));
        Assert.Throws<ArgumentException>(() => CodeSigner.SignIssued(Ride, Now, new UnixTime(long.MaxValue), issuer));
        Assert.Throws<ArgumentException>(() => CodeSigner.SignIssued(Ride, Now, new UnixTime(UnixTime.MaxSeconds + 1), issuer));
    }

    [Fact]
    public void KeysMustBeTheAudiences()
    {
        var issuer = Issuer(CredentialKind.RideId, Esp256);
        Assert.Throws<ArgumentException>(() => CodeSigner.SignIssued(Ride, LiveAt, Now, issuer with { IdentityKey = PoliceKey }));
        Assert.Throws<ArgumentException>(() => CodeSigner.SignIssued(Ride, LiveAt, Now, issuer with { Gate = null }));
        Assert.Throws<ArgumentException>(() => CodeSigner.SignIssued(Ride, LiveAt, Now, issuer with { Gate = StaffKey }));
        Assert.Throws<ArgumentException>(() => CodeSigner.SignIssued(Ride, LiveAt, Now,
            issuer with { Gate = GateKey with { Number = 65_536 } }));
        Assert.Throws<ArgumentException>(() => CodeSigner.SignIssued(Ride, LiveAt, Now,
            issuer with { IdentityKey = StaffKey with { Number = 0 } }));
    }

    [Fact]
    public void HoldersAreNeverEd25519()
    {
        var holder = Key(SignatureAlgorithm.Ed25519, "phone").PublicKey;
        Assert.Throws<ArgumentException>(() => CodeSigner.SignGrant(Ride, LiveAt, Now, holder, Issuer(CredentialKind.RideId, Esp256)));
    }

    [Fact]
    public void APresentationIsSignedByTheNamedPhone()
    {
        var phone = Phone(Esp256);
        var grant = CodeSigner.SignGrant(Ride, LiveAt, Now, phone.PublicKey, Issuer(CredentialKind.RideId, Esp256));
        Assert.Throws<ArgumentException>(() => CodeSigner.SignPresentation(grant, Key(Esp256, "another phone"), Now, 1));
        Assert.Throws<ArgumentException>(() => CodeSigner.SignPresentation(grant, Phone(SignatureAlgorithm.SM2), Now, 1));
        Assert.Throws<ArgumentException>(() => CodeSigner.SignPresentation(grant.AsSpan(1), phone, Now, 1));
        Assert.Throws<ArgumentException>(() => CodeSigner.SignPresentation(RawSign1.Code(CodeForm.Issued, CredentialKind.RideId, Esp256),
            phone, Now, 1));
        Assert.Throws<ArgumentException>(() => CodeSigner.SignPresentation(grant, phone, Now, 1, -1));
        Assert.Throws<ArgumentException>(() => CodeSigner.SignPresentation(grant, phone, Now, 1, 100));
        Assert.Throws<ArgumentException>(() => CodeSigner.SignPresentation(grant, phone, new UnixTime(-1), 1));
    }

    [Theory]
    [InlineData(CodeForm.Issued, CredentialKind.RideId, SignatureAlgorithm.ESP256, 211)]
    [InlineData(CodeForm.Issued, CredentialKind.RideId, SignatureAlgorithm.Ed25519, 211)]
    [InlineData(CodeForm.Issued, CredentialKind.RideId, SignatureAlgorithm.SM2, 215)]
    [InlineData(CodeForm.Issued, CredentialKind.DrivingLicence, SignatureAlgorithm.ESP256, 187)]
    [InlineData(CodeForm.Issued, CredentialKind.DrivingLicence, SignatureAlgorithm.SM2, 191)]
    [InlineData(CodeForm.Bound, CredentialKind.RideId, SignatureAlgorithm.ESP256, 345)]
    [InlineData(CodeForm.Bound, CredentialKind.RideId, SignatureAlgorithm.SM2, 357)]
    [InlineData(CodeForm.Bound, CredentialKind.DrivingLicence, SignatureAlgorithm.ESP256, 320)]
    [InlineData(CodeForm.Bound, CredentialKind.DrivingLicence, SignatureAlgorithm.SM2, 332)]
    public void SizesAreThePublishedOnes(CodeForm form, CredentialKind kind, SignatureAlgorithm algorithm, int bytes)
    {
        var text = Good(form, kind, algorithm);
        Assert.Equal(bytes, Base45.DecodedLength(text.Length - 4));
        Assert.InRange(bytes, 1, form == CodeForm.Issued ? CodeLimits.IssuedBytesMax : CodeLimits.BoundBytesMax);
    }

    /// <summary>With a usual name nothing that the format allows before 2106 exceeds the form's limit, whatever the numbers.</summary>
    [Fact]
    public void TheLargestNumbersFit()
    {
        var ride = Ride with { Status = new StatusReference(65_535, (1 << 28) - 1), Identity = Person with { Name = LongestUsualName } };
        var issuer = Issuer(CredentialKind.RideId, SignatureAlgorithm.SM2) with
        {
            Gate = GateKey with { Number = 65_535 },
            IdentityKey = StaffKey with { Number = 65_535 },
        };
        var phone = Phone(SignatureAlgorithm.SM2);
        var bound = CodeSigner.SignPresentation(
            CodeSigner.SignGrant(ride, LiveAt, Now, phone.PublicKey, issuer), phone, Now, uint.MaxValue, 99);

        Assert.Equal(241, Base45.DecodedLength(CodeSigner.SignIssued(ride, LiveAt, Now, issuer).Length - 4));
        Assert.InRange(Base45.DecodedLength(bound.Length - 4), 350, CodeLimits.BoundBytesMax);
    }

    [Fact]
    public void ALongerNameMakesALargerCode()
    {
        var issuer = Issuer(CredentialKind.RideId, Esp256);
        int Bytes(string name) => Base45.DecodedLength(CodeSigner.SignIssued(Ride with { Identity = Person with { Name = name } }, LiveAt,
            Now, issuer).Length - 4);
        // 39 characters of 3 bytes; a longer head of the text. The compartment's own head and the payload's are two bytes already.
        Assert.Equal(Bytes("名") + (3 * 39) + 1, Bytes(new string('名', 40)));
    }

    [Fact]
    public void TooLargeIsOurMistakeAndNamesTheLimit()
    {
        // Years after 2106 take eight bytes a time; with the largest numbers that is beyond an issued code's limit.
        var late = new UnixTime(UnixTime.MaxSeconds - 100_000);
        var ride = Ride with { ValidFrom = late, ValidUntil = late + 86_400, Identity = Person with { Name = LongestUsualName } };
        var mistake = Assert.Throws<ArgumentException>(() => CodeSigner.SignIssued(ride, late, late,
            Issuer(CredentialKind.RideId, SignatureAlgorithm.SM2)));
        Assert.Contains("241 bytes", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AGrantThatNoPresentationFitsIsNotIssued()
    {
        var officer = new Identity(DocumentType.OfficerCard, new string('军', 18), string.Concat(Enumerable.Repeat("𠮷", 40)));
        var mistake = Assert.Throws<ArgumentException>(() => CodeSigner.SignGrant(
            Ride with { Identity = officer }, LiveAt, Now, Phone(Esp256).PublicKey, Issuer(CredentialKind.RideId, Esp256)));
        Assert.Contains("512 bytes", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheReaderHoldsTheSameLimits()
    {
        void Late(RawClaims claims)
        {
            claims.IssuedAt = claims.Live = claims.From = (ulong)UnixTime.MaxSeconds - 100_000;
            claims.Until = claims.From + 86_400;
            claims.Identity = Cbor.Bytes(new byte[58]);
        }
        var world = Of("libcrypto");
        Assert.Equal("oversize", world.Verdict(RawSign1.Text(RawSign1.Code(CodeForm.Issued, CredentialKind.RideId, Esp256, Late))));
        Assert.Equal("granted", world.Verdict(RawSign1.Text(RawSign1.Code(CodeForm.Issued, CredentialKind.RideId, Esp256, claims =>
            claims.Identity = Cbor.Bytes(new byte[58])))));
        Assert.Equal((241, 241, 242, 512), (
            CodeLimits.BytesMax(CodeForm.Issued, 57), CodeLimits.BytesMax(CodeForm.Issued, 58),
            CodeLimits.BytesMax(CodeForm.Issued, 59), CodeLimits.BytesMax(CodeForm.Bound, 254)));
        Assert.Equal((397, 398), (CodeLimits.BytesMax(CodeForm.Bound, 58), CodeLimits.BytesMax(CodeForm.Bound, 59)));
    }

    private static void Mistake(string rule, Credential credential)
    {
        var issuer = Issuer(credential.Kind == 0 ? CredentialKind.RideId : credential.Kind, Esp256);
        Assert.Contains(rule, Assert.Throws<ArgumentException>(() => CodeSigner.SignIssued(credential, LiveAt, Now, issuer)).Message,
            StringComparison.Ordinal);
        Assert.Contains(rule, Assert.Throws<ArgumentException>(() =>
            CodeSigner.SignGrant(credential, LiveAt, Now, Phone(Esp256).PublicKey, issuer)).Message, StringComparison.Ordinal);
    }
}
