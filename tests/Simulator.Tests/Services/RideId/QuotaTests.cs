using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.RideId;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Tests.Services.RideId;

/// <summary>Three in a calendar month (R6), 24 hours (R7), and what does not count (R8).</summary>
public sealed class QuotaTests : IDisposable
{
    private readonly RideWorld _world = new(RideWorld.China("2026-10-05 08:00:00"));

    public void Dispose() => _world.Dispose();

    [Fact]
    [Trait("rule", "R6")]
    [Trait("rule", "R17")]
    public void The_fourth_application_of_a_month_is_refused()
    {
        _world.ObtainAndExpire(RideWorld.Person(), 3);
        var refusal = _world.Obtain(_world.Anonymous(), RideWorld.Person()).Refusal!;
        Assert.Equal(("quota_used", 403, "R6"), (refusal.Code, refusal.Status, refusal.Rule));
        Assert.Contains("公安制证窗口", refusal.NextStep.Zh, StringComparison.Ordinal);
        Assert.Contains("police counter", refusal.NextStep.En, StringComparison.Ordinal);
        Assert.NotNull(_world.Obtain(_world.Anonymous(), RideWorld.Person(1)).Value);
    }

    [Fact]
    [Trait("rule", "R6")]
    public void Refused_applications_do_not_count()
    {
        foreach (var camera in new[] { CameraCapture.Fail, CameraCapture.Spoof, CameraCapture.Timeout })
            Assert.NotNull(_world.Obtain(_world.Anonymous(), RideWorld.Person(), camera).Refusal);
        var view = _world.Obtain(_world.Anonymous(), RideWorld.Person()).Required;
        Assert.Equal(2, view.GrantsLeft);
        _world.Clock.Advance(86_400);
        _world.ObtainAndExpire(RideWorld.Person(), 2);
        Assert.Equal("quota_used", _world.Obtain(_world.Anonymous(), RideWorld.Person()).Refusal!.Code);
    }

    [Theory]
    [InlineData("2026-10-31 23:59:59", "quota_used")]
    [InlineData("2026-11-01 00:00:00", null)]
    [Trait("rule", "R6")]
    public void A_new_month_begins_at_midnight_on_the_31st_in_China(string at, string? code)
    {
        _world.ObtainAndExpire(RideWorld.Person(), 3);
        _world.Clock.Advance(RideWorld.China(at) - _world.Now);
        Assert.Equal(code, _world.Obtain(_world.Anonymous(), RideWorld.Person()).Refusal?.Code);
    }

    [Fact]
    [Trait("rule", "R6")]
    public void A_certificate_counts_in_the_month_in_which_it_was_granted()
    {
        _world.ObtainAndExpire(RideWorld.Person(), 2);
        _world.Clock.Advance(RideWorld.China("2026-10-31 23:59:59") - _world.Now);
        var session = _world.Anonymous();
        var application = _world.Apply(session, RideWorld.Person()).Required.Id;
        _world.Clock.Advance(1);
        var view = _world.Service.Check(session, application, CameraCapture.Pass, _world.Now).Required;
        Assert.Equal(2, view.GrantsLeft);
    }

