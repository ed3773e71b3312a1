using TempIdentity.Simulator.Services.Licence.Drivers;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Licence;

/// <summary>What the police do: statuses, renewal, transfer-in, review.</summary>
internal sealed partial class LicenceService
{
    /// <inheritdoc cref="LicenceOperator.SetStatuses"/>
    public Answer<DriverChange> SetStatuses(DriverReference driver, IReadOnlyList<StatusEntry> statuses, UnixTime now) =>
        Do(now, () => _operator.SetStatuses(driver, statuses, now));

    /// <inheritdoc cref="LicenceOperator.Renew"/>
    public Answer<DriverChange> Renew(DriverReference driver, Renewal renewal, UnixTime now) =>
        Do(now, () => _operator.Renew(driver, renewal, now));

    /// <inheritdoc cref="LicenceOperator.TransferIn"/>
    public Answer<DriverChange> TransferIn(DriverReference driver, int authority, string? archiveNumber, UnixTime now) =>
        Do(now, () => _operator.TransferIn(driver, authority, archiveNumber, now));

    /// <inheritdoc cref="LicenceOperator.Review"/>
    public Answer<LicenceApplication> Review(string application, IReadOnlyList<PhotoFinding> findings, UnixTime now) =>
        Do(now, () => _operator.Review(application, findings, now));

    /// <summary>Puts a new driver into the police register. Throws when the document or the archive number is taken.</summary>
    public void AddDriver(DriverRecord record, UnixTime now) => Do(now, () =>
    {
        _stores.Drivers.Add(record);
        return true;
    });

    /// <summary>Applications that wait for a reviewer.</summary>
    public IReadOnlyList<LicenceApplication> Waiting(UnixTime now) => Do(now, _stores.Applications.Waiting);

    /// <summary>The photo of an application that waits, for the reviewer.</summary>
    public Answer<LicencePhoto> PhotoToReview(string application, UnixTime now) => Do<Answer<LicencePhoto>>(now, () =>
    {
        if (_stores.Applications.Find(application) is not { State: ApplicationState.Submitted, Photo: { } photo })
            return LicenceRefusals.For(LicenceRefusal.NothingToReview);
        var (format, bytes) = _stores.Photos.Open(photo);
        return new LicencePhoto(format.ToMediaType(), bytes);
    });
}
