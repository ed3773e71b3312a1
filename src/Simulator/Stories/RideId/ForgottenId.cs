using TempIdentity.GateAgent;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Stories.Telling;
using TempIdentity.Simulator.Stories.World;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Stories.RideId;

/// <summary>The usual way: from the forgotten card to the street at the other end.</summary>
internal static class ForgottenId
{
    public static Story Story { get; } = new("forgotten-id",
        new("An identity card forgotten on a workday morning", "上班路上忘带身份证"),
        ["R1", "R2", "R5", "R7", "R8", "R9", "R10", "R16"], StoryTime.At("2026-11-25 07:20:00"), Tell);

    private static void Tell(StoryScript script)
    {
        var world = script.World;
        var (beijing, tianjin) = (world.Station("VNP"), world.Station("TJP"));
        using var user = RideIdUser.Registered(world, world.Adult(0), "13800000001");
        script.Tell(StoryActor.Traveller, "周三早高峰，到北京南站才发现身份证忘在家里；手机上已登录铁路12306",
            "Wednesday morning at Beijing South: the card is at home, the phone is signed in to 12306");
        script.Refused(StoryActor.Traveller, StoryAction.Apply, "没有授权定位就申请", "Applies without allowing the location",
            user.Apply(user.OwnForm() with { LocationAuthorised = false, Fix = null }), "location_not_authorised", "R2");
        script.Later(60);
        var certificate = script.Obtain(user, grantsLeft: 2);
        script.Expect(StoryActor.RideIdService, StoryAction.ViewCertificate,
            "证明页面只显示打码的姓名和号码", "The certificate's page shows name and number masked",
            $"{People.MaskName(user.Person.Name)} {ResidentCardNumber.Mask(user.Person.Number)}",
            $"{certificate.MaskedName} {certificate.MaskedNumber}");

        script.At("2026-11-25 07:26:00").BuyAtDesk(user, beijing, script.Train("C2205", "VNP", "TJP"));
        script.At("2026-11-25 07:35:59").Scan(beijing, Purpose.StationEntry, script.Fresh(user),
            "心急，检票开始前一秒就扫码", "In a hurry: scans one second before check-in opens", VerdictCode.TooEarly);
        script.At("2026-11-25 07:48:00").Scan(beijing, Purpose.StationEntry, script.Fresh(user),
            "在进站闸机扫码", "Scans at the entry gate", VerdictCode.Granted);

        script.At("2026-11-25 08:57:30");
        script.Refused(StoryActor.RideIdService, StoryAction.RefreshCode,
            "到达天津，打开二维码：距实人核验已超过30分钟", "Arrives at Tianjin and opens the code: more than 30 minutes since the check",
            user.Code(script.Now), "check_expired", "R10");
        script.Later(20).CheckAgain(user, "再次通过实人核验，不占用申请次数", "Passes the check again; it does not count", grantsLeft: 2);
        script.At("2026-11-25 08:58:00").Scan(tianjin, Purpose.StationExit, script.Fresh(user),
            "在出站闸机扫码", "Scans at the exit gate", VerdictCode.Granted);
        script.Tell(StoryActor.Traveller, "出站，按时到单位", "Is out, and at work in time");
    }
}
