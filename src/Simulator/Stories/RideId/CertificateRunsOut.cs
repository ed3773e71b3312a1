using TempIdentity.GateAgent;
using TempIdentity.Simulator.Stories.Telling;
using TempIdentity.Simulator.Stories.World;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Stories.RideId;

/// <summary>24 hours end between the platform and the exit.</summary>
internal static class CertificateRunsOut
{
    public static Story Story { get; } = new("certificate-runs-out",
        new("The certificate runs out on the train", "证明在车上到期"), ["R6", "R7", "R8", "R14", "R16"],
        StoryTime.At("2026-11-24 08:50:00"), Tell);

    private static void Tell(StoryScript script)
    {
        var world = script.World;
        using var user = RideIdUser.Anonymous(world, world.Adult(0));
        script.At("2026-11-24 08:56:30").Obtain(user, grantsLeft: 2);
        script.Tell(StoryActor.Traveller, "用它当天乘车；次日早上还差几分钟到期", "Travels on it that day; next morning it has minutes left");

        var (beijing, tianjin) = (world.Station("VNP"), world.Station("TJP"));
        script.At("2026-11-25 07:58:00").CheckAgain(
            user, "次日早上再次通过实人核验", "Next morning passes the check again", grantsLeft: 2);
        script.Later(60).BuyAtDesk(user, beijing, script.Train("C2205", "VNP", "TJP"));
        script.At("2026-11-25 08:05:00").Scan(beijing, Purpose.StationEntry, script.Fresh(user),
            "在进站闸机扫码", "Scans at the entry gate", VerdictCode.Granted);
        script.At("2026-11-25 08:45:00").CheckAgain(user, "在车上再次通过实人核验", "On the train passes the check again", grantsLeft: 2);

        script.At("2026-11-25 08:56:50");
        var last = script.Fresh(user);
        script.Expect(StoryActor.Traveller, StoryAction.RefreshCode, "车停天津站台，最后一次更新二维码；08:57:00证明到期",
            "At the platform in Tianjin the code is renewed for the last time; the certificate ends at 08:57:00", "2026-11-25 08:57:00",
            $"{StoryTime.DateOf(EndOf(tianjin, last))} {StoryTime.ClockOf(EndOf(tianjin, last))}");
        AtTheExit(script.At("2026-11-25 08:58:10"), tianjin, user, last);
        ApplyAgain(script.At("2026-11-25 08:59:00"), tianjin, user);
    }

    private static UnixTime EndOf(StoryStation station, string code) => station.Claims(code)?.ValidUntil ?? default;

    private static void AtTheExit(StoryScript script, StoryStation tianjin, RideIdUser user, string last)
    {
        var verdict = script.Scan(tianjin, Purpose.StationExit, last, "走到出站闸机扫码", "Walks to the exit gate and scans",
            VerdictCode.CredentialExpired);
        script.Words(StoryActor.Gate, StoryAction.Scan, "闸机告知两条出路", "The gate names the two ways out",
            "证明已失效，请重新申请或走人工通道", verdict.Passenger);
        script.Refused(StoryActor.RideIdService, StoryAction.RefreshCode, "手机上同样提示", "The phone says the same",
            user.Code(script.Now), "certificate_expired", "R14");
        script.Later(10).Scan(tianjin, Purpose.RealNameCheck, last,
            "一条出路：人工通道。人员扫码，看到证明已到期", "One way: the staffed lane. Staff scan the code and see that it has run out",
            VerdictCode.CredentialExpired);
        script.Tell(StoryActor.StationStaff, "可查验车票后由人工通道办理出站；旅客选择重新申请",
            "Could check the ticket by hand and let the traveller out; the traveller prefers to apply again");
    }

    private static void ApplyAgain(StoryScript script, StoryStation tianjin, RideIdUser user)
    {
        script.Obtain(user, grantsLeft: 1);
        var code = script.Later(20).Fresh(user);
        script.Scan(tianjin, Purpose.RealNameCheck, code, "人工通道：人员核验新的证明", "The staffed lane: staff check the new certificate",
            VerdictCode.Granted);
        script.ReadIdentity(user, tianjin, code);
        script.Later(15).Scan(tianjin, Purpose.StationExit, script.Fresh(user),
            "另一条出路：凭新证明在出站闸机扫码", "The other way: scans the new code at the exit gate", VerdictCode.Granted);
    }
}
