using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.Licence;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.TokenCrypto.Trust;
using static TempIdentity.Simulator.Tests.Services.Licence.ChinaInstant;
using static TempIdentity.Simulator.Tests.Services.Licence.LicenceWorld;

namespace TempIdentity.Simulator.Tests.Services.Licence;

/// <summary>L3 to L6: the three photo ways, at once or after a review, and its reasons.</summary>
public sealed class LicenceApplicationTests : IDisposable
{
    /// <summary>A driver without a photo on file.</summary>
    private const int NoPhoto = 4;

    private readonly LicenceWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Trait("rule", "L4")]
    public void With_the_photo_on_file_a_passed_check_issues_the_licence_at_once()
    {
        var session = _world.Checked(0);
        var application = _world.Apply(session, PhotoWay.OnFile).Required;
        Assert.Equal((ApplicationState.Issued, Start), (application.State, application.DecidedAt));
        Assert.Equal(Start, _world.Service.Show(session, Esp256, Start).Required.GeneratedAt);
    }

    [Fact]
    [Trait("rule", "L4")]
    public void Without_a_check_of_the_last_30_minutes_nothing_is_issued()
    {
        var session = _world.Filed(0);
        AssertRefused("real_person_check_required", _world.Apply(session, PhotoWay.OnFile));
        _world.PassCheck(session, Start);
        AssertRefused("real_person_check_required", _world.Apply(session, PhotoWay.OnFile, now: Start + 1800));
        Assert.Null(_world.Apply(session, PhotoWay.OnFile, now: Start + 1799).Refusal);
    }

    [Theory]
    [InlineData(CameraCapture.Fail, "real_person_check_failed")]
    [InlineData(CameraCapture.Spoof, "real_person_check_spoof")]
    [InlineData(CameraCapture.Timeout, "real_person_check_timeout")]
    [Trait("rule", "L4")]
    internal void A_check_that_is_not_passed_issues_nothing(CameraCapture capture, string code)
    {
        var session = _world.Filed(0);
        AssertRefused(code, _world.Service.Check(session, capture, Start));
        AssertRefused("real_person_check_required", _world.Apply(session, PhotoWay.OnFile));
    }

    [Fact]
    [Trait("rule", "L4")]
    public void Another_session_needs_a_check_of_its_own()
    {
        var session = _world.Checked(0);
        var other = _world.Service.Accounts.SignIn("13800000000", Password, Client, Start).Required.Session;
        Assert.Equal(session.Account, other.Account);
        AssertRefused("real_person_check_required", _world.Apply(other, PhotoWay.OnFile));
    }

    [Fact]
    [Trait("rule", "L3")]
    public void A_driver_without_a_photo_on_file_sends_one()
    {
        var session = _world.Checked(NoPhoto);
        AssertRefused("no_photo_on_file", _world.Apply(session, PhotoWay.OnFile));
        Assert.Equal([PhotoWay.Camera, PhotoWay.Album], _world.Service.Options(session, Start).Required.Ways);
        var photo = _world.Upload(session, source: PhotoSource.Camera);
        Assert.Equal(ApplicationState.Submitted, _world.Apply(session, PhotoWay.Camera, photo).Required.State);
    }

    [Fact]
    [Trait("rule", "L3")]
    public void The_photo_on_file_comes_first_and_each_way_takes_its_own_photo()
    {
        var session = _world.Checked(0);
        Assert.Equal([PhotoWay.OnFile, PhotoWay.Camera, PhotoWay.Album], _world.Service.Options(session, Start).Required.Ways);
        var album = _world.Upload(session);
        AssertRefused("photo_not_found", _world.Apply(session, PhotoWay.Camera, album));
        AssertRefused("photo_not_found", _world.Apply(session, PhotoWay.Album));
        AssertRefused("photo_not_found", _world.Apply(session, PhotoWay.Album, "no-such-photo"));
        AssertRefused("photo_not_found", _world.Apply(_world.Checked(1), PhotoWay.Album, album));
        AssertRefused("no_earlier_photo", _world.Apply(session, PhotoWay.Earlier));
        Assert.Null(_world.Apply(session, PhotoWay.Album, album).Refusal);
    }

    [Fact]
    [Trait("rule", "L5")]
    public void A_submitted_photo_is_reviewed_within_one_working_day_and_the_result_is_told_twice()
    {
        var session = _world.Checked(0);
        var application = _world.Apply(session, PhotoWay.Album, _world.Upload(session)).Required;
        Assert.Equal(At("2026-11-20 10:00:00"), application.Review?.DueAt);
        var reviewAt = application.Review!.Value.At;
        Assert.True(reviewAt <= application.Review.Value.DueAt);
        _world.Service.Tick(reviewAt - 1);
        Assert.Equal(ApplicationState.Submitted, Newest(session).State);
        var (sms, notices) = (_world.Messages(OutboxChannel.Sms).Count, _world.Messages(OutboxChannel.InApp).Count);
        _world.Service.Tick(reviewAt);
        Assert.Equal((ApplicationState.Issued, reviewAt), (Newest(session).State, Newest(session).DecidedAt));
        Assert.Equal(sms + 1, _world.Messages(OutboxChannel.Sms).Count);
        Assert.Equal(notices + 1, _world.Messages(OutboxChannel.InApp).Count);
        Assert.Equal("13800000000", _world.Messages(OutboxChannel.Sms)[^1].Recipient);
        Assert.Equal(reviewAt, _world.Messages(OutboxChannel.Sms)[^1].SentAt);
    }

    [Fact]
    [Trait("rule", "L5")]
    public void A_review_that_nobody_asked_for_in_between_still_carries_its_own_time()
    {
        var session = _world.Checked(0);
        var reviewAt = _world.Apply(session, PhotoWay.Album, _world.Upload(session)).Required.Review!.Value.At;
        Assert.Equal(reviewAt, _world.Service.Applications(session, Start + 40 * 86_400L).Required.Applications[0].DecidedAt);
    }

    [Fact]
    [Trait("rule", "L6")]
    public void A_refusal_names_all_its_reasons_and_one_may_apply_again()
    {
        var session = _world.Checked(0);
        _world.Apply(session, PhotoWay.Album, _world.Upload(session), null, PhotoFinding.Hat, PhotoFinding.BackgroundNotWhite);
        var later = Start + 86_400;
        _world.Service.Tick(later);
        var refused = Newest(session, later);
        Assert.Equal((ApplicationState.Refused, ApplicationRefusal.Photo), (refused.State, refused.Refusal));
        Assert.Equal([PhotoFinding.BackgroundNotWhite, PhotoFinding.Hat], refused.Findings);
        var sms = _world.Messages(OutboxChannel.Sms)[^1].Text.Zh;
        Assert.Contains(PhotoFindings.Text(PhotoFinding.Hat).Zh, sms, StringComparison.Ordinal);
        Assert.Contains(PhotoFindings.Text(PhotoFinding.BackgroundNotWhite).Zh, sms, StringComparison.Ordinal);
        AssertRefused("no_electronic_licence", ShowChecked(session, later));
        Assert.Equal(ApplicationState.Issued, _world.Apply(session, PhotoWay.OnFile, now: later).Required.State);
    }

    [Fact]
    [Trait("rule", "L6")]
    public void A_photo_that_is_said_to_be_older_than_six_months_is_refused()
    {
        var old = _world.Checked(0);
        _world.Apply(old, PhotoWay.Album, _world.Upload(old, takenOn: new DateOnly(2026, 5, 18)));
        var good = _world.Checked(1);
        _world.Apply(good, PhotoWay.Album, _world.Upload(good, takenOn: new DateOnly(2026, 5, 19)));
        _world.Service.Tick(Start + 86_400);
        Assert.Equal([PhotoFinding.OlderThanSixMonths], Newest(old).Findings);
        Assert.Equal(ApplicationState.Issued, Newest(good).State);
        AssertRefused("photo_from_future", _world.Service.Upload(
            good, new PhotoUpload(PhotoSource.Album, PhotoFormat.Jpeg, TestPhotos.Jpeg(), new DateOnly(2026, 11, 20)), Start));
    }

    [Fact]
    [Trait("rule", "L6")]
    public void A_file_that_is_no_photo_is_refused_at_once_by_name()
    {
        var session = _world.Checked(0);
        AssertRefused("photo_renamed_format", Send(TestPhotos.Png()));
        AssertRefused("photo_unknown_format", Send(new byte[20_000]));
        AssertRefused("photo_trailing_bytes", Send(TestPhotos.Jpeg(after: [1])));

        Answer<StoredPhoto> Send(byte[] file) =>
            _world.Service.Upload(session, new PhotoUpload(PhotoSource.Album, PhotoFormat.Jpeg, file), Start);
    }

    [Fact]
    public void A_driver_has_one_open_application_over_all_accounts()
    {
        var (first, second) = (_world.Checked(0), _world.Checked(0));
        Assert.Null(_world.Apply(first, PhotoWay.Album, _world.Upload(first)).Refusal);
        AssertRefused("application_open", _world.Apply(second, PhotoWay.Album, _world.Upload(second)));
        AssertRefused("application_open", _world.Apply(first, PhotoWay.OnFile));
    }

    [Fact]
    public void A_second_licence_is_not_issued_beside_the_first()
    {
        var session = _world.Issued(0);
        AssertRefused("already_issued", _world.Apply(session, PhotoWay.OnFile));
        AssertRefused("already_issued", _world.Apply(_world.Checked(0), PhotoWay.OnFile));
    }

    [Fact]
    public void A_status_that_came_before_the_review_ends_the_application()
    {
        var session = _world.Checked(0);
        _world.Apply(session, PhotoWay.Album, _world.Upload(session));
        _world.Service.SetStatuses(Reference(0), [Status(CredentialStatus.TwelvePoints)], Start + 60);
        _world.Service.Tick(Start + 86_400);
        Assert.Equal((ApplicationState.Refused, ApplicationRefusal.Status), (Newest(session).State, Newest(session).Refusal));
        Assert.Contains("记满12分", _world.Messages(OutboxChannel.Sms)[^1].Text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reviewer_may_decide_before_the_simulated_one_and_only_once()
    {
        var session = _world.Checked(0);
        var id = _world.Apply(session, PhotoWay.Album, _world.Upload(session)).Required.Id;
        Assert.Equal(id, Assert.Single(_world.Service.Waiting(Start)).Id);
        Assert.Equal(TestPhotos.Jpeg(), _world.Service.PhotoToReview(id, Start).Required.Bytes);
        var decided = _world.Service.Review(id, [PhotoFinding.Mask], Start + 5).Required;
        Assert.Equal([PhotoFinding.Mask], decided.Findings);
        AssertRefused("nothing_to_review", _world.Service.Review(id, [], Start + 6));
        AssertRefused("nothing_to_review", _world.Service.PhotoToReview(id, Start + 6));
    }

    private LicenceApplication Newest(Session session, TempIdentity.TokenCrypto.UnixTime? now = null) =>
        _world.Service.Applications(session, now ?? Start).Required.Applications[0];

    private Answer<LicenceDisplay> ShowChecked(Session session, TempIdentity.TokenCrypto.UnixTime now)
    {
        _world.PassCheck(session, now);
        return _world.Service.Show(session, Esp256, now);
    }
}
