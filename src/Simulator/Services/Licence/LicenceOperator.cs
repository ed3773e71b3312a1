using TempIdentity.Simulator.Services.Licence.Drivers;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.Simulator.Services.Licence.Rules;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Licence;

/// <summary>A driver by document; the number never stands in a URL.</summary>
internal sealed record DriverReference(DocumentType Document, string Number)
{
    /// <summary>Masked: never the person's data.</summary>
    public override string ToString() => "DriverReference(masked)";
}

/// <summary>What a renewal (换证) changes; null: as before.</summary>
internal sealed record Renewal(IReadOnlyList<string>? Classes, int? Authority, UnixTime? ValidFrom, UnixTime? ValidUntil);

/// <summary>What an operation did.</summary>
/// <param name="MustApplyAgain">The holder must apply for the electronic licence again (L12, L13).</param>
internal sealed record DriverChange(int Generation, bool MustApplyAgain);

/// <summary>
/// What the police do to a licence: statuses, renewal, transfer-in, review of a photo. Runs inside its caller's transaction.
/// </summary>
internal sealed class LicenceOperator(
    LicenceStores stores, LicenceApplications applications, LicenceNotices notices, StatusPublisher publisher)
{
    /// <summary>Sets all statuses of a licence in place of those it had; none: normal.</summary>
    public Answer<DriverChange> SetStatuses(DriverReference reference, IReadOnlyList<StatusEntry> statuses, UnixTime now)
    {
        if (!AreStatuses(statuses)) return LicenceRefusals.For(LicenceRefusal.StatusesMalformed);
        if (Find(reference) is not { } driver) return LicenceRefusals.For(LicenceRefusal.DriverNotFound);
        stores.Drivers.Save(driver with { Record = driver.Record with { Statuses = statuses } });
        publisher.Mark(driver.Id);
        foreach (var account in stores.Filings.AccountsOf(driver.Id)) notices.StatusChanged(account, now);
        return new DriverChange(driver.Record.Generation, false);
    }

    /// <summary>换证. When classes, expiry or authority changed, the electronic licence must be applied for again (L12).</summary>
    public Answer<DriverChange> Renew(DriverReference reference, Renewal renewal, UnixTime now)
    {
        if (Find(reference) is not { } driver) return LicenceRefusals.For(LicenceRefusal.DriverNotFound);
        var before = driver.Record;
        var after = before with
        {
            Classes = renewal.Classes ?? before.Classes,
            Authority = renewal.Authority ?? before.Authority,
            ValidFrom = renewal.ValidFrom ?? before.ValidFrom,
            ValidUntil = renewal.ValidUntil ?? before.ValidUntil,
        };
        if (!IsRecord(after, now)) return LicenceRefusals.For(LicenceRefusal.RecordMalformed);
        return Change(driver, after, LicenceRules.RenewalSupersedes(before, after) ? Supersession.Renewal : null, now);
    }

    /// <summary>转入, done: another authority, and the archive number that it gives. The holder must apply again (L13).</summary>
    public Answer<DriverChange> TransferIn(DriverReference reference, int authority, string? archiveNumber, UnixTime now)
    {
        if (archiveNumber is not null && !ArchiveNumber.IsWellFormed(archiveNumber))
            return LicenceRefusals.For(LicenceRefusal.ArchiveNumberMalformed);
        if (Find(reference) is not { } driver) return LicenceRefusals.For(LicenceRefusal.DriverNotFound);
        var after = driver.Record with { Authority = authority, ArchiveNumber = archiveNumber ?? driver.Record.ArchiveNumber };
        var other = stores.Drivers.FindArchive(after.ArchiveNumber);
        if (!IsRecord(after, now) || other is not null && other.Id != driver.Id) return LicenceRefusals.For(LicenceRefusal.RecordMalformed);
        return Change(driver, after, Supersession.TransferIn, now);
    }

    /// <summary>A reviewer's word on an application that waits; no findings: issued (L5, L6).</summary>
    public Answer<LicenceApplication> Review(string applicationId, IReadOnlyList<PhotoFinding> findings, UnixTime now)
    {
        if (stores.Applications.Find(applicationId) is not { State: ApplicationState.Submitted } open)
            return LicenceRefusals.For(LicenceRefusal.NothingToReview);
        applications.Review(open, [.. findings.Distinct().Order()], now);
        return stores.Applications.Find(applicationId)!;
    }

    private Driver? Find(DriverReference reference) => stores.Drivers.Find(new Identity(reference.Document, reference.Number, ""));

    private DriverChange Change(Driver driver, DriverRecord after, Supersession? by, UnixTime now)
    {
        var changed = after with { Generation = driver.Record.Generation + (by is null ? 0 : 1) };
        stores.Drivers.Save(driver with { Record = changed });
        publisher.Mark(driver.Id);
        if (by is not { } why) return new DriverChange(changed.Generation, false);
        applications.LicenceChanged(driver.Id, now);
        var again = stores.Electronic.Supersede(driver.Id, why, now);
        foreach (var account in stores.Filings.AccountsOf(driver.Id)) notices.ApplyAgain(account, now);
        return new DriverChange(changed.Generation, again);
    }

    private static bool AreStatuses(IReadOnlyList<StatusEntry> statuses) =>
        statuses.Count <= DriverRecord.StatusesMax && statuses.Distinct().Count() == statuses.Count && statuses.All(entry =>
            Enum.IsDefined(entry.Status) && Enum.IsDefined(entry.Reason) && entry.From.Seconds >= 0 && entry.From < entry.Until
            && entry.Until.Seconds <= UnixTime.MaxSeconds && (entry.Status != CredentialStatus.Normal || entry.PaperNeeded));

    private static bool IsRecord(DriverRecord record, UnixTime now) =>
        record.Classes.Count > 0 && record.Classes.All(VehicleClasses.All.Contains)
        && record.Classes.Distinct().Count() == record.Classes.Count
        && record.Authority is >= CodeLimits.AuthorityMin and <= CodeLimits.AuthorityMax
        && record.ValidFrom.Seconds >= 0 && record.ValidFrom <= now && record.ValidFrom < record.ValidUntil
        && record.ValidUntil.Seconds <= UnixTime.MaxSeconds;
}
