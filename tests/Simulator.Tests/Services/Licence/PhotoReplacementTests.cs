using TempIdentity.Simulator.Services.Licence;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.Simulator.Services.Licence.Store;
using static TempIdentity.Simulator.Tests.Services.Licence.ChinaInstant;
using static TempIdentity.Simulator.Tests.Services.Licence.LicenceWorld;

namespace TempIdentity.Simulator.Tests.Services.Licence;

/// <summary>L7: the photo is replaced once in six months.</summary>
[Trait("rule", "L7")]
public sealed class PhotoReplacementTests : IDisposable
{
    private readonly LicenceWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_replaced_photo_is_shown_and_the_next_replacement_waits_six_months_to_the_second()
    {
        var session = _world.Issued(0);
        Assert.Equal(PhotoKind.OnFile, _world.Service.Show(session, Esp256, Start).Required.Photo);
        var reviewAt = _world.Replace(session, Start).Required.Review!.Value.At;
        _world.PassCheck(session, reviewAt);
        Assert.Equal(PhotoKind.Uploaded, _world.Service.Show(session, Esp256, reviewAt).Required.Photo);
        Assert.Equal(TestPhotos.Jpeg(), _world.Service.Photo(session, reviewAt).Required.Bytes);

        var again = At("2027-05-19 10:30:00");
        Assert.Equal(again, _world.Service.Options(session, reviewAt).Required.ReplaceFrom);
        var late = _world.Issued(0 + 1, reviewAt);
        Assert.NotNull(late.Account);
        var renewed = SignInAt(again - 1);
        var early = _world.Replace(renewed, again - 1).Refusal;
        Assert.Equal(("replacement_too_soon", "L7", 1L), (early?.Code, early?.Rule, early?.RetryAfterSeconds));
        Assert.Null(_world.Replace(renewed, again).Refusal);
    }

    [Fact]
    public void A_refused_replacement_does_not_use_it_up_and_keeps_the_old_photo()
    {
        var session = _world.Issued(0);
        Assert.Null(_world.Replace(session, Start, PhotoFinding.Retouched).Refusal);
        var later = Start + 86_400;
        _world.Service.Tick(later);
        _world.PassCheck(session, later);
        Assert.Equal(PhotoKind.OnFile, _world.Service.Show(session, Esp256, later).Required.Photo);
        Assert.Null(_world.Service.Options(session, later).Required.ReplaceFrom);
        Assert.Null(_world.Replace(session, later).Refusal);
    }

    [Fact]
    public void A_replacement_takes_a_new_photo_and_an_issued_licence()
    {
        var session = _world.Checked(0);
        AssertRefused("no_electronic_licence", _world.Replace(session, Start));
        _world.Apply(session, PhotoWay.OnFile);
        AssertRefused("replacement_needs_new_photo", _world.Service.Apply(
            session, new ApplicationRequest(ApplicationKind.PhotoReplacement, PhotoWay.OnFile), Start));
        AssertRefused("replacement_needs_new_photo", _world.Service.Apply(
            session, new ApplicationRequest(ApplicationKind.PhotoReplacement, PhotoWay.Earlier), Start));
    }

    [Fact]
    public void Applying_again_does_not_give_another_replacement()
    {
        var session = _world.Issued(0);
        var reviewAt = _world.Replace(session, Start).Required.Review!.Value.At;
        _world.Service.Renew(Reference(0), new Renewal(["C1", "D"], null, null, null), reviewAt);
        _world.PassCheck(session, reviewAt);
        Assert.Null(_world.Apply(session, PhotoWay.Earlier, now: reviewAt).Refusal);
        AssertRefused("replacement_too_soon", _world.Replace(session, reviewAt));
    }

    [Fact]
    public void Of_many_replacements_at_once_one_is_taken()
    {
        var session = _world.Issued(0);
        var photos = Enumerable.Range(0, PhotoStore.WaitingMax).Select(_ => _world.Upload(session)).ToArray();
        var taken = 0;
        Parallel.For(0, 12, i =>
        {
            var request = new ApplicationRequest(ApplicationKind.PhotoReplacement, PhotoWay.Album, photos[i % photos.Length]);
            if (_world.Service.Apply(session, request, Start).Refusal is null) Interlocked.Increment(ref taken);
        });
        Assert.Equal(1, taken);
    }

    private Simulator.Services.Session SignInAt(TempIdentity.TokenCrypto.UnixTime now)
    {
        var session = _world.Service.Accounts.SignIn("13800000000", Password, Client, now).Required.Session;
        _world.PassCheck(session, now);
        return session;
    }
}
