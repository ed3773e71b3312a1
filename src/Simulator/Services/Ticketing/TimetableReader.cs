using System.Globalization;
using System.Text.Json;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>
/// Reads a timetable from JSON and asks every rule of it. Throws <see cref="FormatException"/>, naming the place, for anything that a
/// timetable cannot say: it is our own data, so a fault in it is a defect.
/// </summary>
internal static class TimetableReader
{
    private const string Resource = "TempIdentity.Simulator.Services.Ticketing.timetable.json";
    private const int DayMinutes = 24 * 60;
    private const string NextDay = "+1";

    public static Timetable ReadEmbedded()
    {
        using var stream = typeof(TimetableReader).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException("The timetable is not in the assembly.");
        var data = JsonSerializer.Deserialize(stream, TimetableJson.Default.TimetableData);
        return Read(data ?? throw new FormatException("An empty timetable."));
    }

    public static Timetable Read(TimetableData data)
    {
        Require(data.CheckInOpensMinutes > data.CheckInClosesMinutes && data.CheckInClosesMinutes >= 0, "check-in closes after it opens");
        Require(data.ExitWithinMinutes > 0 && data.PresaleDays > 0, "a time of no length");
        Require(data.Stations.Select(station => station.Code).Distinct().Count() == data.Stations.Count, "a station twice");
        Require(data.Stations.All(station => TrustNames.IsStation(station.Code)), "a station that is no telegraph code");
        Require(data.Trains.Select(train => train.Number).Distinct().Count() == data.Trains.Count, "a train twice");
        var known = data.Stations.Select(station => station.Code).ToHashSet(StringComparer.Ordinal);
        var checkIn = new CheckInRule(data.CheckInOpensMinutes, data.CheckInClosesMinutes, data.ExitWithinMinutes);
        var trains = data.Trains.Select(train => ReadTrain(train, known)).ToArray();
        var timetable = new Timetable(data.Stations, trains, [.. data.Products.Select(ReadProduct)], checkIn, data.PresaleDays);
        foreach (var product in timetable.Products)
            Require(timetable.Journeys(new ServiceDay(0), product.Origin, product.Destination).Count > 0, "a product without a train");
        return timetable;
    }

    private static Train ReadTrain(TrainData data, HashSet<string> known)
    {
        Require(TrustNames.IsTrain(data.Number) && data.Number != Ticket.AnyTrain, "a train number");
        Require(data.Seats > 0 && data.Stops.Count >= 2, data.Number);
        Require(data.Stops.Select(stop => stop.Station).Distinct().Count() == data.Stops.Count, data.Number);
        Require(data.Stops.All(stop => known.Contains(stop.Station)), data.Number);
        var stops = data.Stops.Select((stop, i) => ReadStop(stop, i == 0, i == data.Stops.Count - 1)).ToArray();
        var minutes = stops.SelectMany(stop => new[] { stop.ArrivesMinute, stop.DepartsMinute }).OfType<int>().ToArray();
        Require(minutes.Zip(minutes.Skip(1)).All(pair => pair.First < pair.Second), data.Number);
        return new Train(data.Number, data.Seats, stops);
    }

    private static Stop ReadStop(StopData data, bool first, bool last)
    {
        Require((data.Arrives is null) == first && (data.Departs is null) == last, data.Station);
        return new Stop(data.Station, Minute(data.Arrives), Minute(data.Departs));
    }

    private static int? Minute(string? text)
    {
        if (text is null) return null;
        var next = text.EndsWith(NextDay, StringComparison.Ordinal);
        var clock = next ? text[..^NextDay.Length] : text;
        Require(TimeOnly.TryParseExact(clock, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time), text);
        return time.Hour * 60 + time.Minute + (next ? DayMinutes : 0);
    }

    private static TicketProduct ReadProduct(ProductData data)
    {
        var kind = data.Kind switch
        {
            "multi_ride" => TicketKind.MultiRide,
            "period" => TicketKind.Period,
            _ => throw new FormatException("Timetable: a kind of product."),
        };
        Require(data.Days is > 0 and <= TicketProduct.DaysMax && (data.Rides is not null) == (kind == TicketKind.MultiRide), data.Id);
        Require(data.Rides is null or > 0, data.Id);
        Require(data.RidesADay is null or (> 0 and <= Ticket.RidesMax), data.Id);
        return new TicketProduct(
            data.Id, kind, data.Name, data.NameEn, data.Origin, data.Destination, data.Days, data.Rides, data.RidesADay);
    }

    private static void Require(bool rule, string place)
    {
        if (!rule) throw new FormatException($"Timetable: {place}.");
    }
}
