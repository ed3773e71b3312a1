using TempIdentity.GateAgent.Texts;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Licence.Rules;

/// <summary>What becomes of an electronic licence that is already issued.</summary>
internal enum IssuedDisplay
{
    /// <summary>Shown, and the holder may drive (L8).</summary>
    Shown,
    /// <summary>Shown, and the holder may not drive now (L9).</summary>
    ShownNotEntitled,
    /// <summary>Not shown any more (L10).</summary>
    NotShown,
    /// <summary>The holder is told that it is not valid; no code is served (L11).</summary>
    ToldNotValid,
}

/// <summary>The colour of the code. Black: may drive. Red: may not. None: no code is served.</summary>
internal enum CodeColour
{
    None,
    Black,
    Red,
}

/// <summary>A status's effects, one row of the table.</summary>
/// <param name="MayApply">A new electronic licence may be applied for.</param>
/// <param name="Display">What becomes of one already issued.</param>
/// <param name="Colour">The code's colour.</param>
/// <param name="ApplicantText">Told to an applicant; null where one may apply.</param>
/// <param name="HolderText">Told to the holder of one already issued; null where there is nothing to tell.</param>
internal sealed record StatusEffect(
    CredentialStatus Status, string Rule, BilingualText Name, bool MayApply, IssuedDisplay Display, CodeColour Colour,
    BilingualText? ApplicantText, BilingualText? HolderText);

/// <summary>
/// The thirteen statuses of a driving licence and what each does to a new application and to an electronic licence already issued
/// (L8–L11). The colours are those of the app: a black code on green, and a red one. Pure.
/// </summary>
internal static class LicenceStatuses
{
    /// <summary>L11, word for word; the English is ours.</summary>
    public static readonly BilingualText LockedApplicant = new(
        "The status of your driving licence is abnormal, so the electronic licence cannot be applied for. Contact the traffic police "
        + "where the licence was issued.",
        "您的驾驶证状态异常，无法申领驾驶证电子版，请联系驾驶证发证地公安交管部门。");

    /// <summary>L11, word for word; the English is ours.</summary>
    public static readonly BilingualText LockedHolder = new(
        "The status of your driving licence is abnormal and the electronic licence is not valid. Contact the traffic police where the "
        + "licence was issued.",
        "您的驾驶证状态异常，驾驶证电子版无效，请联系驾驶证发证地公安交管部门。");

    private static readonly BilingualText GoneHolder = new(
        "The licence is no longer valid and the electronic licence is not shown any more. Do not drive; contact the traffic police "
        + "where the licence was issued.",
        "驾驶证已失效，驾驶证电子版不再显示。请勿驾驶机动车，并联系驾驶证发证地公安交管部门。");

    private static readonly BilingualText GoneApplicant = new(
        "The licence is no longer valid, so the electronic licence cannot be applied for. Contact the traffic police where the licence "
        + "was issued.",
        "驾驶证已失效，不能申领驾驶证电子版，请联系驾驶证发证地公安交管部门。");

    /// <summary>The table, in the order of the statuses.</summary>
    public static IReadOnlyList<StatusEffect> All { get; } = [.. Enum.GetValues<CredentialStatus>().Select(EffectOf)];

    /// <summary>The row of a status.</summary>
    public static StatusEffect EffectOf(CredentialStatus status) => status switch
    {
        CredentialStatus.Normal => L8(status, "normal", "正常"),
        CredentialStatus.ViolationPending => L8(status, "violation pending", "违法未处理", "Have the violation dealt with", "请及时处理违法"),
        CredentialStatus.AccidentPending => L8(status, "accident pending", "事故未处理", "Have the accident dealt with", "请及时处理事故"),
        CredentialStatus.TwelvePoints =>
            L9(status, "12 points reached", "记满12分", "take the course and the test at the traffic police", "请到公安交管部门参加满分学习和考试"),
        CredentialStatus.Withheld =>
            L9(status, "temporarily withheld", "暂扣", "wait for the end of the measure", "请在暂扣期满后到公安交管部门办理"),
        CredentialStatus.Detained =>
            L9(status, "detained", "扣押", "have the matter dealt with at the traffic police", "请到公安交管部门接受处理"),
        CredentialStatus.RenewalOverdue => L9(status, "renewal overdue", "逾期未换证", "renew the licence", "请先办理换证"),
        CredentialStatus.InspectionOverdue => L9(status, "inspection overdue", "逾期未审验", "have the licence inspected", "请先办理审验"),
        CredentialStatus.Withdrawn => L10(status, "withdrawn", "撤销"),
        CredentialStatus.Revoked => L10(status, "revoked", "吊销"),
        CredentialStatus.Cancelled => L10(status, "cancelled", "注销"),
        CredentialStatus.Locked => L11(status, "locked", "锁定"),
        CredentialStatus.UseStopped => L11(status, "use stopped", "停止使用"),
    };

    // L8: may apply; one already issued is shown.
    private static StatusEffect L8(CredentialStatus status, string en, string zh, string? stepEn = null, string? stepZh = null) =>
        new(status, "L8", new(en, zh), MayApply: true, IssuedDisplay.Shown, CodeColour.Black, null,
            stepEn is null ? null : new($"{stepEn}.", $"{stepZh}。"));

    // L9: may not apply; one already issued is still shown, and says that its holder may not drive now.
    private static StatusEffect L9(CredentialStatus status, string en, string zh, string stepEn, string stepZh) =>
        new(status, "L9", new(en, zh), MayApply: false, IssuedDisplay.ShownNotEntitled, CodeColour.Red,
            new($"The licence's status is \"{en}\", so the electronic licence cannot be applied for: {stepEn}.",
                $"驾驶证状态为“{zh}”，不能申领驾驶证电子版，{stepZh}。"),
            new($"The licence's status is \"{en}\": do not drive; {stepEn}.", $"驾驶证状态为“{zh}”，请勿驾驶机动车，{stepZh}。"));

    // L10: may not apply; one already issued is no longer shown.
    private static StatusEffect L10(CredentialStatus status, string en, string zh) =>
        new(status, "L10", new(en, zh), MayApply: false, IssuedDisplay.NotShown, CodeColour.None, GoneApplicant, GoneHolder);

    // L11: may not apply; the holder of one already issued is told that it is not valid.
    private static StatusEffect L11(CredentialStatus status, string en, string zh) =>
        new(status, "L11", new(en, zh), MayApply: false, IssuedDisplay.ToldNotValid, CodeColour.None, LockedApplicant, LockedHolder);
}
