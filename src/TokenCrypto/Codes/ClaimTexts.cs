using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Codes;

/// <summary>The published texts of a code's small enumerations, as records, JSON and command lines write them. Pure.</summary>
public static class ClaimTexts
{
    /// <summary><c>ride-id</c> or <c>driving-licence</c>.</summary>
    public static string ToText(this CredentialKind kind) => kind switch
    {
        CredentialKind.RideId => "ride-id",
        CredentialKind.DrivingLicence => "driving-licence",
    };

    /// <summary>Reads a kind's text.</summary>
    public static bool TryParse(string? text, out CredentialKind kind)
    {
        kind = text == "driving-licence" ? CredentialKind.DrivingLicence : CredentialKind.RideId;
        return kind.ToText() == text;
    }

    /// <summary><c>issued</c> or <c>bound</c>.</summary>
    public static string ToText(this CodeForm form) => form switch
    {
        CodeForm.Issued => "issued",
        CodeForm.Bound => "bound",
    };

    /// <summary>Snake case, such as <c>twelve_points</c>.</summary>
    public static string ToText(this CredentialStatus status) => status switch
    {
        CredentialStatus.Normal => "normal",
        CredentialStatus.ViolationPending => "violation_pending",
        CredentialStatus.AccidentPending => "accident_pending",
        CredentialStatus.TwelvePoints => "twelve_points",
        CredentialStatus.Withheld => "withheld",
        CredentialStatus.Detained => "detained",
        CredentialStatus.RenewalOverdue => "renewal_overdue",
        CredentialStatus.InspectionOverdue => "inspection_overdue",
        CredentialStatus.Withdrawn => "withdrawn",
        CredentialStatus.Revoked => "revoked",
        CredentialStatus.Cancelled => "cancelled",
        CredentialStatus.Locked => "locked",
        CredentialStatus.UseStopped => "use_stopped",
    };

    /// <summary>Snake case, such as <c>drink_driving</c>.</summary>
    public static string ToText(this StatusReason reason) => reason switch
    {
        StatusReason.Unspecified => "unspecified",
        StatusReason.TrafficViolation => "traffic_violation",
        StatusReason.TrafficAccident => "traffic_accident",
        StatusReason.PointsReached => "points_reached",
        StatusReason.DrinkDriving => "drink_driving",
        StatusReason.NotRenewed => "not_renewed",
        StatusReason.NotInspected => "not_inspected",
        StatusReason.NotFit => "not_fit",
        StatusReason.ImproperlyObtained => "improperly_obtained",
        StatusReason.HolderRequest => "holder_request",
        StatusReason.AdministrativeDecision => "administrative_decision",
        StatusReason.Misuse => "misuse",
        StatusReason.IssuedInError => "issued_in_error",
        StatusReason.Superseded => "superseded",
        StatusReason.PaperNeeded => "paper_needed",
    };
}
