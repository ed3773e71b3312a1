using TempIdentity.Simulator.Services.Licence;
using TempIdentity.Simulator.Services.Licence.Rules;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.Simulator.Stories.Telling;
using TempIdentity.Simulator.Stories.World;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Stories.Licence;

/// <summary>A genuine licence whose holder may not drive now, and may again when the status has ended.</summary>
internal static class TwelvePoints
{
    public static Story Story { get; } = new("twelve-points",
        new("A licence with 12 points at the roadside", "路面查验：记满12分的驾驶证"), ["L2", "L4", "L8", "L9", "L15"],
        StoryTime.At("2026-11-24 09:00:00"), Tell);

    private static StatusEntry Points { get; } = new(CredentialStatus.TwelvePoints, StatusReason.PointsReached, PaperNeeded: false,
        StoryTime.At("2026-11-25 00:00:00"), StoryTime.At("2026-12-02 00:00:00"));

    private static void Tell(StoryScript script)
    {
        var world = script.World;
        using var user = new LicenceUser(world, world.Driver(0), "13800000101");
        script.Obtain(user);
        script.At("2026-11-25 08:00:00").SetStatus(user, Points, "一个记分周期内累积记分满12分，状态至12月2日零时",
            "12 points in one period; the status ends on 2 December at midnight");

        script.At("2026-11-25 10:00:00").PassCheck(user);
        var display = script.Done(StoryActor.Driver, StoryAction.ViewCertificate, "驾驶证电子版仍然显示，二维码变红",
            "The electronic licence is still shown, with a red code", user.Show(), "red code", Colour);
        if (display.HolderText is { } told)
        {
            script.Words(StoryActor.LicenceService, StoryAction.ViewCertificate, "应用内的提示", "What the app says",
                "驾驶证状态为“记满12分”，请勿驾驶机动车，请到公安交管部门参加满分学习和考试。", told);
        }
        var officer = world.Roadside();
        var verdict = script.Later(300).ScanFresh(
            officer, user, "路面查验：出示二维码", "Roadside check: shows the code", VerdictCode.LicenceNotEntitled);
        script.ReadIdentity(officer, user);
        script.ReadStatus(verdict, Points.Status, Points.Reason,
            "twelve_points, points_reached, from 2026-11-25 00:00:00 until 2026-12-02 00:00:00");
        Applicant(script.Later(600));
        Ends(script, user, officer);
    }

    private static string Colour(LicenceDisplay shown) => shown.Colour switch
    {
        CodeColour.Black => "black code",
        CodeColour.Red => "red code",
        CodeColour.None => "no code",
    };

    private static void Applicant(StoryScript script)
    {
        using var other = new LicenceUser(script.World, script.World.Driver(1), "13800000102");
        script.SetStatus(other, Points, "另一驾驶人也记满12分", "Another driver has 12 points too");
        script.FileLicence(other, StoryActor.OtherDriver);
        script.PassCheck(other, StoryActor.OtherDriver);
        script.Refused(StoryActor.OtherDriver, StoryAction.Apply,
            "还没有电子版，现在不能申领", "Has no electronic licence yet, and may not apply now",
            other.Apply(PhotoWay.OnFile), "licence_status_forbids", "L9");
    }

    private static void Ends(StoryScript script, LicenceUser user, StoryStation officer)
    {
        script.At("2026-12-01 23:59:00").PassCheck(user);
        script.World.Publish();
        script.At("2026-12-01 23:59:59").ScanFresh(
            officer, user, "状态的最后一秒", "The status's last second", VerdictCode.LicenceNotEntitled);
        script.Later(1).ScanFresh(officer, user, "状态已到期：恢复驾驶资格", "The status has ended: entitled again", VerdictCode.Granted);
        script.Done(
            StoryActor.Driver, StoryAction.ViewCertificate, "二维码恢复黑色", "The code is black again", user.Show(), "black code", Colour);
    }
}
