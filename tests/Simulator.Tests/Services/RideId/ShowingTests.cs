using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.RideId;
using TempIdentity.Simulator.Tests.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Tests.Services.RideId;

/// <summary>Showing: R9 to R13, and what revocation does.</summary>
public sealed class ShowingTests : IDisposable
{
    private readonly RideWorld _world = new();

    public void Dispose() => _world.Dispose();

    private Answer<ServedCode> Code(Session session, SignatureAlgorithm algorithm = SignatureAlgorithm.ESP256) =>
        _world.Service.Code(session, algorithm, _world.Now);

    private string? CheckAgain(Session session, CameraCapture camera = CameraCapture.Pass) =>
        _world.Service.CheckAgain(session, camera, _world.Now).Refusal?.Code;

    [Theory]
    [InlineData(SignatureAlgorithm.ESP256)]
    [InlineData(SignatureAlgorithm.Ed25519)]
    [InlineData(SignatureAlgorithm.SM2)]
    [Trait("rule", "R9")]
    public void A_code_lives_60_seconds_and_the_next_is_another(SignatureAlgorithm algorithm)
    {
        var session = _world.Anonymous();
        _world.Obtain(session, RideWorld.Person());
        var first = Code(session, algorithm).Required;
        Assert.Equal((_world.Now, _world.Now + 60), (first.IssuedAt, first.ExpiresAt));
        Assert.Equal(VerdictCode.Granted, _world.Verdict(first.Text));
        _world.Clock.Advance(CodeLimits.CodeLifetimeSeconds);
        var second = Code(session, algorithm).Required;
        var trust = _world.Trust();
        Assert.NotEqual(
            TestWorld.Check(first.Text, trust, _world.Now).Presentation, TestWorld.Check(second.Text, trust, _world.Now).Presentation);
        Assert.Equal(VerdictCode.Granted, _world.Verdict(second.Text));
        Assert.Equal(VerdictCode.CodeStale, _world.Verdict(first.Text, _world.Now + 31));
    }

    [Fact]
    [Trait("rule", "R9")]
    public void Two_codes_of_one_second_are_two_presentations()
    {
        var session = _world.Anonymous();
        _world.Obtain(session, RideWorld.Person());
        var trust = _world.Trust();
        var checks = Enumerable.Range(0, 3).Select(_ => TestWorld.Check(Code(session).Required.Text, trust, _world.Now)).ToArray();
        Assert.Equal(3, checks.Select(check => check.Presentation).Distinct().Count());
    }

    [Fact]
    [Trait("rule", "R10")]
    public void Thirty_minutes_after_the_check_no_code_is_served_until_it_is_passed_again()
    {
        var session = _world.Anonymous();
        Assert.Equal(_world.Now + 1800, _world.Obtain(session, RideWorld.Person()).Required.CheckValidUntil);
        _world.Clock.Advance(1799);
        Assert.NotNull(Code(session).Value);
        _world.Clock.Advance(1);
        var refusal = Code(session).Refusal!;
        Assert.Equal(("check_expired", "R10"), (refusal.Code, refusal.Rule));
        Assert.NotNull(_world.Service.View(session, _world.Now).Value);
        Assert.Equal("check_failed", CheckAgain(session, CameraCapture.Fail));
        Assert.Equal("check_expired", Code(session).Refusal!.Code);
        Assert.Null(CheckAgain(session));
        Assert.Equal(VerdictCode.Granted, _world.Verdict(Code(session).Required.Text));
    }

    [Fact]
    [Trait("rule", "R10")]
    public void Another_sessions_check_does_not_serve_this_one()
    {
        var first = _world.Anonymous();
        _world.Obtain(first, RideWorld.Person());
        _world.Clock.Advance(1700);
        var second = _world.Anonymous();
        Assert.True(_world.Obtain(second, RideWorld.Person()).Required.Existing);
        _world.Clock.Advance(100);
        Assert.Equal("check_expired", Code(first).Refusal!.Code);
        Assert.NotNull(Code(second).Value);
    }

