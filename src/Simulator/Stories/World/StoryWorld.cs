using TempIdentity.GateAgent;
using TempIdentity.GateAgent.Clock;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.Licence;
using TempIdentity.Simulator.Services.Licence.Calendar;
using TempIdentity.Simulator.Services.Licence.Drivers;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.Simulator.Services.RideId;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Stories.World;

/// <summary>
/// A world for one story: the real services over SQLite files in a directory of its own, the publisher of trust, the appliances and head
/// office, all on one clock that moves when told. Same seed, same people, keys and numbers. Dispose removes the directory. One thread.
/// </summary>
internal sealed class StoryWorld : IDisposable
{
    /// <summary>Epoch of every ledger here.</summary>
    public const long Epoch = 1;

    /// <summary>Seconds for which a station's manifest goes out unchanged, with the numbered changes beside it.</summary>
    private const int ManifestReuseSeconds = 6 * 3600;

    private readonly string _directory = Directory.CreateTempSubdirectory("tempidentity-story-").FullName;
    private readonly List<ServiceDatabase> _databases = [];
    private readonly List<StoryStation> _stations = [];

    public StoryWorld(int seed, UnixTime start)
    {
        Clock = new FakeClock(start);
        Secrets = SeededSecrets.OfRun(seed);
        var (rideId, ridePersonal) = Open(RideIdSchema.FileName, RideIdSchema.Migrations);
        var (licence, licencePersonal) = Open(LicenceSchema.FileName, LicenceSchema.Migrations);
        Authorities = new Authorities(Secrets, ServiceKeys.First(start), registers: kind => kind switch
        {
            CredentialKind.RideId => new SqliteCredentialRegister(rideId, ridePersonal, kind),
            CredentialKind.DrivingLicence => new SqliteCredentialRegister(licence, licencePersonal, kind),
        });
        Keys = new ServiceKeys(Authorities, start);
        Keys.Ensure(start);
        Publisher = new TrustPublisher(Authorities, Keys, _directory, () => ["VNP", "TJP", "NKH", "AOH"]);
        var check = new RealPersonCheck(new CitizenRegister(StandardDrivers.People), new SimulatedCamera());
        RideIds = new RideIdService(rideId, ridePersonal, Authorities.RideIds, check);
        Licences = new LicenceService(licence, licencePersonal, Authorities.Licences, check, WorkCalendar.Default, start);
        var (tickets, ticketsPersonal) = Open(TicketStore.FileName, TicketSchema.Migrations);
        Tickets = new TicketService(new TicketStore(tickets, ticketsPersonal), Authorities.Tickets, Timetable.Default, start);
        Authorities.Tickets.Book.ReuseSeconds = ManifestReuseSeconds;
        HeadOffice = new StoryHeadOffice(Path.Combine(_directory, "head-office"),
            Secrets.DeriveKey(SignatureAlgorithm.ESP256, "story/device"), new StoryTimeProvider(Clock));
        Publish();
    }

    public FakeClock Clock { get; }

    public UnixTime Now => Clock.Read().Now;

    public SeededSecrets Secrets { get; }

    public Authorities Authorities { get; }

    public ServiceKeys Keys { get; }

    public TrustPublisher Publisher { get; }

    public RideIdService RideIds { get; }

    public LicenceService Licences { get; }

    public TicketService Tickets { get; }

    public StoryHeadOffice HeadOffice { get; }

    /// <summary>Moves both clocks to an instant. Throws when it is past.</summary>
    public void AdvanceTo(UnixTime instant)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instant, Now);
        Clock.Advance(TimeSpan.FromSeconds(instant - Now));
        Keys.Ensure(Now);
        Licences.Tick(Now);
        foreach (var station in _stations) station.Tick();
    }

    /// <summary>The issuers publish, and every appliance with a network takes it.</summary>
    public void Publish()
    {
        Publisher.Publish(Now);
        foreach (var station in _stations) station.Download();
    }

    /// <summary>A station's gates and its staff's handset, enrolled now.</summary>
    public StoryStation Station(string code) => Add(new StationPlan(
        $"gate-{code.ToLowerInvariant()}", code, [Purpose.StationEntry, Purpose.StationExit, Purpose.RealNameCheck],
        [Audience.RailGate, Audience.RailStaff]));

    /// <summary>The handset of a train's staff, enrolled now.</summary>
    public StoryStation OnBoard(string train) => Add(new StationPlan(
        $"handset-{train.ToLowerInvariant()}", null, [Purpose.OnBoard], [Audience.RailGate, Audience.RailStaff], train));

    /// <summary>An officer's handset at the roadside, enrolled now.</summary>
    public StoryStation Roadside() => Add(new StationPlan("handset-police", null, [Purpose.Roadside], [Audience.Police]));

    /// <summary>The counter of a station: it knows who stands before it from the code alone (R16).</summary>
    public TicketDesk Desk(StoryStation station) => new(
        _ => station.Trust, now => new UnsealingKeys(Authorities.Audiences.ForDevice(Audience.RailStaff, now)));

    /// <summary>An adult of the register with a short name; another number, another person.</summary>
    public Identity Adult(int number)
    {
        var adults = CitizenRegister.Standard.Skip(1).Take(CitizenRegister.AdultsDefault).Where(HasShortName).ToArray();
        return adults[(Secrets.DeriveRandom("story/adults").Next(adults.Length) + number) % adults.Length];
    }

    /// <summary>
    /// A holder of a class C1 licence with a photo on file, by number in the register of drivers; another number, another driver.
    /// </summary>
    public int Driver(int number)
    {
        var drivers = StandardDrivers.Make(Now).Index().Where(entry => entry.Item is { PhotoOnFile: true, Classes: ["C1"] })
            .Where(entry => HasShortName(entry.Item.Person)).Select(entry => entry.Index).ToArray();
        return drivers[(Secrets.DeriveRandom("story/drivers").Next(drivers.Length) + number) % drivers.Length];
    }

    public void Dispose()
    {
        foreach (var station in _stations) station.Dispose();
        HeadOffice.Dispose();
        Publisher.Dispose();
        foreach (var database in _databases) database.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private StoryStation Add(StationPlan plan)
    {
        Publisher.Publish(Now);
        var station = new StoryStation(this, plan);
        _stations.Add(station);
        return station;
    }

    private static bool HasShortName(Identity person) => person.Name.EnumerateRunes().Count() <= 4;

    private (ServiceDatabase Database, PersonalData Personal) Open(string file, IReadOnlyList<string> migrations)
    {
        var path = Path.Combine(_directory, file);
        var personal = PersonalData.Beside(path);
        var database = new ServiceDatabase(path, migrations);
        _databases.Add(database);
        return (database, personal);
    }
}
