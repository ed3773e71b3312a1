using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Phones;
using TempIdentity.Simulator.Tests.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Tests.Phones;

public class PhoneTests
{
    private static readonly UnixTime Start = TestWorld.Start;
    private readonly TestWorld _world = new();

    public static TheoryData<CredentialKind, CodeForm, SignatureAlgorithm> Everything()
    {
        var data = new TheoryData<CredentialKind, CodeForm, SignatureAlgorithm>();
        foreach (var kind in Enum.GetValues<CredentialKind>())
        {
            foreach (var form in Enum.GetValues<CodeForm>())
            {
                foreach (var algorithm in Enum.GetValues<SignatureAlgorithm>()) data.Add(kind, form, algorithm);
            }
        }
        return data;
    }

    internal static SignatureAlgorithm HolderAlgorithm(SignatureAlgorithm issuers) => BoundPhone.HolderAlgorithm(issuers);

    private Phone NewPhone(
        CredentialKind kind, CodeForm form, SignatureAlgorithm algorithm, CredentialId id, long offset = 0, bool stops = true)
    {
        var issuer = _world.Authorities.IssuerOf(kind);
        return form == CodeForm.Issued
            ? new IssuedPhone(issuer, id, algorithm, offset)
            : new BoundPhone(issuer, id, algorithm, _world.HolderKey(algorithm), offset) { StopsAtGrantEnd = stops };
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void A_shown_code_is_granted_now_and_says_who_signed_what(CredentialKind kind, CodeForm form, SignatureAlgorithm algorithm)
    {
        var id = _world.Grant(kind, Start);
        var phone = NewPhone(kind, form, algorithm, id);
        var trust = _world.Publish(Start);
        var check = TestWorld.Check(phone.Show(Start + 10), trust, Start + 10);
        Assert.Empty(check.Failures);
        Assert.Equal(_world.Authorities.IssuerOf(kind).CodeKeys.Active(algorithm, Start).Id, check.Key);
        Assert.Equal((kind, form, id), (check.Claims!.Kind, check.Claims.Form, check.Claims.Credential));
        Assert.Equal(Start + 10, check.Claims.CodeTime);
        Assert.Equal(Start, check.Claims.LiveAt);
        Assert.Equal(form == CodeForm.Bound ? BoundPhone.HolderAlgorithm(algorithm) : null, check.Claims.Holder?.Algorithm);
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void A_screenshot_holds_for_90_seconds_and_is_stale_at_91_R9(CredentialKind kind, CodeForm form, SignatureAlgorithm algorithm)
    {
        var phone = NewPhone(kind, form, algorithm, _world.Grant(kind, Start));
        var trust = _world.Publish(Start);
        var screenshot = phone.Show(Start);
        Assert.Equal(VerdictCode.Granted, TestWorld.Verdict(screenshot, trust, Start + 90));
        Assert.Equal(VerdictCode.CodeStale, TestWorld.Verdict(screenshot, trust, Start + 91));
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Liveness_ends_at_exactly_1800_seconds_R10(CredentialKind kind, CodeForm form, SignatureAlgorithm algorithm)
    {
        var phone = NewPhone(kind, form, algorithm, _world.Grant(kind, Start));
        var trust = _world.Publish(Start);
        var text = phone.Show(Start + 1790);
        Assert.Equal(VerdictCode.Granted, TestWorld.Verdict(text, trust, Start + 1799));
        Assert.Equal(VerdictCode.LivenessExpired, TestWorld.Verdict(text, trust, Start + 1800));
    }

    [Theory]
    [InlineData(CodeForm.Issued, SignatureAlgorithm.ESP256)]
    [InlineData(CodeForm.Issued, SignatureAlgorithm.Ed25519)]
    [InlineData(CodeForm.Issued, SignatureAlgorithm.SM2)]
    [InlineData(CodeForm.Bound, SignatureAlgorithm.ESP256)]
    [InlineData(CodeForm.Bound, SignatureAlgorithm.Ed25519)]
    [InlineData(CodeForm.Bound, SignatureAlgorithm.SM2)]
    public void A_ride_id_ends_after_24_hours_to_the_second_R7(CodeForm form, SignatureAlgorithm algorithm)
    {
        var id = _world.Grant(CredentialKind.RideId, Start);
        var end = Start + 86_400;
        _world.Authorities.RideIds.PassLiveness(id, end - 60);
        var text = NewPhone(CredentialKind.RideId, form, algorithm, id).Show(end - 1);
        var trust = _world.Publish(end);
        Assert.Equal(VerdictCode.Granted, TestWorld.Verdict(text, trust, end - 1));
        Assert.Equal(VerdictCode.CredentialExpired, TestWorld.Verdict(text, trust, end));
    }

    [Theory]
    [InlineData(CredentialKind.RideId)]
    [InlineData(CredentialKind.DrivingLicence)]
    public void A_phone_ahead_or_behind_is_told_apart(CredentialKind kind)
    {
        var id = _world.Grant(kind, Start);
        var trust = _world.Publish(Start);
        VerdictCode At(long offset) =>
            TestWorld.Verdict(NewPhone(kind, CodeForm.Bound, SignatureAlgorithm.ESP256, id, offset).Show(Start + 200), trust, Start + 200);
        Assert.Equal(VerdictCode.Granted, At(30));
        Assert.Equal(VerdictCode.CodeFromFuture, At(31));
        Assert.Equal(VerdictCode.CodeFromFuture, At(180));
        Assert.Equal(VerdictCode.Granted, At(-90));
        Assert.Equal(VerdictCode.CodeStale, At(-91));
        Assert.Equal(VerdictCode.CodeStale, At(-180));
    }

    [Fact]
    public void The_clock_of_a_phone_does_not_matter_in_issued_form()
    {
        var id = _world.Grant(CredentialKind.RideId, Start);
        var phone = NewPhone(CredentialKind.RideId, CodeForm.Issued, SignatureAlgorithm.Ed25519, id, 180);
        Assert.Equal(VerdictCode.Granted, TestWorld.Verdict(phone.Show(Start), _world.Publish(Start), Start));
    }

    [Theory]
    [InlineData(CodeForm.Issued)]
    [InlineData(CodeForm.Bound)]
    public void The_code_is_renewed_every_60_seconds_R9(CodeForm form)
    {
        var phone = NewPhone(CredentialKind.RideId, form, SignatureAlgorithm.ESP256, _world.Grant(CredentialKind.RideId, Start));
        var first = phone.Show(Start);
        Assert.Equal(first, phone.Show(Start + 59));
        Assert.NotEqual(first, phone.Show(Start + 60));
    }

    [Fact]
    public void Without_the_network_an_issued_code_stands_still_and_a_bound_one_goes_on_R13()
    {
        var id = _world.Grant(CredentialKind.RideId, Start);
        var issued = NewPhone(CredentialKind.RideId, CodeForm.Issued, SignatureAlgorithm.ESP256, id);
        var bound = NewPhone(CredentialKind.RideId, CodeForm.Bound, SignatureAlgorithm.ESP256, id);
        var trust = _world.Publish(Start);
        issued.Show(Start);
        bound.Show(Start);
        issued.Online = bound.Online = false;
        Assert.Equal(VerdictCode.CodeStale, TestWorld.Verdict(issued.Show(Start + 120), trust, Start + 120));
        Assert.Equal(VerdictCode.Granted, TestWorld.Verdict(bound.Show(Start + 120), trust, Start + 120));
    }

    [Theory]
    [InlineData(CodeForm.Issued)]
    [InlineData(CodeForm.Bound)]
    public void Thirty_minutes_after_the_check_the_screen_stands_still_until_it_is_passed_again_R10(CodeForm form)
    {
        var phone = NewPhone(CredentialKind.RideId, form, SignatureAlgorithm.ESP256, _world.Grant(CredentialKind.RideId, Start));
        var last = phone.Show(Start + 1730);
        Assert.Equal(last, phone.Show(Start + 1800));
        Assert.Equal(IssuerRefusal.LivenessExpired, phone.Refusal);
        phone.PassLiveness(Start + 1810);
        Assert.NotEqual(last, phone.Show(Start + 1810));
        Assert.Equal(VerdictCode.Granted, TestWorld.Verdict(phone.Show(Start + 1810), _world.Publish(Start + 1810), Start + 1810));
    }

    [Fact]
    public void An_altered_app_that_goes_on_is_found_out_R10()
    {
        var id = _world.Grant(CredentialKind.RideId, Start);
        var phone = NewPhone(CredentialKind.RideId, CodeForm.Bound, SignatureAlgorithm.SM2, id, stops: false);
        phone.Show(Start);
        var check = TestWorld.Check(phone.Show(Start + 1860), _world.Publish(Start), Start + 1860);
        Assert.Equal([VerdictCode.LivenessExpired], check.Failures);
        Assert.Equal(Start + 1860, check.Claims!.CodeTime);
    }

    [Fact]
    public void A_bound_phone_counts_its_presentations_and_signs_the_challenge()
    {
        var phone = NewPhone(CredentialKind.RideId, CodeForm.Bound, SignatureAlgorithm.ESP256, _world.Grant(CredentialKind.RideId, Start));
        var trust = _world.Publish(Start);
        var first = TestWorld.Check(phone.Show(Start), trust, Start).Claims!.Presentation!;
        phone.Refresh(Start, challenge: 42);
        var second = TestWorld.Check(phone.Show(Start), trust, Start).Claims!.Presentation!;
        Assert.Equal((1u, (int?)null), (first.Counter, first.Challenge));
        Assert.Equal((2u, (int?)42), (second.Counter, second.Challenge));
    }

    [Theory]
    [InlineData(CodeForm.Issued)]
    [InlineData(CodeForm.Bound)]
    public void Two_codes_in_one_second_are_two_presentations_I3(CodeForm form)
    {
        var phone = NewPhone(CredentialKind.RideId, form, SignatureAlgorithm.Ed25519, _world.Grant(CredentialKind.RideId, Start));
        var trust = _world.Publish(Start);
        var presentations = new HashSet<PresentationId>();
        for (var turn = 0; turn < 5; turn++)
        {
            phone.Refresh(Start);
            var check = TestWorld.Check(phone.Screenshot!, trust, Start);
            Assert.Equal(VerdictCode.Granted, check.First);
            Assert.True(presentations.Add(check.Presentation!.Value));
        }
    }

    [Fact]
    public void A_phone_that_never_had_a_code_says_so()
    {
        var phone = NewPhone(CredentialKind.RideId, CodeForm.Issued, SignatureAlgorithm.ESP256, new CredentialId(1));
        var thrown = Assert.Throws<InvalidOperationException>(() => phone.Show(Start));
        Assert.Contains(nameof(IssuerRefusal.UnknownCredential), thrown.Message, StringComparison.Ordinal);
        Assert.Null(phone.Screenshot);
    }
}
