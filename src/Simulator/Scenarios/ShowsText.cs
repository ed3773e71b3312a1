namespace TempIdentity.Simulator.Scenarios;

/// <summary>What a visit shows, in the languages of the station. Exhaustive: a new kind needs its words.</summary>
internal static class ShowsText
{
    public static (string Chinese, string English) ToText(this Shows shows) => shows switch
    {
        Shows.Good => ("新码", "a fresh code"),
        Shows.HeldInView => ("新码，一直举着", "a fresh code, held in view"),
        Shows.Stale => ("两分钟前的码", "a code of two minutes ago"),
        Shows.Screenshot => ("昨天的截图", "yesterday's screenshot"),
        Shows.SameAtOnce => ("别人刚用过的码", "a code that was just used"),
        Shows.SameAfterRestart => ("重启前用过的码", "a code used before the restart"),
        Shows.UsedTicket => ("车票已用，换证明再来", "a used ticket, a new certificate"),
        Shows.LivenessOver => ("实人核验超过30分钟", "a real-person check of over 30 minutes ago"),
        Shows.CredentialOver => ("证明已过24小时", "a certificate older than 24 hours"),
        Shows.WrongStation => ("别站的车票", "another station's ticket"),
        Shows.NoTicket => ("没有车票", "no ticket"),
        Shows.Refunded => ("已退的车票", "a refunded ticket"),
        Shows.ForgedSignature => ("伪造：签名被改", "a forgery: signature changed"),
        Shows.ForgedKey => ("伪造：冒用密钥号", "a forgery: another's key number"),
        Shows.ForgedHolder => ("别人手机的授权", "another phone's grant"),
        Shows.UnknownKey => ("未知密钥", "a key nobody published"),
        Shows.KeyTooEarly => ("未启用的密钥", "a key before its window"),
        Shows.NewKey => ("轮换后的新密钥", "the new key after rotation"),
        Shows.OldKeyInTail => ("轮换前签发的授权", "a grant signed before rotation"),
        Shows.KeyBeforeRemoval => ("即将移除的密钥", "a key soon to be removed"),
        Shows.RemovedKey => ("已移除的密钥", "a key that was removed"),
        Shows.Revoked => ("已作废的证明", "a revoked certificate"),
        Shows.NotEntitled => ("驾驶证状态受限", "a licence that does not entitle now"),
        Shows.LicenceInvalid => ("驾驶证电子版无效", "a licence no longer valid"),
        Shows.LicenceAtStation => ("在车站出示驾驶证", "a licence at a station gate"),
        Shows.RideIdAtRoadside => ("在路面出示乘车证明", "a ride ID at the roadside"),
        Shows.Rubbish => ("不是码", "something that is no code"),
        Shows.OtherFamily => ("别种二维码", "a code of another family"),
        Shows.HalfCode => ("半个码", "half a code"),
        Shows.TwoCodes => ("两个码连在一起", "two codes run together"),
        Shows.Burst => ("10 MB 乱码", "a burst of 10 MB"),
        Shows.ClockBehind => ("手机慢三分钟", "a phone 3 minutes behind"),
        Shows.ClockAhead => ("手机快三分钟", "a phone 3 minutes ahead"),
        Shows.TurnsBack => ("通过后折返", "a fresh code, then turns back"),
        Shows.ComesAgain => ("折返后再来", "a fresh code after turning back"),
        Shows.KilledMidway => ("放行时设备断电", "a fresh code as the gate's computer dies"),
    };
}
