namespace TempIdentity.TokenCrypto.Trust;

/// <summary>Status of a credential in its list. Ride IDs use Normal and Revoked; licences the thirteen of L8–L11.</summary>
public enum CredentialStatus
{
    /// <summary>正常 (L8).</summary>
    Normal = 0,
    /// <summary>违法未处理 (L8).</summary>
    ViolationPending = 1,
    /// <summary>事故未处理 (L8).</summary>
    AccidentPending = 2,
    /// <summary>记满12分 (L9).</summary>
    TwelvePoints = 3,
    /// <summary>暂扣 (L9).</summary>
    Withheld = 4,
    /// <summary>扣押/扣留 (L9).</summary>
    Detained = 5,
    /// <summary>逾期未换证 (L9).</summary>
    RenewalOverdue = 6,
    /// <summary>逾期未审验 (L9).</summary>
    InspectionOverdue = 7,
    /// <summary>撤销 (L10).</summary>
    Withdrawn = 8,
    /// <summary>吊销 (L10); for ride IDs: the certificate was revoked.</summary>
    Revoked = 9,
    /// <summary>注销 (L10).</summary>
    Cancelled = 10,
    /// <summary>锁定 (L11).</summary>
    Locked = 11,
    /// <summary>停止使用 (L11).</summary>
    UseStopped = 12,
}

/// <summary>What a status look-up found: not known is neither revoked nor fine.</summary>
public enum StatusKnowledge
{
    /// <summary>The list is held, in date, and has the index.</summary>
    Known,
    /// <summary>No such list, or the index is outside it, or its value is none of ours.</summary>
    Unknown,
    /// <summary>The list is past its expiry.</summary>
    Stale,
}

/// <summary>Why a status holds. The two source documents name no reasons; the list is ours.</summary>
public enum StatusReason
{
    /// <summary>Not said.</summary>
    Unspecified = 0,
    /// <summary>交通违法: a traffic violation.</summary>
    TrafficViolation = 1,
    /// <summary>交通事故: a traffic accident.</summary>
    TrafficAccident = 2,
    /// <summary>累积记分满12分: 12 points in one period.</summary>
    PointsReached = 3,
    /// <summary>酒后驾驶: driving under the influence of alcohol.</summary>
    DrinkDriving = 4,
    /// <summary>未按期换证: not renewed in time.</summary>
    NotRenewed = 5,
    /// <summary>未按期审验: not inspected in time.</summary>
    NotInspected = 6,
    /// <summary>身体条件不适合: not fit to drive.</summary>
    NotFit = 7,
    /// <summary>以不正当手段取得: obtained by improper means.</summary>
    ImproperlyObtained = 8,
    /// <summary>本人申请: at the holder's own request.</summary>
    HolderRequest = 9,
    /// <summary>行政决定: by administrative decision.</summary>
    AdministrativeDecision = 10,
    /// <summary>冒用: used by somebody else.</summary>
    Misuse = 11,
    /// <summary>开具有误: issued in error.</summary>
    IssuedInError = 12,
    /// <summary>换证或转入后未重新申领: renewed or transferred, and not applied for again (L12, L13).</summary>
    Superseded = 13,
    /// <summary>需查验纸质证件: a case in which the paper is still needed (L16).</summary>
    PaperNeeded = 14,
}

/// <summary>One status of a credential with its reason and time; several may hold at once.</summary>
/// <param name="Status">The status. <see cref="CredentialStatus.Normal"/> only together with <paramref name="PaperNeeded"/>.</param>
/// <param name="Reason">Why.</param>
/// <param name="PaperNeeded">While it holds, the paper licence is to be shown (L16).</param>
/// <param name="From">Start, inclusive.</param>
/// <param name="Until">End, exclusive; <see cref="UnixTime.MaxSeconds"/> when no end is set.</param>
public sealed record StatusEntry(CredentialStatus Status, StatusReason Reason, bool PaperNeeded, UnixTime From, UnixTime Until)
{
    /// <summary>An end that is not set.</summary>
    public static readonly UnixTime NoEnd = new(UnixTime.MaxSeconds);

    /// <summary>True from <see cref="From"/> until before <see cref="Until"/>.</summary>
    public bool HoldsAt(UnixTime now) => From <= now && now < Until;
}

/// <summary>Result of a look-up, with what it rests on.</summary>
/// <param name="Knowledge">Whether the status is known.</param>
/// <param name="Status">The status, when known; the last known one when stale. Of several the one that decides.</param>
/// <param name="ListVersion">Version of the list, 0 when none is held.</param>
/// <param name="ListAgeSeconds">Age of the list, 0 when none is held.</param>
public readonly record struct StatusLookup(StatusKnowledge Knowledge, CredentialStatus Status, long ListVersion, long ListAgeSeconds)
{
    private readonly IReadOnlyList<StatusEntry>? _inForce;

    /// <summary>
    /// The entries with reason and time that hold now, the deciding one first. Empty where the list tells the bare status only.
    /// </summary>
    public IReadOnlyList<StatusEntry> InForce { get => _inForce ?? []; init => _inForce = value; }

    /// <summary>True while an entry that holds now asks for the paper licence (L12, L13, L16).</summary>
    public bool PaperNeeded => InForce.Any(entry => entry.PaperNeeded);
}
