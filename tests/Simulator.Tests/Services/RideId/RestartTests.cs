using System.Text;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.RideId;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Tests.Services.RideId;

/// <summary>A power cut after any answer loses nothing of it, and leaves nothing personal to read.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly RideWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Each_answered_step_survives_a_power_cut()
    {
        var started = _world.Service.Accounts.Register(
            new RegistrationRequest(RideWorld.Person(), "13800000001", null, RideWorld.Password), "c", _world.Now).Required;
        var sms = _world.Service.Outbox.Read()[^1].Text.Zh;
        _world.PowerCut();
        var opened = _world.Service.Accounts.Confirm(started.Id, RideWorld.CodeIn(sms), _world.Now).Required;
        _world.PowerCut();
        var session = _world.Service.Sessions.Find(opened.Token, _world.Now)!;
        var application = _world.Apply(session).Required.Id;
        _world.PowerCut();
        var view = _world.Service.Check(session, application, CameraCapture.Pass, _world.Now).Required;
        _world.PowerCut();
        Assert.Equal(view with { Existing = true }, _world.Service.View(session, _world.Now).Required);
        var served = _world.Service.Code(session, SignatureAlgorithm.ESP256, _world.Now).Required;
        Assert.Equal(VerdictCode.Granted, _world.Verdict(served.Text));
        _world.Service.Revoke(view.Id, RevocationReason.HolderAsked, _world.Now);
        _world.PowerCut();
        var reference = _world.World.Authorities.RideIds.Find(view.Id).Status;
        Assert.Equal(CredentialStatus.Revoked, _world.Trust().FindStatus(CredentialKind.RideId, reference, _world.Now).Status);
        Assert.Equal("certificate_revoked", _world.Service.View(session, _world.Now).Refusal!.Code);
    }

    [Fact]
    [Trait("rule", "R6")]
    public void The_month_is_counted_across_power_cuts()
    {
        for (var i = 0; i < 3; i++)
        {
            _world.ObtainAndExpire(RideWorld.Person(), 1);
            _world.PowerCut();
        }
        Assert.Equal("quota_used", _world.Obtain(_world.Anonymous(), RideWorld.Person()).Refusal!.Code);
    }

    [Fact]
    [Trait("rule", "R12")]
    public void A_session_that_was_signed_out_stays_so_across_a_power_cut()
    {
        var opened = _world.Registered(RideWorld.Person());
        _world.Service.SignOut(opened.Session, _world.Now);
        _world.PowerCut();
        Assert.Null(_world.Service.Sessions.Find(opened.Token, _world.Now));
    }

    [Fact]
    public void A_code_from_before_the_power_cut_still_opens_gates_after_it_and_trust_goes_on_I8()
    {
        var session = _world.Anonymous();
        _world.Obtain(session, RideWorld.Person());
        var code = _world.Service.Code(session, SignatureAlgorithm.SM2, _world.Now).Required.Text;
        var before = _world.Trust();
        _world.PowerCut();
        var after = _world.Trust();
        Assert.Equal(VerdictCode.Granted, _world.Verdict(code));
        Assert.All(before.Versions, pair => Assert.True(after.Versions[pair.Key] > pair.Value, pair.Key));
    }

    [Fact]
    public void Keys_follow_the_time_over_months_and_restarts()
    {
        for (var month = 0; month < 5; month++)
        {
            var session = _world.Anonymous();
            _world.Obtain(session, RideWorld.Person());
            var code = _world.Service.Code(session, SignatureAlgorithm.ESP256, _world.Now).Required.Text;
            Assert.Equal(VerdictCode.Granted, _world.Verdict(code));
            _world.PowerCut();
            Assert.Equal(VerdictCode.Granted, _world.Verdict(code));
            _world.Clock.Advance(25 * 86_400);
            _world.World.Keys.Ensure(_world.Now);
        }
        Assert.InRange(_world.Trust().Keys.Count, 9, 4 * 9);
    }

    [Fact]
    public void Nothing_personal_lies_open_on_the_disk()
    {
        var session = _world.Registered(RideWorld.Person(), "13800000042").Session;
        _world.Obtain(session, person: null);
        _world.Obtain(_world.Anonymous(), RideWorld.Person(9));
        var code = _world.Service.Code(session, SignatureAlgorithm.ESP256, _world.Now).Required.Text;
        _world.Trust();
        var bytes = _world.Files.AllBytes();
        string[] secrets =
        [
            RideWorld.Person().Number, RideWorld.Person().Name, RideWorld.Person(9).Number, RideWorld.Person(9).Name, "13800000042",
            "39.9 116.4", "116.4", code, code[4..40], RideWorld.Password,
        ];
        foreach (var secret in secrets) Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)));
    }
}
