using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.Simulator.Tests.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Tests.Services.Ticketing;

/// <summary>A ticket office on its own file, with the issuers of a <see cref="TestWorld"/>.</summary>
internal sealed class OfficeWorld : IDisposable
{
    public static readonly ServiceDay Today = ServiceDay.Of(TestWorld.Start);

    /// <summary>2026-11-20 06:00 in China, a Friday.</summary>
    public static readonly UnixTime Morning = At("06:00");

    private readonly string _directory = Directory.CreateTempSubdirectory("ti-tickets-").FullName;
    private ServiceDatabase? _database;

    public OfficeWorld(Timetable? timetable = null)
    {
        Timetable = timetable ?? Timetable.Default;
        Service = Open(Morning);
    }

    public Timetable Timetable { get; }

    public TestWorld World { get; private set; } = new();

    public TicketService Service { get; private set; }

    public ManifestBook Book => World.Authorities.Tickets.Book;

    public string DataDirectory => _directory;

    /// <summary>An instant of 2026-11-20 in China; more than 24 hours are the next day.</summary>
    public static UnixTime At(string clock, int day = 0)
    {
        var parts = clock.Split(':').Select(part => int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var seconds = parts[0] * 3600 + parts[1] * 60 + (parts.Length > 2 ? parts[2] : 0);
        return Timetable.StartOf(Day(day)) + seconds;
    }

    public static ServiceDay Day(int after) => new(Today.DayNumber + after);

    public static JourneyChoice G1(int day = 0, string from = "VNP", string to = "AOH") => new("G1", Day(day), from, to);

    public static JourneyChoice Train(string train, string from, string to, int day = 0) => new(train, Day(day), from, to);

    public static Identity Person(int number) => People.Make(new Random(number), number);

    /// <summary>Ends the process, in effect, and starts another on the same file.</summary>
    public void Restart(UnixTime now)
    {
        _database!.Dispose();
        World = new TestWorld();
        Service = Open(now);
    }

    /// <summary>What a verifier of a station knows of a traveller, by what is published at an instant.</summary>
    public IReadOnlyList<Ticket> Known(Identity traveller, string station, ServiceDay day, UnixTime now) =>
        Known(World.Publish(now, station), traveller, station, day, now);

    public IReadOnlyList<Ticket> Known(TrustStore trust, Identity traveller, string station, ServiceDay day, UnixTime now)
    {
        var found = trust.FindTickets(station, day, Secret(traveller, day), now);
        Assert.Equal(DayTicketsKnowledge.Known, found.Knowledge);
        return found.Tickets;
    }

    public byte[] Secret(Identity traveller, ServiceDay day) => TrustWriter.ManifestSecret(
        World.Authorities.Secrets.Derive("manifest"), traveller.Document, traveller.Number, day);

    public void Dispose()
    {
        _database?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private TicketService Open(UnixTime now)
    {
        var path = Path.Combine(_directory, TicketStore.FileName);
        var personal = PersonalData.Beside(path);
        _database = new ServiceDatabase(path, TicketSchema.Migrations);
        return new TicketService(new TicketStore(_database, personal), World.Authorities.Tickets, Timetable, now);
    }
}
