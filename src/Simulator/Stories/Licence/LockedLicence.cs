using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.Simulator.Stories.Telling;
using TempIdentity.Simulator.Stories.World;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Stories.Licence;

/// <summary>L11: two texts, word for word, and an officer who learns it from the status list.</summary>
internal static class LockedLicence
{
    private const string ApplicantZh = "您的驾驶证状态异常，无法申领驾驶证电子版，请联系驾驶证发证地公安交管部门。";
    private const string HolderZh = "您的驾驶证状态异常，驾驶证电子版无效，请联系驾驶证发证地公安交管部门。";

    public static Story Story { get; } = new("locked-licence", new("A locked licence", "被锁定的驾驶证"), ["L4", "L11", "L15"],
        StoryTime.At("2026-11-25 09:00:00"), Tell);

    private static StatusEntry Locked { get; } = new(CredentialStatus.Locked, StatusReason.AdministrativeDecision, PaperNeeded: false,
        StoryTime.At("2026-11-25 09:45:00"), StatusEntry.NoEnd);

    private static void Tell(StoryScript script)
    {
        var world = script.World;
        var officer = world.Roadside();
        using var holder = new LicenceUser(world, world.Driver(0), "13800000111", CodeForm.Bound);
        script.Obtain(holder);
        script.At("2026-11-25 09:30:00").PassCheck(holder);
        holder.Phone.FetchGrant(script.Now);
        script.Later(600).ScanFresh(officer, holder, "路面查验：一切正常", "Roadside check: all is well", VerdictCode.Granted);

        script.At("2026-11-25 09:45:00").SetStatus(
            holder, Locked, "驾驶证被锁定，状态列表随即发布", "The licence is locked, and the status list is published");
        Holder(script, holder);
        Applicant(script);
        holder.Phone.Online = false;
        var verdict = script.At("2026-11-25 09:55:00").ScanFresh(officer, holder,
            "手机断网，凭锁定前的授权出示：签名和时间都对，状态列表说已锁定",
            "The phone, offline, shows a code under its earlier grant: genuine and live, but the status list says locked",
            VerdictCode.LicenceInvalid);
        script.Words(StoryActor.Officer, StoryAction.Scan, "驾驶人看到的提示", "What the driver reads", HolderZh, verdict.Passenger);
        script.ReadStatus(verdict, Locked.Status, Locked.Reason, "locked, administrative_decision, from 2026-11-25 09:45:00 until no end");
    }

    private static void Holder(StoryScript script, LicenceUser holder)
    {
        var shown = holder.Show();
        script.Refused(StoryActor.Driver, StoryAction.ViewCertificate, "已申领的打开驾驶证电子版", "A holder opens the electronic licence",
            shown, "licence_not_valid", "L11");
        if (shown.Refusal is { } told)
            script.Words(StoryActor.LicenceService, StoryAction.ViewCertificate, "告知持有人", "The holder is told", HolderZh, told.Title);
    }

    private static void Applicant(StoryScript script)
    {
        using var applicant = new LicenceUser(script.World, script.World.Driver(1), "13800000112");
        script.SetStatus(applicant, Locked, "另一驾驶人的驾驶证也被锁定", "Another driver's licence is locked too");
        script.Later(60).FileLicence(applicant, StoryActor.OtherDriver);
        script.PassCheck(applicant, StoryActor.OtherDriver);
        var answer = applicant.Apply(PhotoWay.OnFile);
        script.Refused(StoryActor.OtherDriver, StoryAction.Apply, "未申领的申领驾驶证电子版", "A driver without one applies", answer,
            "licence_status_forbids", "L11");
        if (answer.Refusal is { } told)
            script.Words(StoryActor.LicenceService, StoryAction.Apply, "告知申领人", "The applicant is told", ApplicantZh, told.Title);
    }
}
