using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>
/// Buys a ticket with which its holder may go through a station's gates now, at any hour: of a train that is in its check-in time, else one
/// for any train, with windows around now, because at night no train runs. Thread-safe.
/// </summary>
internal sealed class TicketNow(TicketService office)
{
    /// <summary>Seconds of check-in that must be left: time to get to the gate.</summary>
    public const int LeftSecondsMin = 600;

    private const int BeforeSeconds = 1800;
    private const int EntrySeconds = 4 * 3600;
    private const int ExitSeconds = 6 * 3600;

    /// <summary>To enter at a station.</summary>
    public Answer<StoredTicket> ToEnter(Identity traveller, string station, UnixTime now)
    {
        if (InCheckIn(station, now) is { } journey)
            return office.Sell(traveller,
                new JourneyChoice(journey.Train.Number, ServiceDay.Of(journey.Departs), station, journey.Destination), now);
        var windows = new DayJourney(
            Ticket.AnyTrain, station, StationMap.Elsewhere(station), now - BeforeSeconds, now + EntrySeconds, now + ExitSeconds);
        return office.SellOpen(traveller, windows, now + LeftSecondsMin, now + ExitSeconds, now);
    }

    /// <summary>To leave at a station, as who arrived there just now.</summary>
    public Answer<StoredTicket> ToLeave(Identity traveller, string station, UnixTime now)
    {
        var windows = new DayJourney(
            Ticket.AnyTrain, StationMap.Elsewhere(station), station, now - BeforeSeconds, now - 1, now + ExitSeconds);
        return office.SellOpen(traveller, windows, now - BeforeSeconds, now, now);
    }

    private Journey? InCheckIn(string station, UnixTime now) =>
        office.Timetable.Trains.Select(train => Of(train, station, now)).OfType<Journey>()
            .OrderBy(journey => journey.Departs.Seconds).FirstOrDefault();

    private Journey? Of(Train train, string station, UnixTime now)
    {
        var last = train.Stops[^1].Station;
        // A train that departs after midnight is of tomorrow, and its check-in may have opened today.
        ServiceDay[] days = [ServiceDay.Of(now), ServiceDay.Of(now + Timetable.DaySeconds)];
        return days.Select(day => office.Timetable.FindJourney(train.Number, day, station, last)).OfType<Journey>()
            .FirstOrDefault(journey => journey.EntryFrom <= now && now + LeftSecondsMin < journey.EntryUntil
                && office.FreeSeats(new JourneyChoice(train.Number, ServiceDay.Of(journey.Departs), station, last)) > 0);
    }
}
