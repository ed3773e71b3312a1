using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Decision;

/// <summary>
/// What a credential's status means for its holder (L8–L11). Not known is neither revoked nor fine; a stale list's last word is not used.
/// </summary>
internal static class StatusRule
{
    public static VerdictCode? Judge(CredentialKind kind, StatusLookup? lookup) => lookup is not { } found
        ? VerdictCode.StatusUnknown
        : found.Knowledge switch
        {
            StatusKnowledge.Unknown => VerdictCode.StatusUnknown,
            StatusKnowledge.Stale => VerdictCode.StatusStale,
            StatusKnowledge.Known => kind switch
            {
                CredentialKind.RideId => RideId(found.Status),
                CredentialKind.DrivingLicence => Licence(found.Status),
            },
        };

    private static VerdictCode? RideId(CredentialStatus status) => status switch
    {
        CredentialStatus.Normal => null,
        CredentialStatus.Revoked => VerdictCode.Revoked,
        CredentialStatus.ViolationPending or CredentialStatus.AccidentPending or CredentialStatus.TwelvePoints
            or CredentialStatus.Withheld or CredentialStatus.Detained or CredentialStatus.RenewalOverdue
            or CredentialStatus.InspectionOverdue or CredentialStatus.Withdrawn or CredentialStatus.Cancelled
            or CredentialStatus.Locked or CredentialStatus.UseStopped => VerdictCode.StatusUnknown,
    };

    private static VerdictCode? Licence(CredentialStatus status) => status switch
    {
        // L8: may drive.
        CredentialStatus.Normal or CredentialStatus.ViolationPending or CredentialStatus.AccidentPending => null,
        // L9: genuine and displayed, but the holder may not drive now.
        CredentialStatus.TwelvePoints or CredentialStatus.Withheld or CredentialStatus.Detained or CredentialStatus.RenewalOverdue
            or CredentialStatus.InspectionOverdue => VerdictCode.LicenceNotEntitled,
        // L10 and L11: the electronic licence itself is no longer valid.
        CredentialStatus.Withdrawn or CredentialStatus.Revoked or CredentialStatus.Cancelled or CredentialStatus.Locked
            or CredentialStatus.UseStopped => VerdictCode.LicenceInvalid,
    };
}
