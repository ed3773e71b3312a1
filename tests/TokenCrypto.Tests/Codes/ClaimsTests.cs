using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using static TempIdentity.TokenCrypto.Tests.Codes.CodeWorld;

namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>
/// The issuer's claims: signed input is hostile input. Shape, ranges and agreement, on both sides of each boundary, in both forms.
/// </summary>
public sealed class ClaimsTests
{
    private const ulong MaxTime = 253_402_300_799;
    private const CredentialKind Ride = CredentialKind.RideId;
    private const CredentialKind Licence = CredentialKind.DrivingLicence;
    private static readonly ulong T = (ulong)Now.Seconds;
    private readonly CodeWorld _world = Of("libcrypto");

    [Fact]
    public void KeysOfTheMap()
    {
        var good = new RawClaims(Ride, isGrant: false).ToEntries();
        Assert.Equal("granted", JudgePayload(good));
        for (var key = 0; key < good.Count; key += 2)
            Assert.Equal("missing_field", JudgePayload([.. good[..key], .. good[(key + 2)..]]));
        Assert.Equal("missing_field", JudgePayload([]));
        Assert.Equal("malformed", JudgePayload([.. good[..2], Cbor.Unsigned(5), good[3], .. good[2..]]));
        Assert.Equal("malformed", JudgePayload([Cbor.Unsigned(1), Cbor.Text("12306"), .. good]));
        Assert.Equal("malformed", JudgePayload([.. good, Cbor.Signed(-65538), Cbor.Null]));
        Assert.Equal("malformed", JudgePayload([.. good, Cbor.Text("exp"), Cbor.Null]));
        Assert.Equal("non_canonical", JudgePayload([.. good[2..4], .. good[..2], .. good[4..]]));
        Assert.Equal("non_canonical", JudgePayload([.. good[..2], .. good]));
        Assert.Equal("non_canonical", JudgePayload([good[0], good[1], good[2], good[3], good[4], [0x58, 8, .. good[5][1..]],
            .. good[6..]]));
    }

    [Fact]
    public void TypesInTheMap()
    {
        var good = new RawClaims(Ride, isGrant: false).ToEntries();
        for (var value = 1; value < good.Count; value += 2)
            foreach (var wrong in new[] { Cbor.Null, Cbor.Text("x"), Cbor.Signed(-1), Cbor.Map(), Cbor.True,
                [0xFB, 0, 0, 0, 0, 0, 0, 0, 0] })
                Assert.Equal("malformed", JudgePayload([.. good[..value], wrong, .. good[(value + 1)..]]));
    }

    [Theory]
    [InlineData(Ride)]
    [InlineData(Licence)]
    public void ElementsOfThePrivateArray(CredentialKind kind)
    {
        var claims = new RawClaims(kind, isGrant: false);
        var (good, elements) = (claims.ToEntries(), claims.ToPrivate());
        string Judge(params byte[][] items) => JudgePayload([.. good[..^1], Cbor.Array(items)], kind);

        Assert.Equal("granted", Judge([.. elements]));
        Assert.Equal("missing_field", Judge());
        Assert.Equal("missing_field", Judge([.. elements[..^1]]));
        Assert.Equal("malformed", Judge([.. elements, Cbor.Null]));
        for (var element = 0; element < elements.Count; element++)
            foreach (var wrong in new[] { Cbor.Text("x"), Cbor.Signed(-1), Cbor.Unsigned(ulong.MaxValue), Cbor.Array() })
                Assert.Equal("malformed", Judge([.. elements[..element], wrong, .. elements[(element + 1)..]]));
    }

    [Theory]
    [InlineData(0ul)]
    [InlineData(3ul)]
    [InlineData(ulong.MaxValue)]
    public void Kinds(ulong kind) => Refused(Ride, claims => claims.Kind = kind);

    [Fact]
    public void AKindsFieldsAreItsOwn()
    {
        Assert.Equal("missing_field", Judge(CodeForm.Issued, Ride, claims => claims.Kind = 2));
        Assert.Equal("malformed", Judge(CodeForm.Issued, Licence, claims => claims.Kind = 1));
    }

    [Fact]
    [Trait("rule", "R7")]
    public void ARideIdIsValidForExactlyTwentyFourHours()
    {
        Refused(Ride, claims => claims.Until = claims.From + 86_399);
        Granted(Ride, claims => claims.Until = claims.From + 86_400);
        Refused(Ride, claims => claims.Until = claims.From + 86_401);
    }

    [Fact]
    public void TheRealPersonCheckIsNotLaterThanTheIssue()
    {
        Granted(Ride, claims => claims.Live = claims.IssuedAt);
        Refused(Ride, claims => claims.Live = claims.IssuedAt + 1);
    }

    [Fact]
    public void TheEndIsAfterTheStart()
    {
        Refused(Licence, claims => claims.Until = claims.From);
        Refused(Licence, claims => claims.Until = claims.From - 1);
        Assert.Equal("credential_expired", Judge(CodeForm.Issued, Licence, claims => claims.Until = claims.From + 1));
    }

    [Fact]
    public void ExpiryOfAnIssuedCodeIsSixtySecondsLater()
    {
        Assert.Equal("granted", Judge(CodeForm.Issued, Ride, claims => claims.Expiry = T + 60));
        Assert.Equal("malformed", Judge(CodeForm.Issued, Ride, claims => claims.Expiry = T + 59));
        Assert.Equal("malformed", Judge(CodeForm.Issued, Ride, claims => claims.Expiry = T + 61));
        Assert.Equal("malformed", Judge(CodeForm.Issued, Ride, claims => claims.Expiry = ulong.MaxValue));
    }

