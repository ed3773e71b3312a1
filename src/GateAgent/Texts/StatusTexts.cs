using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Texts;

/// <summary>
/// Statuses and reasons as people read them. The Chinese names of statuses are those of the traffic police's document (L8–L11).
/// </summary>
internal static class StatusTexts
{
    public static BilingualText For(CredentialStatus status) => status switch
    {
        CredentialStatus.Normal => new("normal", "正常"),
        CredentialStatus.ViolationPending => new("violation pending", "违法未处理"),
        CredentialStatus.AccidentPending => new("accident pending", "事故未处理"),
        CredentialStatus.TwelvePoints => new("12 points reached", "记满12分"),
        CredentialStatus.Withheld => new("temporarily withheld", "暂扣"),
        CredentialStatus.Detained => new("detained", "扣押/扣留"),
        CredentialStatus.RenewalOverdue => new("renewal overdue", "逾期未换证"),
        CredentialStatus.InspectionOverdue => new("inspection overdue", "逾期未审验"),
        CredentialStatus.Withdrawn => new("withdrawn", "撤销"),
        CredentialStatus.Revoked => new("revoked", "吊销"),
        CredentialStatus.Cancelled => new("cancelled", "注销"),
        CredentialStatus.Locked => new("locked", "锁定"),
        CredentialStatus.UseStopped => new("use stopped", "停止使用"),
    };

    public static BilingualText For(StatusReason reason) => reason switch
    {
        StatusReason.Unspecified => new("reason not said", "未说明原因"),
        StatusReason.TrafficViolation => new("traffic violation", "交通违法"),
        StatusReason.TrafficAccident => new("traffic accident", "交通事故"),
        StatusReason.PointsReached => new("12 points in one period", "累积记分满12分"),
        StatusReason.DrinkDriving => new("drink driving", "酒后驾驶"),
        StatusReason.NotRenewed => new("not renewed in time", "未按期换证"),
        StatusReason.NotInspected => new("not inspected in time", "未按期审验"),
        StatusReason.NotFit => new("not fit to drive", "身体条件不适合"),
        StatusReason.ImproperlyObtained => new("obtained by improper means", "以不正当手段取得"),
        StatusReason.HolderRequest => new("at the holder's request", "本人申请"),
        StatusReason.AdministrativeDecision => new("administrative decision", "行政决定"),
        StatusReason.Misuse => new("used by somebody else", "冒用"),
        StatusReason.IssuedInError => new("issued in error", "开具有误"),
        StatusReason.Superseded => new("renewed or transferred, not applied for again", "换证或转入后未重新申领"),
        StatusReason.PaperNeeded => new("paper licence needed", "需查验纸质证件"),
    };
}
