using TempIdentity.GateAgent;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Stories.Telling;
using TempIdentity.Simulator.Stories.World;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Stories.RideId;

/// <summary>A minor who holds a resident identity card travels alone.</summary>
internal static class MinorTraveller
{
    public static Story Story { get; } = new("minor",
        new("A minor with a resident identity card", "已办理居民身份证的未成年人"), ["R3", "R4", "R5", "R16"],
        StoryTime.At("2026-11-28 17:10:00"), Tell);

    private static void Tell(StoryScript script)
    {
        var world = script.World;
        var (beijing, tianjin) = (world.Station("VNP"), world.Station("TJP"));
        var minor = CitizenRegister.Minor(world.Secrets.DeriveRandom("story/minors").Next(CitizenRegister.MinorsDefault));
        using var user = RideIdUser.Anonymous(world, minor);
        script.Tell(StoryActor.Traveller, "周末独自去天津看外婆的未成年人，身份证忘在家里", "A minor, alone to grandmother in Tianjin, has left the card at home");
        Mistakes(script, user);
        script.At("2026-11-28 17:20:00").Obtain(user, grantsLeft: 2);

        script.Later(90).BuyAtDesk(user, beijing, script.Train("C2071", "VNP", "TJP"));
        var code = script.At("2026-11-28 17:38:00").Fresh(user);
        script.Scan(beijing, Purpose.RealNameCheck, code, "实名制核验处扫码", "Is scanned at the real-name check", VerdictCode.Granted);
        script.ReadIdentity(user, beijing, code);
        script.At("2026-11-28 17:41:00").Scan(beijing, Purpose.StationEntry, script.Fresh(user),
            "在进站闸机扫码：与成年人一样放行", "Scans at the entry gate and passes like an adult", VerdictCode.Granted);
        script.At("2026-11-28 18:46:30").CheckAgain(user, "到达天津，再次通过实人核验", "In Tianjin passes the check again", grantsLeft: 2);
        script.At("2026-11-28 18:47:00").Scan(tianjin, Purpose.StationExit, script.Fresh(user), "在出站闸机扫码", "Scans at the exit gate",
            VerdictCode.Granted);
    }

    private static void Mistakes(StoryScript script, RideIdUser user)
    {
        var form = user.OwnForm();
        script.Refused(StoryActor.Traveller, StoryAction.Apply, "选了别的证件类型", "Chooses another kind of document",
            user.Apply(form with { Document = DocumentType.OfficerCard }), "document_not_accepted", "R3");
        script.Later(20).Refused(StoryActor.Traveller, StoryAction.Apply, "号码最后一位输错：提交前就发现",
            "Mistypes the number's last character: noticed before anything is sent on",
            user.Apply(form with { Number = WithWrongEnd(form.Number!) }), "number_check_character", "R3");
        script.Later(20);
        var application = user.Apply().Required;
        script.Refused(StoryActor.Traveller, StoryAction.PassCheck, "请旁边的大人替自己对着镜头", "Asks an adult nearby to face the camera",
            user.Check(application, CameraCapture.Fail), "check_failed", "R5");
    }

    private static string WithWrongEnd(string number) => number[..^1] + (number[^1] == '0' ? '1' : '0');
}
