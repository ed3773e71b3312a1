using System.Text;
using TempIdentity.Simulator.Services.Licence;
using TempIdentity.Simulator.Services.Licence.Drivers;
using TempIdentity.Simulator.Services.Licence.Rules;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.Simulator.Tests.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;
using static TempIdentity.Simulator.Tests.Services.Licence.LicenceWorld;

namespace TempIdentity.Simulator.Tests.Services.Licence;

/// <summary>Displays, codes and grants; what a restart keeps, and what lies on the disk.</summary>
public sealed class LicenceShowTests : IDisposable
{
    private readonly LicenceWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Trait("rule", "L14")]
    public void The_display_s_generation_time_is_the_second_that_its_code_carries()
    {
        var session = _world.Issued(0);
        var trust = _world.Trust(Start);
        // The third display in one second carries a later second: a presentation is shown once.
        for (var i = 0; i < 3; i++)
        {
            var display = _world.Service.Show(session, Esp256, Start).Required;
            var claims = TestWorld.Check(display.Code.Text, trust, Start).Claims!;
            Assert.Equal(Start + i, display.GeneratedAt);
            Assert.Equal(display.GeneratedAt, claims.IssuedAt);
            Assert.Equal(display.GeneratedAt + 60, display.Code.ExpiresAt);
        }
    }

    [Fact]
    [Trait("rule", "L14")]
    public void A_screenshot_is_stale_after_ninety_seconds()
    {
        var display = _world.Service.Show(_world.Issued(0), Esp256, Start).Required;
        var trust = _world.Trust(Start);
        Assert.Equal(VerdictCode.Granted, TestWorld.Verdict(display.Code.Text, trust, Start + 90));
        Assert.Equal(VerdictCode.CodeStale, TestWorld.Verdict(display.Code.Text, trust, Start + 91));
    }

    [Fact]
    public void The_display_shows_the_licence_with_its_holder_masked_by_number()
    {
        var display = _world.Service.Show(_world.Issued(0), Esp256, Start).Required;
        Assert.Equal((Person(0).Name, StandardDrivers.ArchiveNumberOf(0)), (display.Name, display.ArchiveNumber));
        Assert.Equal(Person(0).Number[^1], display.MaskedNumber[^1]);
        Assert.DoesNotContain(display.MaskedNumber[..^1], character => character != '*');
        Assert.Equal(CredentialStatus.Normal, Assert.Single(display.Statuses).Status);
        Assert.Equal((CodeColour.Black, null, null), (display.Colour, display.HolderText, display.PaperText));
        Assert.DoesNotContain(Person(0).Name, display.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_are_served_for_thirty_minutes_after_the_check()
    {
        var session = _world.Issued(0);
        Assert.Equal(Start + 1800, _world.Service.Code(session, Esp256, Start + 1799).Required.CheckValidUntil);
        AssertRefused("real_person_check_required", _world.Service.Code(session, Esp256, Start + 1800));
        AssertRefused("real_person_check_required", _world.Service.Show(session, Esp256, Start + 1800));
        _world.PassCheck(session, Start + 1800);
        Assert.Null(_world.Service.Code(session, Esp256, Start + 1801).Refusal);
    }

    [Fact]
    public void After_signing_out_the_next_session_needs_a_check()
    {
        var session = _world.Issued(0);
        _world.Service.Accounts.SignOut(session, Start);
        var next = _world.Service.Accounts.SignIn("13800000000", Password, Client, Start).Required.Session;
        AssertRefused("real_person_check_required", _world.Service.Code(next, Esp256, Start));
    }

    [Theory]
    [InlineData(SignatureAlgorithm.ESP256)]
    [InlineData(SignatureAlgorithm.SM2)]
    public void A_phone_without_network_shows_its_own_codes_under_a_grant(SignatureAlgorithm algorithm)
    {
        var session = _world.Issued(0);
        using var phone = _world.Authorities.Secrets.DeriveKey(algorithm, "phone");
        var grant = _world.Service.Grant(session, phone.PublicKey, Start + 100).Required;
        Assert.Equal(Start + 1800, grant.EndsAt);
        var code = CodeSigner.SignPresentation(grant.Grant, phone, Start + 1799, 1);
        var trust = _world.Trust(Start);
        Assert.Equal(VerdictCode.Granted, TestWorld.Verdict(code, trust, Start + 1799));
        Assert.Equal(VerdictCode.LivenessExpired, TestWorld.Verdict(code, trust, Start + 1800));
    }

    [Fact]
    public void A_key_that_no_grant_may_name_is_refused()
    {
        var session = _world.Issued(0);
        using var key = _world.Authorities.Secrets.DeriveKey(SignatureAlgorithm.Ed25519, "phone");
        AssertRefused("holder_key_malformed", _world.Service.Grant(session, key.PublicKey, Start));
    }

    [Fact]
    public void A_licence_that_has_run_out_serves_no_codes()
    {
        var session = _world.Issued(0);
        var until = _world.Service.Show(session, Esp256, Start).Required.ValidUntil;
        _world.Service.Renew(Reference(0), new Renewal(null, null, null, Start + 100), Start);
        _world.Apply(session, PhotoWay.Earlier);
        Assert.NotEqual(until, _world.Service.Show(session, Esp256, Start + 99).Required.ValidUntil);
        AssertRefused("licence_expired", _world.Service.Show(session, Esp256, Start + 100));
    }

    [Fact]
    public void After_a_power_cut_everything_that_was_answered_is_there()
    {
        var shown = _world.Issued(0);
        var waiting = _world.Checked(1);
        var application = _world.Apply(waiting, PhotoWay.Album, _world.Upload(waiting)).Required;
        _world.Service.SetStatuses(Reference(0), [Status(CredentialStatus.TwelvePoints)], Start);
        _world.Service.Renew(Reference(2), new Renewal(["C2"], null, null, null), Start);
        using var again = _world.AfterPowerCut();
        var display = again.Service.Show(shown, Esp256, Start + 1).Required;
        Assert.Equal(CodeColour.Red, display.Colour);
        var trust = again.Trust(Start + 1);
        var claims = TestWorld.Check(display.Code.Text, trust, Start + 1).Claims!;
        Assert.Equal(CredentialStatus.TwelvePoints, trust.FindStatus(CredentialKind.DrivingLicence, claims.Status, Start + 1).Status);
        again.Service.Tick(application.Review!.Value.At);
        Assert.Equal(ApplicationState.Issued, again.Service.Applications(waiting, Start).Required.Applications[0].State);
    }

    [Fact]
    public void After_a_restart_a_superseded_licence_still_asks_for_paper()
    {
        var session = _world.Issued(0);
        var code = _world.Service.Show(session, Esp256, Start).Required.Code.Text;
        _world.Service.TransferIn(Reference(0), 150300, null, Start);
        using var again = _world.AfterPowerCut();
        AssertRefused("superseded_by_transfer_in", again.Service.Show(session, Esp256, Start + 1));
        var trust = again.Trust(Start + 1);
        Assert.True(trust.FindStatus(
            CredentialKind.DrivingLicence, TestWorld.Check(code, trust, Start + 1).Claims!.Status, Start + 1).PaperNeeded);
    }

    [Fact]
    public void Nothing_personal_lies_on_the_disk_in_clear()
    {
        var session = _world.Issued(0);
        _world.Replace(session, Start);
        var bytes = _world.Files.AllBytes().AsSpan();
        string[] personal =
        [
            Person(0).Number, Person(0).Name, "13800000000", "测试路1号", StandardDrivers.ArchiveNumberOf(0),
            LicenceStatuses.LockedHolder.Zh, "申领成功",
        ];
        foreach (var text in personal) Assert.True(bytes.IndexOf(Encoding.UTF8.GetBytes(text)) < 0);
        Assert.True(bytes.IndexOf(TestPhotos.Jpeg().AsSpan(200, 64)) < 0);
    }

    [Fact]
    public void Of_many_applications_at_once_one_licence_comes()
    {
        var sessions = Enumerable.Range(0, 6).Select(_ => _world.Checked(0)).ToArray();
        var issued = 0;
        Parallel.ForEach(sessions, session =>
        {
            if (_world.Apply(session, PhotoWay.OnFile).Refusal is null) Interlocked.Increment(ref issued);
        });
        Assert.Equal(1, issued);
    }

    [Fact]
    public void A_refused_photo_is_erased()
    {
        var session = _world.Checked(0);
        var photo = _world.Upload(session);
        var application = _world.Apply(session, PhotoWay.Album, photo).Required;
        Assert.Equal(TestPhotos.Jpeg(), _world.Photos.Open(photo).Bytes);
        _world.Service.Review(application.Id, [TempIdentity.Simulator.Services.Licence.Photos.PhotoFinding.Hat], Start);
        Assert.Throws<InvalidDataException>(() => _world.Photos.Open(photo));
    }

    [Fact]
    public void Old_uploads_make_room_for_new_ones()
    {
        var session = _world.Checked(0);
        var first = _world.Upload(session);
        for (var i = 0; i < PhotoStore.WaitingMax; i++) _world.Upload(session, Start + 1 + i);
        AssertRefused("photo_not_found", _world.Apply(session, PhotoWay.Album, first));
    }
}
