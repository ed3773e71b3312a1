using TempIdentity.GateAgent;
using TempIdentity.Simulator.Stories.Telling;
using TempIdentity.Simulator.Stories.World;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Stories.Licence;

/// <summary>L14: only a live display counts.</summary>
internal static class ScreenshotRoadside
{
    public static Story Story { get; } = new("screenshot-roadside", new("A screenshot at the roadside", "路面查验：出示截图"),
        ["L4", "L14", "L15"], StoryTime.At("2026-11-25 18:00:00"), Tell);

    private static void Tell(StoryScript script)
    {
        var world = script.World;
        var officer = world.Roadside();
        using var user = new LicenceUser(world, world.Driver(0), "13800000141");
        script.Obtain(user);
        script.At("2026-11-25 18:05:00");
        var display = script.Done(StoryActor.Driver, StoryAction.ViewCertificate, "打开驾驶证电子版并截图，怕路上没网",
            "Opens the electronic licence and takes a screenshot, for fear of no network on the way", user.Show(), "generated 18:05:00",
            shown => $"generated {StoryTime.ClockOf(shown.GeneratedAt)}");

        var screenshot = display.Code.Text;
        script.At("2026-11-25 18:06:31").Scan(officer, Purpose.Roadside, screenshot, "91秒后出示截图", "Shows the screenshot 91 seconds later",
            VerdictCode.CodeStale);
        var verdict = script.At("2026-11-25 18:20:00").Scan(officer, Purpose.Roadside, screenshot, "又过一刻钟，再次出示截图",
            "Shows it again a quarter of an hour later", VerdictCode.CodeStale);
        script.Words(StoryActor.Officer, StoryAction.Scan, "民警看到的提示", "What the officer reads", "请对方点击“刷新”；截图无效", verdict.Staff);
        script.Expect(StoryActor.Officer, StoryAction.Scan, "截图上的生成时间不是现在", "The generation time on the screenshot is not now",
            "15 minutes ago", $"{(script.Now - display.GeneratedAt) / 60} minutes ago");

        var live = script.Later(40).Done(StoryActor.Driver, StoryAction.ViewCertificate, "在应用里打开实时的电子版",
            "Opens the live one in the app", user.Show(), "generated 18:20:40",
            shown => $"generated {StoryTime.ClockOf(shown.GeneratedAt)}");
        script.Later(5).Scan(officer, Purpose.Roadside, live.Code.Text, "实时出示，扫码", "Shows it live; the officer scans",
            VerdictCode.Granted);
    }
}
