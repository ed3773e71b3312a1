using TempIdentity.GateAgent.Texts;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.LiveStation.Trials;

/// <summary>What a trial is called, and why an answer must come; docs/station.md has the same table.</summary>
internal static class CheatTexts
{
    public static BilingualText TitleOf(Cheat cheat, bool on) => cheat switch
    {
        Cheat.Screenshot => new("A screenshot is shown", "出示截图"),
        Cheat.Forward => new("A friend shows a forwarded code", "朋友出示转发的二维码"),
        Cheat.HandOver => new("Somebody else carries the phone", "他人持手机通过"),
        Cheat.WindClock => new("The phone's clock was set", "手机时钟被拨动"),
        Cheat.CutPhone => on ? new("The phone has no network", "手机断网") : new("The phone has network again", "手机恢复网络"),
        Cheat.CutStation => on ? new("The station's network is cut", "车站断网") : new("The station's network is back", "车站恢复网络"),
        Cheat.CutHeadOffice => on ? new("Head office is away", "总部不可达") : new("Head office is back", "总部恢复"),
        Cheat.KillAgent => new("The gate agent is killed", "强行终止核验程序"),
        Cheat.UnplugScanner => on ? new("The scanner is unplugged", "拔下扫码器") : new("The scanner is plugged in", "插回扫码器"),
        Cheat.Advance61Seconds => new("61 seconds pass", "时间过去61秒"),
        Cheat.Advance31Minutes => new("31 minutes pass", "时间过去31分钟"),
        Cheat.Advance24Hours => new("24 hours pass", "时间过去24小时"),
        Cheat.Suspend => on ? new("The licence is withheld", "驾驶证被暂扣") : new("The licence is given back", "驾驶证发还"),
        Cheat.Revoke => on ? new("The credential is revoked", "证件被撤销") : new("The licence is restored", "驾驶证恢复"),
        Cheat.RotateKey => new("The issuer's next key is published", "公布下一把签发密钥"),
        Cheat.StealKey => new("A thief signs with the issuer's key", "盗用签发密钥伪造"),
        Cheat.WithdrawStolenKey => new("The stolen key is withdrawn", "撤下被盗密钥"),
        Cheat.Forge => new("A code signed with nobody's key", "用无人公布的密钥伪造"),
        Cheat.ForgeSignature => new("A code that only names the issuer's key", "冒称签发密钥伪造"),
        Cheat.Tailgate => new("Somebody follows through the gate", "尾随通过"),
        Cheat.Fire => on ? new("The fire button is pressed", "按下消防按钮") : new("The fire alarm is over", "消防解除"),
    };

    /// <summary>Why this answer must come when a code is shown in this way.</summary>
    public static BilingualText Reason(Cheat cheat, VerdictCode code) => (cheat, code) switch
    {
        (Cheat.Screenshot or Cheat.Forward, VerdictCode.Granted) => new(
            "Less than 90 seconds old and shown before its owner: a gate cannot tell it apart; then the owner is turned away",
            "未满90秒且先于本人出示：闸机无法识别，此后本人将被拒"),
        (Cheat.Screenshot or Cheat.Forward or Cheat.HandOver, VerdictCode.Replayed) => new(
            "This very code has been let through already", "同一二维码已通过一次"),
        (Cheat.Screenshot or Cheat.Forward, VerdictCode.CodeStale) => new(
            "The picture is older than 90 seconds (R9)", "图片已超过90秒（R9）"),
        (Cheat.HandOver, VerdictCode.Granted) => new(
            "The check passed minutes ago; who holds the phone now no gate can see: staff look at a random share",
            "实人核验已在此前通过；闸机无法识别此刻持机人，由工作人员抽查"),
        (Cheat.WindClock, VerdictCode.CodeFromFuture) => new(
            "The phone signs its own time, more than 30 seconds ahead", "手机自行签名的时间超前30秒以上"),
        (Cheat.WindClock, VerdictCode.CodeStale) => new(
            "The phone signs its own time, more than 90 seconds behind", "手机自行签名的时间落后90秒以上"),
        (Cheat.WindClock, VerdictCode.Granted) => new(
            "The time in this code is near enough, or the issuer's own: the phone's clock does not matter",
            "码中时间误差在限内，或由发证方签发：手机时钟不起作用"),
        (Cheat.CutPhone, VerdictCode.Granted) => new(
            "A bound code needs no network until its 30 minutes end; an issued one is good for 90 seconds more",
            "绑定码30分钟内无需网络；在线签发码仍可用90秒"),
        (Cheat.CutPhone, VerdictCode.CodeStale) => new(
            "An issued code cannot be renewed without network (R13)", "断网后在线签发码无法更新（R13）"),
        (Cheat.Suspend or Cheat.Revoke, VerdictCode.Granted) => new(
            "The list that says so has not reached this station", "状态列表尚未到达本站"),
        (Cheat.Suspend, VerdictCode.LicenceNotEntitled) => new(
            "Genuine, and its holder may not drive now (L9)", "证件真实，但持证人现不得驾驶（L9）"),
        (Cheat.Revoke, VerdictCode.LicenceInvalid) => new("No valid licence any more (L10)", "驾驶证已失效（L10）"),
        (Cheat.StealKey, VerdictCode.Granted) => new(
            "Signed with the true key: nothing at this lane can tell, until the key is withdrawn",
            "签名密钥为真：本通道无从识别，直至撤下该密钥"),
        (Cheat.StealKey, VerdictCode.VerifierKeyMissing) => new(
            "The thief has not the sealing keys: the ticket's secret does not open", "窃贼没有密封密钥：车票密文无法打开"),
        (Cheat.StealKey or Cheat.Forge, VerdictCode.UnknownKey) => new(
            "This key is in no trust set", "信任集中没有该密钥"),
        (Cheat.ForgeSignature, VerdictCode.BadSignature) => new(
            "Another key signed than the one it names", "签名并非来自所称的密钥"),
        _ => VerdictTexts.For(code).Engineer,
    };
}
