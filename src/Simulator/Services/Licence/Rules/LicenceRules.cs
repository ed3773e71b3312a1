using TempIdentity.Simulator.Services.Licence.Drivers;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Licence.Rules;

/// <summary>Where each L rule is enforced: pure judgements that the service asks for. Null means that nothing stands against it.</summary>
internal static class LicenceRules
{
    /// <summary>L1: one of the accepted documents, with a number of its form.</summary>
    public static ServiceRefusal? NumberProblem(DocumentType document, string number) =>
        LicenceDocuments.IsNumber(document, number)
            ? null
            : CommonRefusals.For(CommonRefusal.DocumentNumberMalformed) with { Rule = "L1" };

    /// <summary>L1: registration takes an address.</summary>
    public static ServiceRefusal? AddressProblem(string? address) =>
        string.IsNullOrWhiteSpace(address) ? LicenceRefusals.For(LicenceRefusal.AddressRequired) : null;

    /// <summary>L2: the archive number is that of this person's licence; no licence and somebody else's are one answer.</summary>
    public static ServiceRefusal? FilingProblem(Driver? found, Identity claimed) =>
        found is { } driver && driver.Record.Person == claimed ? null : LicenceRefusals.For(LicenceRefusal.ArchiveNumberRefused);

    /// <summary>L2: nothing is applied for before the licence is filed.</summary>
    public static ServiceRefusal? FiledProblem(long? driver) =>
        driver is null ? LicenceRefusals.For(LicenceRefusal.LicenceNotFiled) : null;

    /// <summary>L4: a real-person check was passed in this session less than 30 minutes ago (the 30 minutes are ours, as R10).</summary>
    public static ServiceRefusal? CheckProblem(UnixTime? liveAt, UnixTime now) =>
        liveAt is { } at && now - at < CodeLimits.LivenessSeconds ? null : LicenceRefusals.For(LicenceRefusal.RealPersonCheckRequired);

    /// <summary>How a real-person check that was not passed is told.</summary>
    public static ServiceRefusal? CameraProblem(CameraResult result) => result switch
    {
        CameraResult.Pass => null,
        CameraResult.Fail => LicenceRefusals.For(LicenceRefusal.RealPersonCheckFailed),
        CameraResult.Spoof => LicenceRefusals.For(LicenceRefusal.RealPersonCheckSpoof),
        CameraResult.Timeout => LicenceRefusals.For(LicenceRefusal.RealPersonCheckTimeout),
    };

    /// <summary>L8–L11: the status decides who may apply.</summary>
    public static ServiceRefusal? ApplicantProblem(DriverRecord driver, UnixTime now)
    {
        var standing = LicenceStanding.Of(driver.Statuses, now);
        if (!standing.Deciding.MayApply) return LicenceRefusals.Applicant(standing.Deciding);
        return now >= driver.ValidUntil ? LicenceRefusals.For(LicenceRefusal.LicenceExpired) : null;
    }

    /// <summary>L4, L5: only a new photo waits for a reviewer; with the photo on file, or the earlier one, it is issued at once.</summary>
    public static bool NeedsReview(PhotoWay way) => way is PhotoWay.Camera or PhotoWay.Album;

    /// <summary>L3: the way that the photo comes must be open.</summary>
    /// <param name="photo">The uploaded photo that was named.</param>
    public static ServiceRefusal? PhotoProblem(
        PhotoWay way, DriverRecord driver, ElectronicLicence? earlier, StoredPhoto? photo) => way switch
        {
            PhotoWay.OnFile => driver.PhotoOnFile ? null : LicenceRefusals.For(LicenceRefusal.NoPhotoOnFile),
            PhotoWay.Earlier => earlier is null ? LicenceRefusals.For(LicenceRefusal.NoEarlierPhoto) : null,
            PhotoWay.Camera => photo?.Source == PhotoSource.Camera ? null : LicenceRefusals.For(LicenceRefusal.PhotoNotFound),
            PhotoWay.Album => photo?.Source == PhotoSource.Album ? null : LicenceRefusals.For(LicenceRefusal.PhotoNotFound),
        };

    /// <summary>L6: what the reviewer finds, together with the photo's own age. None: the photo is good.</summary>
    public static IReadOnlyList<PhotoFinding> Findings(IEnumerable<PhotoFinding> seen, DateOnly? takenOn, UnixTime submitted)
    {
        var tooOld = takenOn is { } day && PhotoAge.IsTooOld(day, submitted);
        return [.. (tooOld ? seen.Append(PhotoFinding.OlderThanSixMonths) : seen).Distinct().Order()];
    }

    /// <summary>L7: once in 6 months, and with a new photo. A refused replacement has replaced nothing.</summary>
    public static ServiceRefusal? ReplacementProblem(PhotoWay way, UnixTime? replacedAt, UnixTime now)
    {
        if (!NeedsReview(way)) return LicenceRefusals.For(LicenceRefusal.ReplacementNeedsNewPhoto);
        return PhotoReplacement.NotBefore(replacedAt, now) is { } again
            ? LicenceRefusals.For(LicenceRefusal.ReplacementTooSoon, again - now)
            : null;
    }

    /// <summary>L9–L11: what becomes of one already issued. L12, L13: one that was superseded serves nothing.</summary>
    public static ServiceRefusal? HolderProblem(ElectronicLicence? licence, LicenceStanding standing) =>
        licence is null ? LicenceRefusals.For(LicenceRefusal.NoElectronicLicence)
        : !standing.ServesCodes ? LicenceRefusals.Holder(standing.Deciding)
        : SupersededProblem(licence);

    /// <summary>L12, L13: the holder must apply again.</summary>
    public static ServiceRefusal? SupersededProblem(ElectronicLicence licence) => licence.SupersededBy is not { } by ? null : by switch
    {
        Supersession.Renewal => LicenceRefusals.For(LicenceRefusal.SupersededByRenewal),
        Supersession.TransferIn => LicenceRefusals.For(LicenceRefusal.SupersededByTransferIn),
    };

    /// <summary>L12: a renewal ends the electronic licence when classes, expiry or authority changed; another does not.</summary>
    public static bool RenewalSupersedes(DriverRecord before, DriverRecord after) =>
        !before.Classes.Order(StringComparer.Ordinal).SequenceEqual(after.Classes.Order(StringComparer.Ordinal))
        || before.ValidUntil != after.ValidUntil || before.Authority != after.Authority;

    /// <summary>
    /// What verifiers are told of a credential: the licence's statuses (L8–L11) with its needs for paper (L16), and, for one that was
    /// superseded, that the paper is to be shown until the holder has applied again (L12, L13).
    /// </summary>
    public static IReadOnlyList<StatusEntry> ListEntries(DriverRecord driver, ElectronicLicence licence) =>
        licence.SupersededAt is { } from
            ? [.. driver.Statuses, new(CredentialStatus.Normal, StatusReason.Superseded, PaperNeeded: true, from, StatusEntry.NoEnd)]
            : driver.Statuses;
}
