using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.Simulator.Stories.Telling;
using TempIdentity.Simulator.Stories.World;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Stories.Licence;

/// <summary>L12: the class changed, and the electronic licence is still the old one.</summary>
internal static class RenewedNotReissued
{
    public static Story Story { get; } = new("renewed-not-reissued",
        new("Renewed with another class, and not applied for again", "增驾换证后没有重新申领"), ["L3", "L4", "L12", "L15", "L16"],
        StoryTime.At("2026-11-25 09:00:00"), Tell);

    private static void Tell(StoryScript script)
    {
        var world = script.World;
        var officer = world.Roadside();
        using var user = new LicenceUser(world, world.Driver(0), "13800000121", CodeForm.Bound);
        script.Obtain(user);
        script.At("2026-11-25 10:00:00").PassCheck(user);
        user.Phone.FetchGrant(script.Now);
        script.Later(300).ScanFresh(officer, user, "路面查验：C1驾驶证", "Roadside check of a C1 licence", VerdictCode.Granted);
        script.ReadClasses(officer, user, "C1");

        script.At("2026-11-25 10:10:00").Done(StoryActor.TrafficPolice, StoryAction.RenewLicence,
            "从C1增驾D，换领纸质驾驶证", "Adds class D to C1 and renews the paper licence", user.Renew("C1", "D"), "must apply again",
            change => change.MustApplyAgain ? "must apply again" : "goes on");
        world.Publish();
        script.Words(StoryActor.LicenceService, StoryAction.ReadMessages, "应用内通知", "A notice in the app",
            "您的驾驶证信息已变更，请重新申领驾驶证电子版，可选择继续使用之前的照片；此前请出示纸质驾驶证。",
            user.Newest(OutboxChannel.InApp).Text);
        script.Refused(StoryActor.Driver, StoryAction.ViewCertificate, "没有重新申领，打开原来的电子版", "Has not applied again, and opens the old one",
            user.Show(), "superseded_by_renewal", "L12");
        script.Later(300).ScanFresh(officer, user, "手机上还有换证前领到的授权，路面出示",
            "The phone still has a grant of before the renewal, and shows a code under it", VerdictCode.AskForPaper);
        Again(script.Later(120), user, officer);
    }

    private static void Again(StoryScript script, LicenceUser user, StoryStation officer)
    {
        script.Done(StoryActor.Driver, StoryAction.Apply, "重新申领，继续使用之前的照片，当即生成",
            "Applies again and keeps the earlier photo: issued at once", user.Apply(PhotoWay.Earlier), "issued",
            application => LicenceActs.Name(application.State));
        script.World.Publish();
        user.Phone.FetchGrant(script.Now);
        script.Later(60).ScanFresh(officer, user, "再次路面查验", "Another roadside check", VerdictCode.Granted);
        script.ReadClasses(officer, user, "C1 D");
    }
}
