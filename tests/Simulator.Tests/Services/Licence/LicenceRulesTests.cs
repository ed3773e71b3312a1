using TempIdentity.GateAgent;
using TempIdentity.Simulator.Services.Licence.Calendar;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.Simulator.Services.Licence.Rules;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;
using static TempIdentity.Simulator.Tests.Services.Licence.ChinaInstant;

namespace TempIdentity.Simulator.Tests.Services.Licence;

/// <summary>The rules that need no service: statuses, months, documents, purposes.</summary>
public class LicenceRulesTests
{
    [Theory]
    [InlineData(CredentialStatus.Normal)]
    [InlineData(CredentialStatus.ViolationPending)]
    [InlineData(CredentialStatus.AccidentPending)]
    [Trait("rule", "L8")]
    public void Under_L8_one_may_apply_and_the_licence_is_shown_with_a_black_code(CredentialStatus status) =>
        AssertEffect(status, "L8", true, IssuedDisplay.Shown, CodeColour.Black);

    [Theory]
    [InlineData(CredentialStatus.TwelvePoints)]
    [InlineData(CredentialStatus.Withheld)]
    [InlineData(CredentialStatus.Detained)]
    [InlineData(CredentialStatus.RenewalOverdue)]
    [InlineData(CredentialStatus.InspectionOverdue)]
    [Trait("rule", "L9")]
    public void Under_L9_one_may_not_apply_and_an_issued_licence_is_shown_with_a_red_code(CredentialStatus status) =>
        AssertEffect(status, "L9", false, IssuedDisplay.ShownNotEntitled, CodeColour.Red);

    [Theory]
    [InlineData(CredentialStatus.Withdrawn)]
    [InlineData(CredentialStatus.Revoked)]
    [InlineData(CredentialStatus.Cancelled)]
    [Trait("rule", "L10")]
    public void Under_L10_one_may_not_apply_and_an_issued_licence_is_not_shown(CredentialStatus status) =>
        AssertEffect(status, "L10", false, IssuedDisplay.NotShown, CodeColour.None);

    [Theory]
    [InlineData(CredentialStatus.Locked)]
    [InlineData(CredentialStatus.UseStopped)]
    [Trait("rule", "L11")]
    public void Under_L11_both_are_told_word_for_word(CredentialStatus status)
    {
        AssertEffect(status, "L11", false, IssuedDisplay.ToldNotValid, CodeColour.None);
        var effect = LicenceStatuses.EffectOf(status);
        Assert.Equal("您的驾驶证状态异常，无法申领驾驶证电子版，请联系驾驶证发证地公安交管部门。", effect.ApplicantText?.Zh);
        Assert.Equal("您的驾驶证状态异常，驾驶证电子版无效，请联系驾驶证发证地公安交管部门。", effect.HolderText?.Zh);
    }

    [Fact]
    public void All_thirteen_statuses_have_a_row_and_who_may_not_apply_is_told_why()
    {
        Assert.Equal(13, LicenceStatuses.All.Count);
        Assert.Equal(3, LicenceStatuses.All.Count(effect => effect.MayApply));
        Assert.Equal(13, LicenceStatuses.All.Select(effect => effect.Name.Zh).Distinct().Count());
        Assert.All(LicenceStatuses.All, effect => Assert.Equal(effect.MayApply, effect.ApplicantText is null));
        Assert.All(LicenceStatuses.All.Where(effect => !effect.MayApply), effect => Assert.NotNull(effect.HolderText));
    }

    [Theory]
    [InlineData("2026-01-15 12:00:00", "2026-07-15 12:00:00")]
    [InlineData("2026-08-31 12:00:00", "2027-02-28 12:00:00")]
    [InlineData("2027-08-31 12:00:00", "2028-02-29 12:00:00")]
    [InlineData("2026-08-28 23:59:59", "2027-02-28 23:59:59")]
    [Trait("rule", "L7")]
    public void A_photo_may_be_replaced_again_six_calendar_months_later_to_the_second(string replaced, string again)
    {
        Assert.Equal(At(again), PhotoReplacement.NotBefore(At(replaced), At(again) - 1));
        Assert.Null(PhotoReplacement.NotBefore(At(replaced), At(again)));
        Assert.Null(PhotoReplacement.NotBefore(null, At(replaced)));
    }

    [Fact]
    public void Months_are_counted_in_China_not_in_Greenwich()
    {
        // 03:00 on 1 March in China is still 28 February in Greenwich.
        Assert.Equal(At("2026-09-01 03:00:00"), ChinaCalendar.AddMonths(At("2026-03-01 03:00:00"), 6));
    }

    [Theory]
    [InlineData("2026-05-20", false)]
    [InlineData("2026-05-19", true)]
    [InlineData("2026-11-20", false)]
    [Trait("rule", "L6")]
    public void A_photo_is_too_old_from_the_day_after_six_months(string taken, bool tooOld) => Assert.Equal(
        tooOld, PhotoAge.IsTooOld(DateOnly.Parse(taken, System.Globalization.CultureInfo.InvariantCulture), At("2026-11-20 00:00:00")));

