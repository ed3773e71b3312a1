using System.Globalization;
using TempIdentity.GateAgent.Texts;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services.Licence;

/// <summary>
/// What users are told without asking. Results of applications go by SMS and in the app (L5); changes of the licence in the app. Messages
/// name nobody and carry no number.
/// </summary>
internal sealed class LicenceNotices(Outbox outbox, Accounts accounts)
{
    /// <summary>How the service calls itself.</summary>
    public static readonly BilingualText ServiceName = new("Traffic police 12123", "交管12123");

    public void Issued(LicenceApplication application, UnixTime now) => Result(application.Account, application.Kind switch
    {
        ApplicationKind.Licence => new("Your electronic driving licence was issued. Open it in the app; screenshots are not accepted.",
            "您的驾驶证电子版申领成功，请在应用内实时出示，截图无效。"),
        ApplicationKind.PhotoReplacement => new(
            "The photo of your electronic driving licence was replaced. It may be replaced again in 6 months.",
            "您的驾驶证电子版照片已更换，六个月内不可再次更换。"),
    }, now);

    public void PhotoRefused(LicenceApplication application, IReadOnlyList<PhotoFinding> findings, UnixTime now)
    {
        var reasons = findings.Select(PhotoFindings.Text).ToArray();
        Result(application.Account, new(
            $"Your photo was not accepted: {string.Join("; ", reasons.Select(reason => reason.En))}. Please send another one.",
            $"您提交的照片未通过审核：{string.Join("；", reasons.Select(reason => reason.Zh))}。请按拍照须知重新提交。"), now);
    }

    /// <summary>An application that the licence's status ended.</summary>
    public void Refused(LicenceApplication application, ServiceRefusal refusal, UnixTime now) => Result(
        application.Account, new($"{refusal.Title.En} {refusal.NextStep.En}.", $"{refusal.Title.Zh} {refusal.NextStep.Zh}。"), now);

    /// <summary>L12, L13: apply again.</summary>
    public void ApplyAgain(long account, UnixTime now) => outbox.Notify(account, new(
        "Your driving licence has changed. Apply for the electronic licence again; you may keep the earlier photo. Until then show the "
        + "paper licence.",
        "您的驾驶证信息已变更，请重新申领驾驶证电子版，可选择继续使用之前的照片；此前请出示纸质驾驶证。"), now);

    /// <summary>The statuses of the licence have changed.</summary>
    public void StatusChanged(long account, UnixTime now) => outbox.Notify(account, new(
        "The status of your driving licence has changed. Open the electronic licence for what it means.",
        "您的驾驶证状态已变更，请在应用内查看。"), now);

    private void Result(long account, BilingualText text, UnixTime now)
    {
        var details = accounts.Details(account);
        outbox.SendSms(details.Phone, new($"{ServiceName.En}: {text.En}", string.Create(
            CultureInfo.InvariantCulture, $"【{ServiceName.Zh}】{text.Zh}")), now, account);
        outbox.Notify(account, text, now);
    }
}
