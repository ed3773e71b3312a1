using TempIdentity.GateAgent.Texts;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Services.RideId;

/// <summary>Where the phone is. Sealed at rest.</summary>
/// <param name="LatitudeDegrees">−90 to 90, WGS 84.</param>
/// <param name="LongitudeDegrees">−180 to 180.</param>
internal sealed record LocationFix(double LatitudeDegrees, double LongitudeDegrees)
{
    /// <summary>True for a place on the globe.</summary>
    public bool IsPlace => LatitudeDegrees is >= -90 and <= 90 && LongitudeDegrees is >= -180 and <= 180;

    /// <summary>Masked: never the place.</summary>
    public override string ToString() => "LocationFix(masked)";
}

/// <summary>What a person fills in to apply.</summary>
/// <param name="Number">Null with <paramref name="Name"/>: the account's own (R1).</param>
/// <param name="LocationAuthorised">Whether the app may use the location (R2).</param>
/// <param name="Fix">Null without a fix (R2).</param>
internal sealed record ApplicationForm(
    DocumentType Document, string? Number, string? Name, bool LocationAuthorised, LocationFix? Fix)
{
    /// <summary>Masked: never the person's data.</summary>
    public override string ToString() => "ApplicationForm(masked)";
}

/// <summary>An application that waits for the real-person check; nothing is told of its result yet (R5).</summary>
internal sealed record ApplicationReceipt(string Id, UnixTime ExpiresAt);

/// <summary>How an application ended.</summary>
internal enum ApplicationState
{
    AwaitingCheck = 0,
    Granted = 1,
    /// <summary>The person had a valid certificate and got that one; not counted (R8).</summary>
    Existing = 2,
    CheckFailed = 3,
    CheckSpoofed = 4,
    QuotaUsed = 5,
}

/// <summary>A certificate as its page shows it; the person masked.</summary>
/// <param name="Existing">True when it had been granted before and nothing was counted (R8).</param>
/// <param name="CheckValidUntil">Codes are served until then without another check (R10), exclusive.</param>
/// <param name="GrantsLeft">Applications left this month (R6); told after a passed check only.</param>
internal sealed record CertificateView(
    CredentialId Id, string MaskedName, string MaskedNumber, UnixTime ValidFrom, UnixTime ValidUntil, UnixTime CheckValidUntil,
    bool Existing, int GrantsLeft);

/// <summary>A code in issued form (R9).</summary>
internal sealed record ServedCode(string Text, UnixTime IssuedAt, UnixTime ExpiresAt, UnixTime CheckValidUntil);

/// <summary>A grant in bound form (R10): COSE bytes, under which the phone signs its own codes until the end.</summary>
internal sealed record ServedGrant(byte[] Grant, UnixTime EndsAt);

/// <summary>Why a certificate was revoked; a closed list, because free text might name people.</summary>
internal enum RevocationReason
{
    /// <summary>The holder asked for it.</summary>
    HolderAsked = 1,
    /// <summary>Somebody else uses it.</summary>
    Impersonation = 2,
    /// <summary>It should not have been granted.</summary>
    GrantedInError = 3,
}

/// <summary>A revocation as kept.</summary>
internal sealed record Revocation(CredentialId Id, RevocationReason Reason, UnixTime At);

/// <summary>Advice that goes with what is served.</summary>
internal static class RideIdTexts
{
    /// <summary>R13, with each code.</summary>
    public static BilingualText Refresh { get; } = new(
        "The code is renewed every 60 seconds. If it does not open the gate it may not have been renewed: tap Refresh (刷新) below it.",
        "二维码60秒自动更新一次；无法通过闸机时，可能因为网络原因未能及时更新，请点击二维码下方“刷新”按钮。");

    /// <summary>In-app notice of a granted certificate.</summary>
    public static BilingualText Granted(UnixTime until) => new(
        $"Your electronic temporary ride ID is valid for 24 hours, until {ChinaText(until)} in China.",
        $"您的电子临时乘车身份证明申请成功，24小时内有效，有效期至{ChinaText(until)}。");

    /// <summary>In-app notice of a revoked certificate.</summary>
    public static BilingualText Revoked { get; } = new(
        "Your electronic temporary ride ID was revoked. Go to the police counter at the station (车站公安制证窗口).",
        "您的电子临时乘车身份证明已撤销，请前往车站的公安制证窗口。");

    private static string ChinaText(UnixTime instant) =>
        ChinaTime.LocalOf(instant).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
}