    [Theory]
    [InlineData(SignatureAlgorithm.ESP256)]
    [InlineData(SignatureAlgorithm.SM2)]
    [Trait("rule", "R10")]
    public void A_grant_names_the_phones_key_and_ends_30_minutes_after_the_check(SignatureAlgorithm algorithm)
    {
        using var phone = SigningKey.Generate(algorithm);
        var session = _world.Anonymous();
        _world.Obtain(session, RideWorld.Person());
        var end = _world.Now + 1800;
        _world.Clock.Advance(600);
        var grant = _world.Service.Grant(session, phone.PublicKey, _world.Now).Required;
        Assert.Equal(end, grant.EndsAt);
        var code = CodeSigner.SignPresentation(grant.Grant, phone, end - 1, 1);
        Assert.Equal(VerdictCode.Granted, _world.Verdict(code, end - 1));
        Assert.Equal(VerdictCode.LivenessExpired, _world.Verdict(CodeSigner.SignPresentation(grant.Grant, phone, end, 2), end));
        _world.Clock.Advance(1200);
        Assert.Equal("check_expired", _world.Service.Grant(session, phone.PublicKey, _world.Now).Refusal!.Code);
    }

    [Fact]
    public void A_phone_never_holds_an_Ed25519_key()
    {
        using var phone = SigningKey.Generate(SignatureAlgorithm.Ed25519);
        var session = _world.Anonymous();
        _world.Obtain(session, RideWorld.Person());
        Assert.Equal("holder_key_refused",
            _world.Service.Grant(session, phone.PublicKey, _world.Now).Refusal!.Code);
    }

    [Fact]
    [Trait("rule", "R11")]
    public void A_user_without_an_account_passes_the_check_again_after_closing_the_page()
    {
        var session = _world.Anonymous();
        _world.Obtain(session, RideWorld.Person());
        _world.Service.ClosePage(session);
        var refusal = Code(session).Refusal!;
        Assert.Equal(("page_closed", "R11"), (refusal.Code, refusal.Rule));
        Assert.Equal("page_closed", _world.Service.View(session, _world.Now).Refusal!.Code);
        Assert.Null(CheckAgain(session));
        Assert.NotNull(Code(session).Value);
    }

    [Fact]
    [Trait("rule", "R11")]
    public void A_registered_user_may_close_the_page_and_open_it_again()
    {
        var session = _world.Registered(RideWorld.Person()).Session;
        _world.Obtain(session, person: null);
        _world.Service.ClosePage(session);
        Assert.NotNull(Code(session).Value);
        Assert.NotNull(_world.Service.View(session, _world.Now).Value);
    }

    [Fact]
    [Trait("rule", "R12")]
    public void A_registered_user_passes_the_check_again_after_signing_out()
    {
        var before = _world.Registered(RideWorld.Person());
        var certificate = _world.Obtain(before.Session, person: null).Required;
        _world.Service.SignOut(before.Session, _world.Now);
        Assert.Null(_world.Service.Sessions.Find(before.Token, _world.Now));
        var after = _world.Service.Accounts.SignIn("13800000001", RideWorld.Password, "c", _world.Now).Required.Session;
        var refusal = Code(after).Refusal!;
        Assert.Equal(("check_after_sign_in", "R12"), (refusal.Code, refusal.Rule));
        Assert.Equal("check_failed", CheckAgain(after, CameraCapture.Fail));
        var again = _world.Service.CheckAgain(after, CameraCapture.Pass, _world.Now).Required;
        Assert.Equal((certificate.Id, 2), (again.Id, again.GrantsLeft));
        Assert.NotNull(Code(after).Value);
    }

    [Fact]
    [Trait("rule", "R12")]
    public void A_registered_user_passes_the_check_again_after_clearing_the_cache()
    {
        var session = _world.Registered(RideWorld.Person()).Session;
        _world.Obtain(session, person: null);
        _world.Service.ClearCache(session);
        Assert.Equal("check_after_sign_in", Code(session).Refusal!.Code);
        Assert.Null(CheckAgain(session));
        Assert.NotNull(Code(session).Value);
    }

