using TempIdentity.GateAgent;
using TempIdentity.Simulator.Stories.Telling;
using TempIdentity.Simulator.Stories.World;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Stories.RideId;

/// <summary>No network on the way: what each form of code can do, and for how long.</summary>
internal static class Tunnel
{
    public static Story Story { get; } = new("tunnel",
        new("A phone without network in the tunnel", "隧道里手机没有网络"), ["R9", "R10", "R13", "R16"],
        StoryTime.At("2026-11-25 08:15:00"), Tell);

    private static void Tell(StoryScript script)
    {
        var world = script.World;
        var beijing = world.Station("VNP");
        using var bound = RideIdUser.Anonymous(world, world.Adult(0), CodeForm.Bound);
        using var issued = RideIdUser.Anonymous(world, world.Adult(1));
        Board(script.At("2026-11-25 08:20:00"), bound, beijing, StoryActor.Traveller);
        Board(script.At("2026-11-25 08:26:00"), issued, beijing, StoryActor.Companion);

        var train = world.OnBoard("G113");
        script.At("2026-11-25 08:52:00").CheckAgain(
            bound, "开车后再次通过实人核验，手机领到30分钟的授权", "Under way passes the check again; the phone gets a grant of 30 minutes",
            grantsLeft: 2);
        bound.Phone.FetchGrant(script.Now);
        script.Later(20).CheckAgain(issued, "邻座也通过实人核验", "So does the neighbour", grantsLeft: 2, StoryActor.Companion);
        script.At("2026-11-25 08:59:00").Fresh(bound);
        script.Fresh(issued);

        script.At("2026-11-25 09:00:00").Tell(StoryActor.TrainStaff, "列车进入隧道，手机没有网络", "The train enters a tunnel: no network");
        (bound.Phone.Online, issued.Phone.Online) = (false, false);
        InTheTunnel(script, train, bound, issued);
        AfterTheTunnel(script, train, bound);
    }

    private static void Board(StoryScript script, RideIdUser user, StoryStation beijing, StoryActor actor)
    {
        script.Obtain(user, grantsLeft: 2, actor);
        script.Later(60).BuyAtDesk(user, beijing, script.Train("G113", "VNP", "AOH"), actor);
        script.Later(90).Scan(beijing, Purpose.StationEntry, script.Fresh(user), "在进站闸机扫码", "Scans at the entry gate",
            VerdictCode.Granted, actor);
    }

    private static void InTheTunnel(StoryScript script, StoryStation train, RideIdUser bound, RideIdUser issued)
    {
        script.At("2026-11-25 09:03:00").Scan(train, Purpose.OnBoard, script.Fresh(issued),
            "车上验票：邻座的二维码要联网更新，还停在隧道前",
            "Check on board: the neighbour's code needs the network to renew and stands where it was before the tunnel",
            VerdictCode.CodeStale, StoryActor.Companion);
        script.Later(30).Scan(train, Purpose.OnBoard, script.Fresh(bound),
            "旅客的手机在授权期内自己更新二维码", "The traveller's phone renews its code itself under the grant", VerdictCode.Granted);
        script.At("2026-11-25 09:21:59");
        var last = script.Fresh(bound);
        script.Scan(train, Purpose.OnBoard, last, "授权的最后一秒", "The grant's last second", VerdictCode.Granted);
        script.Later(1).Scan(train, Purpose.OnBoard, script.Fresh(bound),
            "满30分钟：手机不再更新，屏幕上还是上一个码", "30 minutes are over: the phone renews no more and still shows the last code",
            VerdictCode.LivenessExpired);
        script.Expect(StoryActor.Traveller, StoryAction.RefreshCode, "点击“刷新”也没有新码：没有网络，授权已到期",
            "Taps Refresh and gets no new code: no network, and the grant has ended", "stands still",
            bound.Phone.StandsStill && bound.Phone.Screen == last ? "stands still" : "renewed");
        script.Later(60).Scan(train, Purpose.OnBoard, bound.Phone.SignOn(script.Now),
            "改动过的应用超期继续自己签码：签名有效，但核验已过期", "An altered app that signs on is found out: genuine, but the check is too old",
            VerdictCode.LivenessExpired);
    }

    private static void AfterTheTunnel(StoryScript script, StoryStation train, RideIdUser bound)
    {
        script.At("2026-11-25 09:25:00").Tell(StoryActor.TrainStaff, "列车出隧道", "The train leaves the tunnel");
        bound.Phone.Online = true;
        script.Refused(StoryActor.RideIdService, StoryAction.RefreshCode, "有网络了，但距实人核验已满30分钟",
            "The network is back, but 30 minutes have passed since the check", bound.Code(script.Now), "check_expired", "R10");
        script.Later(30).CheckAgain(bound, "再次通过实人核验", "Passes the check again", grantsLeft: 2);
        bound.Phone.FetchGrant(script.Now);
        script.Later(5).Scan(train, Purpose.OnBoard, script.Fresh(bound), "列车人员再次核验", "Train staff check once more",
            VerdictCode.Granted);
    }
}
