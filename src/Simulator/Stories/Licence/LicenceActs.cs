using TempIdentity.GateAgent;
using TempIdentity.GateAgent.Texts;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.Simulator.Stories.Telling;
using TempIdentity.Simulator.Stories.World;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Stories.Licence;

/// <summary>What drivers, police and officers do in several stories, told the same way.</summary>
internal static class LicenceActs
{
    /// <summary>Files the licence (L2).</summary>
    public static void FileLicence(this StoryScript script, LicenceUser user, StoryActor actor = StoryActor.Driver) =>
        script.Done(actor, StoryAction.Register, "用居民身份证注册交管12123，填写档案编号备案驾驶证",
            "Registers in the 12123 app with the identity card, and files the licence by its archive number", user.File(),
            "filed C1", driver => "filed " + string.Join(' ', driver.Record.Classes));

    /// <summary>Passes the real-person check.</summary>
    public static void PassCheck(this StoryScript script, LicenceUser user, StoryActor actor = StoryActor.Driver) =>
        script.Done(actor, StoryAction.PassCheck, "本人通过人脸识别", "Passes the real-person check", user.Check(), "check passed",
            _ => "check passed");

    /// <summary>Files, passes the check and applies with the photo on file: issued at once (L4).</summary>
    public static void Obtain(this StoryScript script, LicenceUser user)
    {
        script.FileLicence(user);
        script.Later(60).PassCheck(user);
        script.Later(30).Done(StoryActor.Driver, StoryAction.Apply,
            "使用留存照片申领驾驶证电子版，当即生成", "Applies for the electronic licence with the photo on file: issued at once",
            user.Apply(PhotoWay.OnFile), "issued", application => Name(application.State));
    }

    /// <summary>How an application stands.</summary>
    public static string Name(ApplicationState state) => state switch
    {
        ApplicationState.Submitted => "waits for review",
        ApplicationState.Issued => "issued",
        ApplicationState.Refused => "refused",
    };

    /// <summary>An officer scans what is on the phone's screen after renewing it.</summary>
    public static StoryVerdict ScanFresh(
        this StoryScript script, StoryStation officer, LicenceUser user, string zh, string en, VerdictCode expected)
    {
        user.Phone.Refresh(script.Now);
        return script.Scan(officer, Purpose.Roadside, user.Phone.Screen, zh, en, expected);
    }

    /// <summary>The classes that the officer reads in the code.</summary>
    public static void ReadClasses(this StoryScript script, StoryStation officer, LicenceUser user, string expected) =>
        script.Expect(StoryActor.Officer, StoryAction.ReadIdentity, "手持机显示准驾车型", "The handset shows the vehicle classes", expected,
            string.Join(' ', VehicleClasses.Unpack(officer.Claims(user.Phone.Screen)?.Licence?.Classes ?? 0)));

    /// <summary>Who it is, as the officer's handset shows it; masked in the telling.</summary>
    public static void ReadIdentity(this StoryScript script, StoryStation officer, LicenceUser user) =>
        script.Expect(StoryActor.Officer, StoryAction.ReadIdentity, "证件真实，手持机显示持证人（此处打码）",
            "The licence is genuine; the handset shows whose it is (masked here)", Masked(user.Person),
            officer.Identify(Purpose.Roadside, user.Phone.Screen) is { } seen ? Masked(seen) : "nothing");

    /// <summary>The status that decided, as the record holds it.</summary>
    public static void ReadStatus(
        this StoryScript script, StoryVerdict verdict, CredentialStatus status, StatusReason reason, string expected)
    {
        var seen = verdict.Record.Statuses is [var first, ..]
            ? $"{first.Status}, {first.Reason}, from {Local(first.From)} until {Local(first.Until)}"
            : "nothing";
        var (name, why) = (StatusTexts.For(status), StatusTexts.For(reason));
        script.Expect(StoryActor.Officer, StoryAction.Scan, $"看到状态“{name.Zh}”、原因“{why.Zh}”和起止时间",
            $"Reads the status \"{name.En}\", the reason \"{why.En}\", and the times", expected, seen);
    }

    /// <summary>The police set a status, and the lists are published.</summary>
    public static void SetStatus(this StoryScript script, LicenceUser user, StatusEntry entry, string zh, string en)
    {
        script.Done(StoryActor.TrafficPolice, StoryAction.SetStatus, zh, en, user.SetStatuses(entry), "status set", _ => "status set");
        script.World.Publish();
    }

    /// <summary>A record's instant by China's clock.</summary>
    private static string Local(string? recorded) => recorded is null ? "no end"
        : UnixTime.TryParse(recorded, out var at) ? $"{StoryTime.DateOf(at)} {StoryTime.ClockOf(at)}"
        : "no instant";

    private static string Masked(Identity person) =>
        $"{People.MaskName(person.Name)} {ResidentCardNumber.Mask(person.Number)}";
}
