using TempIdentity.GateAgent.Texts;
using TempIdentity.Simulator.Services.Licence.Rules;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Licence;

/// <summary>A code in issued form.</summary>
/// <param name="IssuedAt">The second that the code carries, and that the display shows as its generation time (L14).</param>
/// <param name="CheckValidUntil">Codes are served until then without another real-person check, exclusive.</param>
internal sealed record LicenceCode(string Text, UnixTime IssuedAt, UnixTime ExpiresAt, UnixTime CheckValidUntil);

/// <summary>A grant in bound form: COSE bytes, under which the phone signs its own codes until the end.</summary>
internal sealed record LicenceGrant(byte[] Grant, UnixTime EndsAt);

/// <summary>A photo with its format's media type.</summary>
internal sealed record LicencePhoto(string MediaType, byte[] Bytes);

/// <summary>
/// The electronic licence as its holder shows it. Only a live display counts: <see cref="GeneratedAt"/> is now, to the second, and the
/// code carries the same second (L14).
/// </summary>
/// <param name="Colour">Black: may drive. Red: may not (L9).</param>
/// <param name="Statuses">All statuses that hold, the deciding one first; one entry "normal" when there is none.</param>
/// <param name="HolderText">What the deciding status means for the holder; null when there is nothing to tell.</param>
/// <param name="PaperText">Set when the paper licence is needed too (L16).</param>
internal sealed record LicenceDisplay(
    UnixTime GeneratedAt, LicenceCode Code, CodeColour Colour, string Name, string MaskedNumber, string ArchiveNumber,
    IReadOnlyList<string> Classes, int Authority, UnixTime ValidFrom, UnixTime ValidUntil, bool PhotoOnFile,
    PhotoKind Photo,
    IReadOnlyList<StatusEntry> Statuses, BilingualText? HolderText, BilingualText? PaperText)
{
    /// <summary>L16.</summary>
    public static readonly BilingualText PaperNeededText = new(
        "In this case the paper licence is still needed: please show it too.", "特定情况下仍需使用纸质驾驶证，请一并出示。");

    /// <summary>Masked: never the person's data.</summary>
    public override string ToString() => "LicenceDisplay(masked)";
}

/// <summary>Which photo the electronic licence shows.</summary>
internal enum PhotoKind
{
    OnFile,
    Uploaded,
}

/// <summary>What a user may do now: for the app's pages.</summary>
/// <param name="MayApply">Null problem: an application is possible.</param>
/// <param name="Ways">Photo ways that are open (L3); with the earlier photo when applying again (L12, L13).</param>
/// <param name="ReplaceFrom">From when the photo may be replaced again (L7); null: now, or there is nothing to replace.</param>
internal sealed record ApplicationOptions(
    ServiceRefusal? MayApply, IReadOnlyList<PhotoWay> Ways, LicenceApplication? Open, bool Issued, UnixTime? ReplaceFrom);

/// <summary>A user's applications, newest first.</summary>
internal sealed record ApplicationList(IReadOnlyList<LicenceApplication> Applications);