    [Fact]
    [Trait("rule", "R12")]
    public void An_account_that_claims_somebody_elses_number_learns_nothing()
    {
        _world.Obtain(_world.Anonymous(), RideWorld.Person());
        var impostor = _world.Registered(RideWorld.Person()).Session;
        Assert.Equal("check_after_sign_in", _world.Service.View(impostor, _world.Now).Refusal!.Code);
        Assert.Equal("check_failed", CheckAgain(impostor, CameraCapture.Fail));
        var nobody = _world.Registered(RideWorld.Person() with { Number = "11010118500101019X" }, "13800000009").Session;
        Assert.Equal("check_after_sign_in", _world.Service.View(nobody, _world.Now).Refusal!.Code);
        Assert.Equal("check_failed", CheckAgain(nobody));
    }

    [Fact]
    public void A_registered_person_without_a_certificate_is_told_so_after_the_check()
    {
        var session = _world.Registered(RideWorld.Person()).Session;
        Assert.Equal("no_certificate", CheckAgain(session));
        Assert.Equal("no_certificate", CheckAgain(_world.Anonymous()));
    }

    [Fact]
    [Trait("rule", "R13")]
    public void Each_code_comes_with_the_advice_to_tap_refresh()
    {
        Assert.Contains("请点击二维码下方“刷新”按钮", RideIdTexts.Refresh.Zh, StringComparison.Ordinal);
        Assert.Contains("Refresh", RideIdTexts.Refresh.En, StringComparison.Ordinal);
        var message = RideIdAnswers.Of(new ServedCode("TI1:", _world.Now, _world.Now + 60, _world.Now));
        Assert.Equal((RideIdTexts.Refresh.Zh, RideIdTexts.Refresh.En), (message.AdviceZhCn, message.Advice));
        Assert.Equal(60, message.RefreshAfterSeconds);
        var grant = RideIdAnswers.Of(new ServedGrant([1], _world.Now));
        Assert.Equal((RideIdTexts.Refresh.Zh, 60), (grant.AdviceZhCn, grant.RefreshAfterSeconds));
    }

    [Fact]
    [Trait("rule", "R17")]
    public void A_revoked_certificate_serves_no_code_and_the_gates_learn_of_it()
    {
        var session = _world.Registered(RideWorld.Person()).Session;
        var view = _world.Obtain(session, person: null).Required;
        var reference = _world.World.Authorities.RideIds.Find(view.Id).Status;
        Assert.Equal(CredentialStatus.Normal, _world.Trust().FindStatus(CredentialKind.RideId, reference, _world.Now).Status);
        var revocation = _world.Service.Revoke(view.Id, RevocationReason.Impersonation, _world.Now).Required;
        Assert.Equal((view.Id, RevocationReason.Impersonation, _world.Now), (revocation.Id, revocation.Reason, revocation.At));
        var refusal = Code(session).Refusal!;
        Assert.Equal(("certificate_revoked", "R17"), (refusal.Code, refusal.Rule));
        Assert.Contains("公安制证窗口", refusal.NextStep.Zh, StringComparison.Ordinal);
        Assert.Equal("certificate_revoked", CheckAgain(session));
        Assert.Equal(CredentialStatus.Revoked, _world.Trust().FindStatus(CredentialKind.RideId, reference, _world.Now).Status);
        Assert.Contains("已撤销", _world.Service.Outbox.NoticesOf(session.Account!.Value)[0].Text.Zh, StringComparison.Ordinal);
        Assert.Equal(revocation, _world.Service.Revoke(view.Id, RevocationReason.HolderAsked, _world.Now + 1).Required);
        Assert.Equal("not_found", _world.Service.Revoke(new CredentialId(1), RevocationReason.HolderAsked, _world.Now).Refusal!.Code);
    }

    [Fact]
    public void Too_many_codes_of_a_session_are_refused_and_one_a_minute_never()
    {
        var session = _world.Anonymous();
        _world.Obtain(session, RideWorld.Person());
        for (var minute = 0; minute < 20; minute++)
        {
            Assert.NotNull(Code(session).Value);
            _world.Clock.Advance(60);
        }
        for (var i = 0; i < RideIdLimits.CodesPerSessionMax; i++) Assert.NotNull(Code(session).Value);
        Assert.Equal("too_many_requests", Code(session).Refusal!.Code);
    }
}
