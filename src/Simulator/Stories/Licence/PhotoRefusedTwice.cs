using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.Simulator.Stories.Telling;
using TempIdentity.Simulator.Stories.World;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Stories.Licence;

/// <summary>Three photos around the Mid-Autumn and National Day holidays, each reviewed within one working day.</summary>
internal static class PhotoRefusedTwice
{
    public static Story Story { get; } = new("photo-refused-twice", new("A photo refused twice", "照片两次未通过审核"),
        ["L2", "L3", "L5", "L6", "L7"], StoryTime.At("2026-09-24 16:40:00"), Tell);

    private static void Tell(StoryScript script)
    {
        var world = script.World;
        using var user = new LicenceUser(world, world.Driver(0), "13800000131");
        script.FileLicence(user);
        script.PassCheck(user);
        Send(script.At("2026-09-24 16:45:00"), user, ApplicationKind.Licence, "中秋放假前最后一个下午，从相册提交照片",
            "The last afternoon before Mid-Autumn: sends a photo from the album", "2026-09-28 09:00:00", "2026-09-28 16:45:00",
            PhotoFinding.BackgroundNotWhite, PhotoFinding.EarsOrBrowsCovered);
        script.At("2026-09-28 08:59:59");
        State(script, user, "假期里和上班前：还在审核", "Over the holidays and before work: still waiting", "waits for review");
        Told(script.At("2026-09-28 09:00:00"), user,
            "您提交的照片未通过审核：背景应为白色；头发不遮盖面部、眉毛、耳朵。请按拍照须知重新提交。");

        script.At("2026-09-28 10:00:00").PassCheck(user);
        Send(script, user, ApplicationKind.Licence, "重拍后提交，开着美颜", "Takes another, with a beauty filter", "2026-09-28 10:30:00",
            "2026-09-29 10:00:00", PhotoFinding.Retouched);
        Told(script.At("2026-09-28 10:30:00"), user, "您提交的照片未通过审核：不得对人像特征进行技术处理，请关闭美颜。请按拍照须知重新提交。");

        script.At("2026-09-30 16:45:00").PassCheck(user);
        Send(script.Later(300), user, ApplicationKind.Licence, "国庆放假前，按须知拍好第三张", "Before National Day: a third one, by the rules",
            "2026-10-08 09:00:00", "2026-10-08 16:50:00");
        Told(script.At("2026-10-08 09:00:00"), user, "您的驾驶证电子版申领成功，请在应用内实时出示，截图无效。");
        Roadside(script, user);
        Replace(script, user);
    }

    private static void Send(
        StoryScript script, LicenceUser user, ApplicationKind kind, string zh, string en, string reviewed, string due,
        params PhotoFinding[] found) =>
        script.Done(StoryActor.Driver, StoryAction.Apply, zh, en, user.SendPhoto(kind, found), $"review {reviewed}, due {due}",
            application => $"review {Text(application.Review?.At)}, due {Text(application.Review?.DueAt)}");

    private static string Text(UnixTime? at) => at is { } instant ? $"{StoryTime.DateOf(instant)} {StoryTime.ClockOf(instant)}" : "none";

    /// <summary>The result comes twice: by SMS with the service's name before it, and in the app (L5).</summary>
    private static void Told(StoryScript script, LicenceUser user, string expected)
    {
        var (sms, notice) = (user.Newest(OutboxChannel.Sms), user.Newest(OutboxChannel.InApp));
        script.Words(StoryActor.Reviewer, StoryAction.ReviewPhoto, "审核完成，短信告知结果", "Has looked at it; an SMS tells the result",
            "【交管12123】" + expected, sms.Text);
        script.Words(StoryActor.Driver, StoryAction.ReadMessages, "应用内也收到同样的通知", "The same comes as a notice in the app", expected,
            notice.Text);
        script.Expect(StoryActor.Driver, StoryAction.ReadMessages, "短信和通知都在审核完成的那一刻", "Both came at the moment of the review",
            $"{StoryTime.ClockOf(script.Now)} {StoryTime.ClockOf(script.Now)}",
            $"{StoryTime.ClockOf(sms.SentAt)} {StoryTime.ClockOf(notice.SentAt)}");
    }

    private static void State(StoryScript script, LicenceUser user, string zh, string en, string expected) => script.Done(
        StoryActor.Driver, StoryAction.ReadMessages, zh, en, script.World.Licences.Applications(user.Session, script.Now), expected,
        list => LicenceActs.Name(list.Applications[0].State));

    private static void Roadside(StoryScript script, LicenceUser user)
    {
        script.At("2026-10-08 09:30:00").PassCheck(user);
        var officer = script.World.Roadside();
        script.Later(60).ScanFresh(officer, user, "当天上路，路面查验", "Drives that day; a roadside check", VerdictCode.Granted);
    }

    private static void Replace(StoryScript script, LicenceUser user)
    {
        script.At("2026-10-09 10:00:00").PassCheck(user);
        Send(script, user, ApplicationKind.PhotoReplacement, "不满意，点击“换照片”", "Is not happy with it and chooses to replace the photo",
            "2026-10-09 10:30:00", "2026-10-10 10:00:00");
        Told(script.At("2026-10-09 10:30:00"), user, "您的驾驶证电子版照片已更换，六个月内不可再次更换。");
        script.At("2026-10-10 09:00:00").PassCheck(user);
        script.Refused(StoryActor.Driver, StoryAction.Apply, "周六调休上班，又想换：六个月内只可以更换一次",
            "On Saturday, a make-up working day, wants another: once in six months is the limit",
            user.SendPhoto(ApplicationKind.PhotoReplacement), "replacement_too_soon", "L7");
    }
}
