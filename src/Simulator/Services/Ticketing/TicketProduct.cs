using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>
/// A ticket for many rides between two stations, on any train that runs between them (R15): 计次票, so many rides within so many days, or
/// 定期票, between two dates.
/// </summary>
/// <param name="Kind"><see cref="TicketKind.MultiRide"/> or <see cref="TicketKind.Period"/>.</param>
/// <param name="Days">Service days, the first included.</param>
/// <param name="Rides">Rides in all; null for a period ticket.</param>
/// <param name="RidesADay">Rides on one service day at most; null for as many as one likes.</param>
internal sealed record TicketProduct(
    string Id, TicketKind Kind, string Name, string NameEn, string Origin, string Destination, int Days, int? Rides, int? RidesADay)
{
    /// <summary>Service days of a ticket at most.</summary>
    public const int DaysMax = 120;

    /// <summary>Rides that are left on a day when so many were used on the days before; 0 when the ticket is used up.</summary>
    public int RidesOn(int usedBefore)
    {
        var left = Rides is { } total ? Math.Max(0, total - usedBefore) : Ticket.RidesMax;
        return Math.Min(left, RidesADay ?? Ticket.RidesMax);
    }

    /// <summary>
    /// A day's windows: in from the first train's check-in to the last one's, out until midnight at the latest, because the next day's row
    /// has that day's rides.
    /// </summary>
    public DayJourney On(ServiceDay day, Timetable timetable)
    {
        var journeys = timetable.Journeys(day, Origin, Destination);
        var lastExit = Math.Min(journeys.Max(journey => journey.ExitUntil.Seconds), Timetable.EndOf(day).Seconds);
        return new DayJourney(
            Ticket.AnyTrain, Origin, Destination, journeys[0].EntryFrom, journeys[^1].EntryUntil, new UnixTime(lastExit));
    }
}