    [Fact]
    [Trait("rule", "R6")]
    public void Applications_at_the_same_instant_never_grant_a_fourth()
    {
        _world.ObtainAndExpire(RideWorld.Person(), 2);
        const int Threads = 12;
        var sessions = Enumerable.Range(0, Threads).Select(_ => _world.Anonymous()).ToArray();
        var applications = sessions.Select(session => _world.Apply(session, RideWorld.Person()).Required.Id).ToArray();
        var views = new CertificateView[Threads];
        using var together = new Barrier(Threads);
        var threads = Enumerable.Range(0, Threads).Select(index => new Thread(() =>
        {
            together.SignalAndWait();
            views[index] = _world.Service.Check(sessions[index], applications[index], CameraCapture.Pass, _world.Now).Required;
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.Single(views, view => !view.Existing);
        Assert.Single(views.Select(view => view.Id).Distinct());
        Assert.All(views, view => Assert.Equal(0, view.GrantsLeft));
        _world.Service.Revoke(views[0].Id, RevocationReason.GrantedInError, _world.Now);
        Assert.Equal("quota_used", _world.Obtain(_world.Anonymous(), RideWorld.Person()).Refusal!.Code);
    }

    [Fact]
    [Trait("rule", "R8")]
    public void Applications_at_the_same_instant_get_one_certificate()
    {
        const int Threads = 8;
        var sessions = Enumerable.Range(0, Threads).Select(_ => _world.Anonymous()).ToArray();
        var ids = new CredentialId[Threads];
        var applications = sessions.Select(session => _world.Apply(session, RideWorld.Person()).Required.Id).ToArray();
        Parallel.For(0, Threads, index =>
            ids[index] = _world.Service.Check(sessions[index], applications[index], CameraCapture.Pass, _world.Now).Required.Id);
        Assert.Single(ids.Distinct());
        Assert.Equal(2, _world.Service.View(sessions[0], _world.Now).Required.GrantsLeft);
    }

    [Fact]
    [Trait("rule", "R7")]
    public void A_certificate_is_valid_for_24_hours_to_the_second()
    {
        var session = _world.Anonymous();
        var view = _world.Obtain(session, RideWorld.Person()).Required;
        Assert.Equal((_world.Now, _world.Now + 86_400), (view.ValidFrom, view.ValidUntil));
        _world.Clock.Advance(86_399);
        Assert.NotNull(_world.Service.View(session, _world.Now).Value);
        Assert.NotNull(_world.Service.CheckAgain(session, CameraCapture.Pass, _world.Now).Value);
        _world.Clock.Advance(1);
        Assert.Equal("certificate_expired", _world.Service.View(session, _world.Now).Refusal!.Code);
        Assert.Equal("certificate_expired", _world.Service.CheckAgain(session, CameraCapture.Pass, _world.Now).Refusal!.Code);
        Assert.Equal("certificate_expired",
            _world.Service.Code(session, TokenCrypto.Algorithms.SignatureAlgorithm.ESP256, _world.Now).Refusal!.Code);
    }

    [Fact]
    [Trait("rule", "R14")]
    public void A_certificate_that_ran_out_sends_to_another_application_or_the_staffed_lane()
    {
        var session = _world.Anonymous();
        var first = _world.Obtain(session, RideWorld.Person()).Required;
        _world.Clock.Advance(86_400);
        var refusal = _world.Service.View(session, _world.Now).Refusal!;
        Assert.Equal(("certificate_expired", "R14"), (refusal.Code, refusal.Rule));
        Assert.Contains("人工通道", refusal.NextStep.Zh, StringComparison.Ordinal);
        Assert.Contains("重新提交申请", refusal.NextStep.Zh, StringComparison.Ordinal);
        var second = _world.Obtain(session, RideWorld.Person()).Required;
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(1, second.GrantsLeft);
    }

    [Fact]
    [Trait("rule", "R8")]
    public void Views_and_checks_never_count_and_another_application_gets_the_certificate_that_there_is()
    {
        var session = _world.Anonymous();
        var first = _world.Obtain(session, RideWorld.Person()).Required;
        Assert.False(first.Existing);
        for (var i = 0; i < 5; i++)
        {
            _world.Clock.Advance(1800);
            Assert.Equal(2, _world.Service.CheckAgain(session, CameraCapture.Pass, _world.Now).Required.GrantsLeft);
            Assert.Equal(2, _world.Service.View(session, _world.Now).Required.GrantsLeft);
            var again = _world.Obtain(_world.Anonymous(), RideWorld.Person()).Required;
            Assert.Equal((first.Id, true, 2), (again.Id, again.Existing, again.GrantsLeft));
            Assert.Equal(first.ValidUntil, again.ValidUntil);
        }
    }

    [Fact]
    [Trait("rule", "R8")]
    public void The_same_application_asked_again_gives_the_same_certificate()
    {
        var session = _world.Anonymous();
        var application = _world.Apply(session, RideWorld.Person()).Required.Id;
        var first = _world.Service.Check(session, application, CameraCapture.Pass, _world.Now).Required;
        var again = _world.Service.Check(session, application, CameraCapture.Pass, _world.Now).Required;
        Assert.Equal((first.Id, 2), (again.Id, again.GrantsLeft));
    }

    [Fact]
    [Trait("rule", "R8")]
    public void A_certificate_granted_in_the_second_in_which_another_was_revoked_is_the_one_that_is_shown()
    {
        // Numbers are drawn at random: eight persons leave no luck to the order of theirs.
        foreach (var person in Enumerable.Range(0, 8).Select(index => RideWorld.Person(index)))
        {
            var revoked = _world.Obtain(_world.Anonymous(), person).Required;
            _world.Service.Revoke(revoked.Id, RevocationReason.GrantedInError, _world.Now);
            var granted = _world.Obtain(_world.Anonymous(), person).Required;
            var again = _world.Obtain(_world.Anonymous(), person).Required;
            Assert.NotEqual(revoked.Id, granted.Id);
            Assert.Equal((granted.Id, true, 1), (again.Id, again.Existing, again.GrantsLeft));
        }
    }
}
