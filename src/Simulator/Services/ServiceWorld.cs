using System.Security.Cryptography;
using System.Text;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.Simulator.Services.Licence;
using TempIdentity.Simulator.Services.Licence.Calendar;
using TempIdentity.Simulator.Services.Licence.Drivers;
using TempIdentity.Simulator.Services.Licence.Http;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.Simulator.Services.RideId;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Services;

/// <summary>
/// All services put together over one data directory: what <c>serve</c>, stories and tests run. Opening it again goes on where it was
/// left, however it was left. Dispose closes the files. Thread-safe as its parts are.
/// </summary>
internal sealed class ServiceWorld : IDisposable
{
    public const string SeedFile = "seed.key";
    private const string OriginFile = "origin";

    private static readonly Lazy<CitizenRegister> Everybody = new(() =>
        new CitizenRegister([.. StandardDrivers.People, .. PeoplePool.Everybody]));

    private readonly List<ServiceDatabase> _databases = [];
    private readonly PeopleEndpoints _people;

    /// <param name="directory">Made when absent.</param>
    /// <param name="clock">Read once at each request.</param>
    /// <param name="addresses">What one address may ask for.</param>
    public ServiceWorld(string directory, ServiceClock clock, AddressLimits? addresses = null)
    {
        Data = directory;
        Clock = clock;
        System.IO.Directory.CreateDirectory(directory);
        var origin = OriginOf(directory, clock.Now);
        var (rideId, ridePersonal) = Open(RideIdSchema.FileName, RideIdSchema.Migrations);
        var (licence, licencePersonal) = Open(LicenceSchema.FileName, LicenceSchema.Migrations);
        Authorities = new Authorities(SecretsOf(directory), ServiceKeys.First(origin), NewSerial(), kind => kind switch
        {
            CredentialKind.RideId => new SqliteCredentialRegister(rideId, ridePersonal, kind),
            CredentialKind.DrivingLicence => new SqliteCredentialRegister(licence, licencePersonal, kind),
        });
        Keys = new ServiceKeys(Authorities, origin, Path.Combine(directory, ServiceKeys.WithdrawnFile));
        Keys.Ensure(clock.Now);
        // Versions before statuses: the services set theirs when they are made.
        Publisher = new TrustPublisher(Authorities, Keys, directory, () => []);
        Check = new RealPersonCheck(Everybody.Value, new SimulatedCamera());
        Operator = OperatorToken.InDirectory(directory);
        DeskToken = OperatorToken.InDirectory(directory, OperatorToken.DeskFileName);
        RideId = new RideIdService(rideId, ridePersonal, Authorities.RideIds, Check, addresses)
        {
            StatusChanged = Publisher.Changed,
        };
        Counter = OpenTicketOffice();
        Licence = new LicenceService(licence, licencePersonal, Authorities.Licences, Check, WorkCalendar.Default, clock.Now, addresses)
        {
            StatusChanged = Publisher.Changed,
        };
        _people = new PeopleEndpoints(new PeoplePool(directory), Licence, Tickets, Check, Publisher.TryPublish);
    }

    /// <summary>The data directory.</summary>
    public string Data { get; }

    public ServiceClock Clock { get; }

    public Authorities Authorities { get; }

    public ServiceKeys Keys { get; }

    public TrustPublisher Publisher { get; }

    public RealPersonCheck Check { get; }

    public OperatorToken Operator { get; }

    public RideIdService RideId { get; }

    /// <summary>The token of the ticket counters.</summary>
    public OperatorToken DeskToken { get; }

    /// <summary>The ticket office, with the counter's scanner before it.</summary>
    public TicketCounter Counter { get; }

    public TicketService Tickets => Counter.Service;

    public LicenceService Licence { get; }

    /// <summary>What the host serves.</summary>
    public IReadOnlyList<IServiceModule> Modules()
    {
        List<IServiceModule> modules =
        [
            new RideIdModule(RideId, Clock, Operator), new LicenceModule(Licence, Clock, Operator),
            new TicketModule(Counter, Clock, DeskToken, Operator),
        ];
        if (Clock.CanAdvance) modules.Add(new SimulationModule(Clock, Advanced, _people));
        return modules;
    }

    /// <summary>Time passes for everybody. Throws when the clock is real.</summary>
    public UnixTime Advance(long seconds)
    {
        var now = Clock.Advance(seconds);
        Advanced(now);
        return now;
    }

    /// <summary>Everybody learns of the new time at once: keys of new windows, reviews that are due, and what gates read.</summary>
    private void Advanced(UnixTime now)
    {
        Keys.Ensure(now);
        Licence.Tick(now);
        Publisher.Changed();
    }

    public void Dispose()
    {
        Publisher.Dispose();
        foreach (var database in _databases) database.Dispose();
    }

    private TicketCounter OpenTicketOffice()
    {
        var (database, personal) = Open(TicketStore.FileName, TicketSchema.Migrations);
        Authorities.Tickets.Book.ReuseSeconds = ManifestBook.ReuseDefaultSeconds;
        var service = new TicketService(new TicketStore(database, personal), Authorities.Tickets, Timetable.Default, Clock.Now)
        {
            Changed = Publisher.Changed,
        };
        Publisher.Stations = () => [.. Timetable.Default.Stations.Select(station => station.Code)];
        var trust = new DeskTrust(Publisher.Directory, Convert.FromHexString(Authorities.Trust.RootSha256));
        var desk = new TicketDesk(
            trust.InForce, now => new UnsealingKeys(Authorities.Audiences.ForDevice(Audience.RailStaff, now)));
        return new TicketCounter(desk, service);
    }

    private (ServiceDatabase Database, PersonalData Personal) Open(string file, IReadOnlyList<string> migrations)
    {
        var path = Path.Combine(Data, file);
        var personal = PersonalData.Beside(path);
        var database = new ServiceDatabase(path, migrations);
        _databases.Add(database);
        return (database, personal);
    }

    private static SeededSecrets SecretsOf(string directory)
    {
        var path = Path.Combine(directory, SeedFile);
        if (!File.Exists(path)) TrustFiles.WritePrivate(path, RandomNumberGenerator.GetBytes(SeededSecrets.SizeBytes));
        return new SeededSecrets(File.ReadAllBytes(path));
    }

    /// <summary>The instant of the first start, from which the keys' windows are laid out.</summary>
    private static UnixTime OriginOf(string directory, UnixTime now)
    {
        var path = Path.Combine(directory, OriginFile);
        if (!File.Exists(path)) TrustFiles.WritePrivate(path, Encoding.ASCII.GetBytes(now.ToString()));
        return UnixTime.TryParse(File.ReadAllText(path).Trim(), out var origin)
            ? origin
            : throw new InvalidDataException($"{path} holds no instant.");
    }

    // Credential numbers of another start are others.
    private static long NewSerial() => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8));
}
