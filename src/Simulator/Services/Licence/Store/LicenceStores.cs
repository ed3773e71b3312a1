using TempIdentity.Simulator.Services.Licence.Drivers;

namespace TempIdentity.Simulator.Services.Licence.Store;

/// <summary>Everything that the licence service keeps.</summary>
internal sealed class LicenceStores(ServiceDatabase database, PersonalData personal)
{
    public ServiceDatabase Database { get; } = database;
    public DriverStore Drivers { get; } = new(database, personal);
    public FilingStore Filings { get; } = new(database);
    public PhotoStore Photos { get; } = new(database, personal);
    public ApplicationStore Applications { get; } = new(database);
    public ElectronicStore Electronic { get; } = new(database);
    public Outbox Outbox { get; } = new(database, personal);
}
