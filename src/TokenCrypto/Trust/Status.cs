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

/// <summary>Result of a look-up, with what it rests on.</summary>
/// <param name="Knowledge">Whether the status is known.</param>
/// <param name="Status">The status, when known; the last known one when stale.</param>
/// <param name="ListVersion">Version of the list, 0 when none is held.</param>
/// <param name="ListAgeSeconds">Age of the list, 0 when none is held.</param>
public readonly record struct StatusLookup(StatusKnowledge Knowledge, CredentialStatus Status, long ListVersion, long ListAgeSeconds);
