using TempIdentity.GateAgent;
using TempIdentity.GateAgent.Decision;
using TempIdentity.Simulator.Services.Licence;
using TempIdentity.Simulator.Services.Licence.Rules;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.Simulator.Tests.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;
using static TempIdentity.Simulator.Tests.Services.Licence.LicenceWorld;

namespace TempIdentity.Simulator.Tests.Services.Licence;

/// <summary>L8 to L13 and L16: what statuses, renewal and transfer do to applicants, holders and verifiers.</summary>
public sealed class LicenceStatusTests : IDisposable
{
    private readonly LicenceWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(CredentialStatus.ViolationPending)]
    [InlineData(CredentialStatus.AccidentPending)]
    [Trait("rule", "L8")]
    public void Under_L8_the_licence_is_issued_and_shown_black(CredentialStatus status)
    {
        Set(Status(status));
        var display = _world.Service.Show(_world.Issued(0), Esp256, Start).Required;
        Assert.Equal((CodeColour.Black, status), (display.Colour, Assert.Single(display.Statuses).Status));
        Assert.Equal(VerdictCode.Granted, Verdict(display));
    }

    [Theory]
    [InlineData(CredentialStatus.TwelvePoints)]
    [InlineData(CredentialStatus.Withheld)]
    [InlineData(CredentialStatus.Detained)]
    [InlineData(CredentialStatus.RenewalOverdue)]
    [InlineData(CredentialStatus.InspectionOverdue)]
    [Trait("rule", "L9")]
    public void Under_L9_nobody_applies_and_an_issued_licence_is_shown_red(CredentialStatus status)
    {
        var session = _world.Issued(0);
        Set(Status(status));
        var display = _world.Service.Show(session, Esp256, Start).Required;
        Assert.Equal(CodeColour.Red, display.Colour);
        Assert.Contains(LicenceStatuses.EffectOf(status).Name.Zh, display.HolderText!.Value.Zh, StringComparison.Ordinal);
        Assert.Equal(VerdictCode.LicenceNotEntitled, Verdict(display));
        AssertApplicantRefused(1, status, "L9");
    }

    [Theory]
    [InlineData(CredentialStatus.Withdrawn)]
    [InlineData(CredentialStatus.Revoked)]
    [InlineData(CredentialStatus.Cancelled)]
    [Trait("rule", "L10")]
    public void Under_L10_nobody_applies_and_an_issued_licence_is_shown_no_more(CredentialStatus status)
    {
        var session = _world.Issued(0);
        var shown = _world.Service.Show(session, Esp256, Start).Required;
        Set(Status(status));
        AssertHolderRefused(session, "L10", LicenceStatuses.EffectOf(status).HolderText!.Value.Zh);
        Assert.Equal(VerdictCode.LicenceInvalid, Verdict(shown));
        AssertApplicantRefused(1, status, "L10");
    }

    [Theory]
    [InlineData(CredentialStatus.Locked)]
    [InlineData(CredentialStatus.UseStopped)]
    [Trait("rule", "L11")]
    public void Under_L11_applicant_and_holder_are_told_the_two_texts_word_for_word(CredentialStatus status)
    {
        var session = _world.Issued(0);
        var shown = _world.Service.Show(session, Esp256, Start).Required;
        Set(Status(status));
        AssertHolderRefused(session, "L11", "您的驾驶证状态异常，驾驶证电子版无效，请联系驾驶证发证地公安交管部门。");
        Assert.Equal(VerdictCode.LicenceInvalid, Verdict(shown));
        var applicant = AssertApplicantRefused(1, status, "L11");
        Assert.Equal("您的驾驶证状态异常，无法申领驾驶证电子版，请联系驾驶证发证地公安交管部门。", applicant.Title.Zh);
    }

    [Fact]
    public void Of_combined_statuses_the_most_severe_decides_and_all_are_told()
    {
        var session = _world.Issued(0);
        Set(Status(CredentialStatus.ViolationPending), Status(CredentialStatus.TwelvePoints), Status(CredentialStatus.AccidentPending));
        var display = _world.Service.Show(session, Esp256, Start).Required;
        Assert.Equal(CodeColour.Red, display.Colour);
        Assert.Equal(
            [CredentialStatus.TwelvePoints, CredentialStatus.ViolationPending, CredentialStatus.AccidentPending],
            display.Statuses.Select(entry => entry.Status));
        Set(Status(CredentialStatus.TwelvePoints), Status(CredentialStatus.Locked), Status(CredentialStatus.Revoked));
        AssertHolderRefused(session, "L10", LicenceStatuses.EffectOf(CredentialStatus.Revoked).HolderText!.Value.Zh);
    }

    [Fact]
    [Trait("rule", "L9")]
    public void A_status_holds_from_its_start_until_before_its_end()
    {
        var session = _world.Issued(0);
        Set(Status(CredentialStatus.Withheld, Start + 100, Start + 200));
        Assert.Equal(CodeColour.Black, ColourAt(Start + 99));
        Assert.Equal(CodeColour.Red, ColourAt(Start + 100));
        Assert.Equal(CodeColour.Red, ColourAt(Start + 199));
        Assert.Equal(CodeColour.Black, ColourAt(Start + 200));

        CodeColour ColourAt(UnixTime now) => _world.Service.Show(session, Esp256, now).Required.Colour;
    }

    [Theory]
    [InlineData("classes")]
    [InlineData("expiry")]
    [InlineData("authority")]
    [Trait("rule", "L12")]
    public void A_renewal_that_changes_classes_expiry_or_authority_asks_to_apply_again(string what)
    {
        var session = _world.Issued(0);
        var shown = _world.Service.Show(session, Esp256, Start).Required;
        var change = _world.Service.Renew(Reference(0), what switch
        {
            "classes" => new Renewal(["C1", "D"], null, null, null),
            "expiry" => new Renewal(null, null, null, shown.ValidUntil + 86_400),
            _ => new Renewal(null, 310000, null, null),
        }, Start).Required;
        Assert.True(change.MustApplyAgain);
        AssertApplyAgain(session, shown, "superseded_by_renewal", "L12");
    }

    [Fact]
    [Trait("rule", "L12")]
    public void A_renewal_that_changes_none_of_them_leaves_the_electronic_licence()
    {
        var session = _world.Issued(0);
        var shown = _world.Service.Show(session, Esp256, Start).Required;
        var same = new Renewal(shown.Classes, shown.Authority, null, null);
        Assert.False(_world.Service.Renew(Reference(0), same, Start).Required.MustApplyAgain);
        Assert.Null(_world.Service.Show(session, Esp256, Start + 60).Refusal);
    }

    [Fact]
    [Trait("rule", "L13")]
    public void After_a_transfer_in_the_holder_applies_again()
    {
        var session = _world.Issued(0);
        var shown = _world.Service.Show(session, Esp256, Start).Required;
        Assert.True(_world.Service.TransferIn(Reference(0), 150300, "119998000001", Start).Required.MustApplyAgain);
        AssertApplyAgain(session, shown, "superseded_by_transfer_in", "L13");
        Assert.Equal(("119998000001", 150300), (Display(session).ArchiveNumber, Display(session).Authority));
    }

    [Fact]
    [Trait("rule", "L12")]
    public void Applying_again_may_keep_an_uploaded_photo()
    {
        var session = _world.Checked(0);
        _world.Apply(session, PhotoWay.Album, _world.Upload(session));
        var later = Start + 86_400;
        _world.Service.Renew(Reference(0), new Renewal(null, 310000, null, null), later);
        _world.PassCheck(session, later);
        Assert.Contains(PhotoWay.Earlier, _world.Service.Options(session, later).Required.Ways);
        Assert.Equal(ApplicationState.Issued, _world.Apply(session, PhotoWay.Earlier, now: later).Required.State);
        Assert.Equal(TestPhotos.Jpeg(), _world.Service.Photo(session, later).Required.Bytes);
    }

    [Fact]
    [Trait("rule", "L12")]
    public void An_application_that_waits_ends_when_the_licence_changes()
    {
        var session = _world.Checked(0);
        _world.Apply(session, PhotoWay.Album, _world.Upload(session));
        _world.Service.Renew(Reference(0), new Renewal(null, 310000, null, null), Start + 1);
        var application = _world.Service.Applications(session, Start + 2).Required.Applications[0];
        Assert.Equal((ApplicationState.Refused, ApplicationRefusal.LicenceChanged), (application.State, application.Refusal));
    }

    [Fact]
    [Trait("rule", "L16")]
    public void Where_paper_is_needed_the_display_says_so_and_a_verifier_asks_for_it()
    {
        var session = _world.Issued(0);
        Assert.Null(Display(session).PaperText);
        Set(new StatusEntry(CredentialStatus.Normal, StatusReason.PaperNeeded, PaperNeeded: true, Start, StatusEntry.NoEnd));
        var display = Display(session);
        Assert.Equal(LicenceDisplay.PaperNeededText, display.PaperText);
        Assert.Equal(CodeColour.Black, display.Colour);
        Assert.Equal(VerdictCode.AskForPaper, Verdict(display));
    }

    [Fact]
    public void The_operator_s_statuses_and_records_have_their_limits()
    {
        AssertRefused("driver_not_found", _world.Service.SetStatuses(new DriverReference(default, "x"), [], Start));
        AssertRefused("statuses_malformed", _world.Service.SetStatuses(Reference(0), [Status(CredentialStatus.Normal)], Start));
        AssertRefused("statuses_malformed", _world.Service.SetStatuses(
            Reference(0), [Status(CredentialStatus.Locked, Start, Start)], Start));
        AssertRefused("statuses_malformed", _world.Service.SetStatuses(
            Reference(0), [Status(CredentialStatus.Locked), Status(CredentialStatus.Locked)], Start));
        AssertRefused("record_malformed", _world.Service.Renew(Reference(0), new Renewal(["Z9"], null, null, null), Start));
        AssertRefused("record_malformed", _world.Service.Renew(Reference(0), new Renewal([], null, null, null), Start));
        AssertRefused("record_malformed", _world.Service.Renew(Reference(0), new Renewal(null, 1, null, null), Start));
        AssertRefused("record_malformed", _world.Service.TransferIn(
            Reference(0), 150300, TempIdentity.Simulator.Services.Licence.Drivers.StandardDrivers.ArchiveNumberOf(1), Start));
        AssertRefused("archive_number_malformed", _world.Service.TransferIn(Reference(0), 150300, "1", Start));
    }

    private void Set(params StatusEntry[] statuses) =>
        Assert.Null(_world.Service.SetStatuses(Reference(0), statuses, Start).Refusal);

    private LicenceDisplay Display(Simulator.Services.Session session) => _world.Service.Show(session, Esp256, Start).Required;

    private void AssertApplyAgain(Simulator.Services.Session session, LicenceDisplay shown, string code, string rule)
    {
        var refusal = _world.Service.Show(session, Esp256, Start).Refusal;
        Assert.Equal((code, rule), (refusal?.Code, refusal?.Rule));
        AssertRefused(code, _world.Service.Code(session, Esp256, Start));
        Assert.Equal(VerdictCode.AskForPaper, Verdict(shown));
        Assert.Contains(Lookup(shown).InForce, entry => entry.Reason == StatusReason.Superseded);
        Assert.Contains("重新申领", _world.Service.Outbox.NoticesOf(session.Account!.Value)[0].Text.Zh, StringComparison.Ordinal);
        Assert.Null(_world.Apply(session, PhotoWay.Earlier).Refusal);
        var again = Display(session);
        Assert.Equal(VerdictCode.Granted, Verdict(again));
        Assert.Equal(VerdictCode.AskForPaper, Verdict(shown));
    }

    private Simulator.Services.ServiceRefusal AssertApplicantRefused(int driver, CredentialStatus status, string rule)
    {
        Assert.Null(_world.Service.SetStatuses(Reference(driver), [Status(status)], Start).Refusal);
        var refusal = _world.Apply(_world.Checked(driver), PhotoWay.OnFile).Refusal;
        Assert.Equal(("licence_status_forbids", rule, LicenceStatuses.EffectOf(status).ApplicantText!.Value.Zh),
            (refusal?.Code, refusal?.Rule, refusal?.Title.Zh));
        return refusal!;
    }

    private void AssertHolderRefused(Simulator.Services.Session session, string rule, string text)
    {
        var refusal = _world.Service.Show(session, Esp256, Start).Refusal;
        Assert.Equal(("licence_not_valid", rule, text), (refusal?.Code, refusal?.Rule, refusal?.Title.Zh));
        AssertRefused("licence_not_valid", _world.Service.Code(session, Esp256, Start));
        AssertRefused("licence_not_valid", _world.Service.Photo(session, Start));
    }

    private StatusLookup Lookup(LicenceDisplay display)
    {
        var trust = _world.Trust(Start);
        var check = TestWorld.Check(display.Code.Text, trust, Start);
        return trust.FindStatus(CredentialKind.DrivingLicence, check.Claims!.Status, Start);
    }

    /// <summary>What a verifier at the roadside says of the code and its status.</summary>
    private VerdictCode Verdict(LicenceDisplay display)
    {
        var trust = _world.Trust(Start);
        var check = TestWorld.Check(display.Code.Text, trust, Start);
        Assert.Equal(VerdictCode.Granted, check.First);
        var lane = new Lane(new LaneId("officer"), Purpose.Roadside, null, CodeWindows.Default, HasGate: false);
        return StatusRule.Judge(CredentialKind.DrivingLicence, Lookup(display))
            ?? PaperRule.Judge(lane, CredentialKind.DrivingLicence, Lookup(display)) ?? VerdictCode.Granted;
    }
}
