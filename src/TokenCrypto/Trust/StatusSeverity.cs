namespace TempIdentity.TokenCrypto.Trust;

/// <summary>
/// Which of several statuses decides (L8–L11 say nothing of combinations; the order is ours): a licence that is gone (L10) goes before one
/// that is blocked (L11), that before one that does not entitle now (L9), that before one that is only pending (L8). Pure, thread-safe.
/// </summary>
public static class StatusSeverity
{
    /// <summary>The rule that a status belongs to: 8 to 11 (L8–L11).</summary>
    public static int RuleOf(CredentialStatus status) => status switch
    {
        CredentialStatus.Normal or CredentialStatus.ViolationPending or CredentialStatus.AccidentPending => 8,
        CredentialStatus.TwelvePoints or CredentialStatus.Withheld or CredentialStatus.Detained or CredentialStatus.RenewalOverdue
            or CredentialStatus.InspectionOverdue => 9,
        CredentialStatus.Withdrawn or CredentialStatus.Revoked or CredentialStatus.Cancelled => 10,
        CredentialStatus.Locked or CredentialStatus.UseStopped => 11,
    };

    /// <summary>The status that decides; normal when there is none.</summary>
    public static CredentialStatus Deciding(IEnumerable<CredentialStatus> statuses) =>
        statuses.OrderBy(Rank).FirstOrDefault(CredentialStatus.Normal);

    /// <summary>The lower, the sooner it decides.</summary>
    internal static int Rank(CredentialStatus status) => RuleOf(status) switch
    {
        10 => 0,
        11 => 100,
        9 => 200,
        _ => status == CredentialStatus.Normal ? 400 : 300,
    } + (int)status;
}
