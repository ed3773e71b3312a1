using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>A stop: minutes since midnight in China of the day on which the train starts.</summary>
/// <param name="ArrivesMinute">Null at the first stop.</param>
/// <param name="DepartsMinute">Null at the last stop.</param>
internal sealed record Stop(string Station, int? ArrivesMinute, int? DepartsMinute);

/// <summary>A train that runs every day.</summary>
/// <param name="Seats">Places between any two neighbouring stops.</param>
internal sealed record Train(string Number, int Seats, IReadOnlyList<Stop> Stops);

/// <summary>When a gate lets a ticket's holder in and out, relative to the train; the same numbers for every train (ours).</summary>
/// <param name="OpensMinutes">Check-in opens so many minutes before departure.</param>
/// <param name="ClosesMinutes">Check-in closes so many minutes before departure.</param>
/// <param name="ExitMinutes">The exit opens until so many minutes after arrival.</param>
internal sealed record CheckInRule(int OpensMinutes, int ClosesMinutes, int ExitMinutes);

/// <summary>One train's run between two of its stops, with the windows of the gates.</summary>
/// <param name="RunDay">The day on which the train starts; it may pass a stop a day later.</param>
/// <param name="FromStop">Index of the stop where the traveller gets on.</param>
/// <param name="ToStop">Index of the stop where the traveller gets off.</param>
internal sealed record Journey(
    Train Train, ServiceDay RunDay, int FromStop, int ToStop, UnixTime Departs, UnixTime Arrives,
    UnixTime EntryFrom, UnixTime EntryUntil, UnixTime ExitUntil)
{
    public string Origin => Train.Stops[FromStop].Station;
    public string Destination => Train.Stops[ToStop].Station;
}

/// <summary>
/// Stations, trains and the tickets for many rides, as data. All instants are computed in China's time (UTC+8, no summer time). Immutable,
/// thread-safe.
/// </summary>
internal sealed class Timetable
{
    private const int MinuteSeconds = 60;
    private const int ChinaOffsetSeconds = 28_800;
    public const int DaySeconds = 86_400;

    private readonly Dictionary<string, Train> _trains;
    private readonly Dictionary<string, RailStation> _stations;

    public Timetable(
        IReadOnlyList<RailStation> stations, IReadOnlyList<Train> trains, IReadOnlyList<TicketProduct> products, CheckInRule checkIn,
        int presaleDays)
    {
        Stations = stations;
        Trains = trains;
        Products = products;
        CheckIn = checkIn;
        PresaleDays = presaleDays;
        _trains = trains.ToDictionary(train => train.Number, StringComparer.Ordinal);
        _stations = stations.ToDictionary(station => station.Code, StringComparer.Ordinal);
    }

    /// <summary>The timetable that comes with the Simulator (<c>timetable.json</c>).</summary>
    public static Timetable Default { get; } = TimetableReader.ReadEmbedded();

    public IReadOnlyList<RailStation> Stations { get; }
    public IReadOnlyList<Train> Trains { get; }
    public IReadOnlyList<TicketProduct> Products { get; }
    public CheckInRule CheckIn { get; }

    /// <summary>Service days for which tickets are on sale, today included.</summary>
    public int PresaleDays { get; }

    public Train? FindTrain(string number) => _trains.GetValueOrDefault(number);

    public RailStation? FindStation(string code) => _stations.GetValueOrDefault(code);

    public TicketProduct? FindProduct(string id) => Products.FirstOrDefault(product => product.Id == id);

    /// <summary>
    /// A train's run between two stations for whoever gets on on a service day. Null when there is no such train, or it does not go from
    /// the one to the other.
    /// </summary>
    /// <param name="day">The day of departure at <paramref name="origin"/>; the train may have started the day before.</param>
    public Journey? FindJourney(string train, ServiceDay day, string origin, string destination)
    {
        if (FindTrain(train) is not { } found) return null;
        var from = IndexOf(found, origin, 0);
        var to = from < 0 ? -1 : IndexOf(found, destination, from + 1);
        if (to < 0 || found.Stops[from].DepartsMinute is not { } departs || found.Stops[to].ArrivesMinute is not { } arrives) return null;
        var runDay = new ServiceDay(day.DayNumber - departs * MinuteSeconds / DaySeconds);
        var departsAt = StartOf(runDay) + departs * MinuteSeconds;
        var arrivesAt = StartOf(runDay) + arrives * MinuteSeconds;
        return new Journey(found, runDay, from, to, departsAt, arrivesAt,
            departsAt - CheckIn.OpensMinutes * MinuteSeconds, departsAt - CheckIn.ClosesMinutes * MinuteSeconds,
            arrivesAt + CheckIn.ExitMinutes * MinuteSeconds);
    }

    /// <summary>All runs from one station to another on a service day, by departure.</summary>
    public IReadOnlyList<Journey> Journeys(ServiceDay day, string origin, string destination) =>
    [
        .. Trains.Select(train => FindJourney(train.Number, day, origin, destination)).OfType<Journey>()
            .OrderBy(journey => journey.Departs.Seconds),
    ];

    /// <summary>Midnight in China at which a service day begins.</summary>
    public static UnixTime StartOf(ServiceDay day) => new((long)day.DayNumber * DaySeconds - ChinaOffsetSeconds);

    /// <summary>Midnight in China after a service day.</summary>
    public static UnixTime EndOf(ServiceDay day) => StartOf(new ServiceDay(day.DayNumber + 1));

    private static int IndexOf(Train train, string station, int from)
    {
        for (var i = from; i < train.Stops.Count; i++)
            if (train.Stops[i].Station == station) return i;
        return -1;
    }
}
