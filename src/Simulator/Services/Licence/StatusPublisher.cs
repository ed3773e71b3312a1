using System.Collections.Concurrent;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services.Licence.Rules;
using TempIdentity.Simulator.Services.Licence.Store;

namespace TempIdentity.Simulator.Services.Licence;

/// <summary>
/// Brings the issuer's status list in line with the register of drivers, after the change is on disk. A change that was rolled back is
/// written again as it was. Thread-safe.
/// </summary>
internal sealed class StatusPublisher(LicenceStores stores, DrivingLicenceIssuer issuer)
{
    private readonly ConcurrentQueue<long> _changed = new();

    /// <summary>A driver's entries are out of date.</summary>
    public void Mark(long driver) => _changed.Enqueue(driver);

    /// <summary>Writes what was marked. True when there was anything.</summary>
    public bool PublishMarked()
    {
        var any = false;
        while (_changed.TryDequeue(out var driver))
        {
            Publish(driver);
            any = true;
        }
        return any;
    }

    /// <summary>Writes everybody's, at start.</summary>
    public void PublishAll()
    {
        foreach (var driver in stores.Electronic.Drivers()) Publish(driver);
    }

    // Under the database's lock, so that a later change is never overwritten by an earlier one.
    private void Publish(long driver) => stores.Database.InTransaction(_ =>
    {
        var record = stores.Drivers.Get(driver).Record;
        foreach (var licence in stores.Electronic.Of(driver))
            issuer.Statuses.SetEntries(issuer.Find(licence.Credential).Status, LicenceRules.ListEntries(record, licence));
    });
}
