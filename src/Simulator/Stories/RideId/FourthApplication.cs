using TempIdentity.GateAgent;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Stories.Telling;
using TempIdentity.Simulator.Stories.World;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Stories.RideId;

/// <summary>Three certificates in a calendar month, and what counts as one.</summary>
internal static class FourthApplication
{
    private const string CounterZh = "请前往车站的公安制证窗口办理纸质临时乘车身份证明";

    public static Story Story { get; } = new("fourth-application",
        new("A month's fourth application", "一个自然月的第四次申请"), ["R5", "R6", "R8", "R17"], StoryTime.At("2026-11-03 07:00:00"), Tell);

    private static void Tell(StoryScript script)
    {
        var person = script.World.Adult(0);
        script.Tell(StoryActor.Traveller, "十一月里常忘带身份证", "Forgets the card often this November");
        using (var first = RideIdUser.Anonymous(script.World, person))
        {
            script.At("2026-11-03 07:10:00").Obtain(first, grantsLeft: 2);
            var again = first.Apply().Required;
            script.At("2026-11-03 07:15:00").Done(StoryActor.Traveller, StoryAction.Apply,
                "有效期内又申请一次：看到的还是原来那张，不占用次数",
                "Applies again while it is valid: it is the same certificate, and nothing is counted",
                first.Check(again), "same certificate, 2 left",
                view => $"{(view.Existing ? "same" : "new")} certificate, {view.GrantsLeft} left");
        }
        Second(script, person);
        using (var third = RideIdUser.Anonymous(script.World, person))
            script.At("2026-11-21 07:10:00").Obtain(third, grantsLeft: 0);

        using var fourth = RideIdUser.Anonymous(script.World, person);
        Refuse(script.At("2026-11-27 08:00:00"), fourth, "第四次申请", "Applies a fourth time");
        Refuse(script.At("2026-11-30 23:59:59"), fourth, "本月最后一秒再试", "Tries in the month's last second");
        script.At("2026-12-01 00:00:00").Obtain(fourth, grantsLeft: 2);
        NextMonth(script.At("2026-12-01 07:00:00"), fourth);
    }

    private static void Second(StoryScript script, Identity person)
    {
        using var second = RideIdUser.Anonymous(script.World, person);
        script.At("2026-11-12 07:05:00");
        var failed = second.Apply().Required;
        script.Refused(StoryActor.Traveller, StoryAction.PassCheck, "让同事替自己对着镜头", "Has a colleague face the camera",
            second.Check(failed, CameraCapture.Fail), "check_failed", "R5");
        script.At("2026-11-12 07:10:00").Obtain(second, grantsLeft: 1);
        script.Tell(StoryActor.RideIdService, "未通过的申请不计入次数", "The one that was refused did not count");
    }

    private static void Refuse(StoryScript script, RideIdUser user, string zh, string en)
    {
        var answer = user.Check(user.Apply().Required);
        script.Refused(StoryActor.Traveller, StoryAction.Apply, zh, en, answer, "quota_used", "R6");
        if (answer.Refusal is { } refusal)
            script.Words(StoryActor.RideIdService, StoryAction.Apply, "告知下一步", "Says what to do now", CounterZh, refusal.NextStep);
    }

    private static void NextMonth(StoryScript script, RideIdUser user)
    {
        var station = script.World.Station("VNP");
        script.CheckAgain(user, "新的自然月，早上再次通过实人核验", "A new month: passes the check again in the morning", grantsLeft: 2);
        var code = script.Later(15).Fresh(user);
        script.Scan(station, Purpose.RealNameCheck, code, "实名制核验处扫码", "Is scanned at the real-name check", VerdictCode.Granted);
        script.ReadIdentity(user, station, code);
    }
}