    [Fact]
    public void ExpiryOfAGrantIsTheEarlierEnd()
    {
        void EndsSoon(RawClaims claims) => claims.Until = T + 5;
        var live = (ulong)LiveAt.Seconds;
        Assert.Equal("granted", Judge(CodeForm.Bound, Licence, claims => claims.Expiry = live + 1800));
        Assert.Equal("malformed", Judge(CodeForm.Bound, Licence, claims => claims.Expiry = live + 1799));
        Assert.Equal("malformed", Judge(CodeForm.Bound, Licence, claims => claims.Expiry = live + 1801));
        Assert.Equal("granted", Judge(CodeForm.Bound, Licence, EndsSoon + (Action<RawClaims>)(claims => claims.Expiry = T + 5)));
        Assert.Equal("malformed", Judge(CodeForm.Bound, Licence, EndsSoon + (Action<RawClaims>)(claims => claims.Expiry = live + 1800)));
    }

    [Theory]
    [InlineData(MaxTime + 1)]
    [InlineData((ulong)long.MaxValue)]
    [InlineData((ulong)long.MaxValue + 1)]
    [InlineData(ulong.MaxValue)]
    public void TimesOutOfRange(ulong time)
    {
        Refused(Ride, claims => claims.IssuedAt = time);
        Refused(Ride, claims => claims.Live = time);
        Refused(Ride, claims => (claims.From, claims.Until) = (time, unchecked(time + 86_400)));
        Refused(Ride, claims => (claims.From, claims.Until) = (unchecked(time - 86_400), time));
        Refused(Licence, claims => claims.Until = time);
        Refused(Licence, claims => (claims.From, claims.Until, claims.Live, claims.IssuedAt) = (time, time, time, time));
    }

    [Fact]
    public void TheLastTimeOfAllIsATime() => Granted(Licence, claims => claims.Until = MaxTime);

    [Fact]
    public void StatusReferences()
    {
        Granted(Ride, claims => (claims.List, claims.Index) = (0, 0));
        Granted(Ride, claims => (claims.List, claims.Index) = (65_535, (1 << 28) - 1));
        Refused(Ride, claims => claims.List = 65_536);
        Refused(Ride, claims => claims.Index = 1 << 28);
    }

    [Fact]
    public void LicencesClaims()
    {
        Granted(Licence, claims => claims.Classes = Cbor.Unsigned(1));
        Granted(Licence, claims => claims.Classes = Cbor.Unsigned((1 << 17) - 1));
        Refused(Licence, claims => claims.Classes = Cbor.Unsigned(0));
        Refused(Licence, claims => claims.Classes = Cbor.Unsigned(1 << 17));
        Granted(Licence, claims => claims.Authority = Cbor.Unsigned(100_000));
        Granted(Licence, claims => claims.Authority = Cbor.Unsigned(999_999));
        Refused(Licence, claims => claims.Authority = Cbor.Unsigned(99_999));
        Refused(Licence, claims => claims.Authority = Cbor.Unsigned(1_000_000));
    }

    [Fact]
    public void Compartments()
    {
        Granted(Ride, claims => (claims.GateNumber, claims.Gate) = (0, Cbor.Null));
        Refused(Ride, claims => (claims.GateNumber, claims.Gate) = (1, Cbor.Null));
        Refused(Ride, claims => claims.GateNumber = 0);
        Granted(Ride, claims => claims.GateNumber = 65_535);
        Refused(Ride, claims => claims.GateNumber = 65_536);
        Refused(Ride, claims => claims.Gate = Cbor.Bytes(new byte[31]));
        Refused(Ride, claims => claims.Gate = Cbor.Bytes(new byte[33]));
        Refused(Licence, claims => (claims.GateNumber, claims.Gate) = (3, Cbor.Bytes(new byte[32])));
        Refused(Ride, claims => claims.IdentityNumber = 0);
        Granted(Ride, claims => claims.IdentityNumber = 65_535);
        Refused(Ride, claims => claims.IdentityNumber = 65_536);
        Refused(Ride, claims => claims.Identity = Cbor.Null);
        Refused(Ride, claims => claims.Identity = Cbor.Bytes(new byte[CodeLimits.IdentityBytesMin - 1]));
        Granted(Ride, claims => claims.Identity = Cbor.Bytes(new byte[CodeLimits.IdentityBytesMin]));
        Granted(Ride, claims => claims.Identity = Cbor.Bytes(new byte[150]));
    }

    [Fact]
    public void IdentityCompartmentsHaveALongestLength()
    {
        Assert.Equal("granted", Judge(CodeForm.Issued, Ride, claims =>
            claims.Identity = Cbor.Bytes(new byte[CodeLimits.IdentityBytesMax])));
        Assert.Equal("malformed", Judge(CodeForm.Issued, Ride, claims =>
            claims.Identity = Cbor.Bytes(new byte[CodeLimits.IdentityBytesMax + 1])));
    }

    private void Granted(CredentialKind kind, Action<RawClaims> edit) =>
        Assert.All(Enum.GetValues<CodeForm>(), form => Assert.Equal("granted", Judge(form, kind, edit)));

    private void Refused(CredentialKind kind, Action<RawClaims> edit) =>
        Assert.All(Enum.GetValues<CodeForm>(), form => Assert.Equal("malformed", Judge(form, kind, edit)));

    private string Judge(CodeForm form, CredentialKind kind, Action<RawClaims> edit) =>
        _world.Verdict(RawSign1.Text(RawSign1.Code(form, kind, SignatureAlgorithm.ESP256, edit)));

    private string JudgePayload(List<byte[]> entries, CredentialKind kind = Ride)
    {
        var code = RawSign1.Issued(kind, SignatureAlgorithm.ESP256);
        code.Payload = Cbor.Map([.. entries]);
        return _world.Verdict(RawSign1.Text(code.Encode()));
    }
}