    [Fact]
    public void A_photo_of_tomorrow_is_a_mistake()
    {
        Assert.True(PhotoAge.IsInFuture(new(2026, 11, 21), At("2026-11-20 23:59:59")));
        Assert.False(PhotoAge.IsInFuture(new(2026, 11, 20), At("2026-11-20 00:00:00")));
    }

    [Fact]
    [Trait("rule", "L6")]
    public void Every_finding_has_its_own_code_and_both_texts()
    {
        Assert.Equal(PhotoFindings.All.Count, PhotoFindings.All.Select(PhotoFindings.ToText).Distinct().Count());
        Assert.Equal(PhotoFindings.All.Count, PhotoFindings.All.Select(finding => PhotoFindings.Text(finding).Zh).Distinct().Count());
        Assert.All(PhotoFindings.All, finding =>
        {
            Assert.True(PhotoFindings.TryParse(finding.ToText(), out var read));
            Assert.Equal(finding, read);
        });
        Assert.False(PhotoFindings.TryParse("ugly", out _));
    }

    [Theory]
    [InlineData(DocumentType.ResidentIdentityCard, "110101185001010018", true)]
    [InlineData(DocumentType.ResidentIdentityCard, "110101185001010017", false)]
    [InlineData(DocumentType.ResidentIdentityCard, "军字第1234567号", false)]
    [InlineData(DocumentType.OfficerCard, "军字第1234567号", true)]
    [InlineData(DocumentType.OfficerCard, "南海字第1234号", true)]
    [InlineData(DocumentType.OfficerCard, "军字第123号", false)]
    [InlineData(DocumentType.OfficerCard, "军字第123456789号", false)]
    [InlineData(DocumentType.OfficerCard, "士字第1234567号", false)]
    [InlineData(DocumentType.OfficerCard, "退字第1234567号", false)]
    [InlineData(DocumentType.OfficerCard, "军字第1234567号\n", false)]
    [InlineData(DocumentType.OfficerCard, "军字第１２３４５６７号", false)]
    [InlineData(DocumentType.SoldierCard, "士字第12345678号", true)]
    [InlineData(DocumentType.SoldierCard, "军字第12345678号", false)]
    [InlineData(DocumentType.RetiredOfficerCard, "退字第0001号", true)]
    [InlineData(DocumentType.RetiredOfficerCard, "离字第0001号", true)]
    [InlineData(DocumentType.RetiredOfficerCard, "军字第0001号", false)]
    [InlineData(DocumentType.RetiredOfficerCard, "", false)]
    [Trait("rule", "L1")]
    public void Each_document_s_number_has_its_form(DocumentType type, string number, bool valid) =>
        Assert.Equal(valid, LicenceDocuments.IsNumber(type, number));

    [Fact]
    [Trait("rule", "L1")]
    public void Four_documents_are_accepted_the_resident_card_first()
    {
        Assert.Equal(
            ["居民身份证", "军官证", "士兵证", "军官离退休证"], LicenceDocuments.Accepted.Select(type => LicenceDocuments.Name(type).Zh));
        Assert.All(LicenceDocuments.Accepted, type =>
        {
            Assert.True(LicenceDocuments.TryParse(LicenceDocuments.ToText(type), out var read));
            Assert.Equal(type, read);
        });
        Assert.False(LicenceDocuments.TryParse("passport", out _));
    }

    [Theory]
    [InlineData("123456789012", true)]
    [InlineData("12345678901", false)]
    [InlineData("1234567890123", false)]
    [InlineData("12345678901X", false)]
    [InlineData("１23456789012", false)]
    [Trait("rule", "L2")]
    public void An_archive_number_has_twelve_digits(string text, bool valid) => Assert.Equal(valid, ArchiveNumber.IsWellFormed(text));

    [Fact]
    [Trait("rule", "L15")]
    public void The_seven_purposes_of_the_document_are_served() => Assert.Equal(
        ["路面查验", "违法处理", "事故处理", "驾驶证业务", "汽车租赁", "保险办理", "驾驶资质证明"],
        LicencePurposes.All.Where(purpose => purpose.Served).Select(purpose => purpose.Zh));

    [Fact]
    [Trait("rule", "L15")]
    public void Verifiers_know_exactly_the_same_purposes()
    {
        var verifiers = Enum.GetValues<Purpose>().Where(purpose => purpose.Accepts() == CredentialKind.DrivingLicence);
        Assert.Equal(verifiers.Select(Purposes.ToText), LicencePurposes.All.Select(purpose => purpose.Code));
        Assert.Equal(["licence-business"], LicencePurposes.All.Where(purpose => purpose.PaperNeeded).Select(purpose => purpose.Code));
    }

    private static void AssertEffect(CredentialStatus status, string rule, bool mayApply, IssuedDisplay display, CodeColour colour)
    {
        var effect = LicenceStatuses.EffectOf(status);
        Assert.Equal((status, rule, mayApply, display, colour),
            (effect.Status, effect.Rule, effect.MayApply, effect.Display, effect.Colour));
    }
}
