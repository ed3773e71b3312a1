using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>
/// What the office sells, takes back and changes. Pure functions of the ticket, the traveller's other tickets, what head office's records
/// say and the clock; null means yes. The rules of windows, limits and refunds are ours where the source documents say nothing.
/// </summary>
internal static class TicketRules
{
    /// <summary>Tickets of one traveller that are good on one service day at most: a manifest's rows.</summary>
    public const int TicketsADayMax = TicketManifest.RowsPerTravellerMax;

    /// <summary>Is a train still, or already, on sale?</summary>
    public static TicketRefusal? OnSale(Journey journey, Timetable timetable, UnixTime now)
    {
        var last = ServiceDay.Of(now).DayNumber + timetable.PresaleDays - 1;
        if (ServiceDay.Of(journey.Departs).DayNumber > last) return TicketRefusal.SaleNotOpen;
        return now < journey.EntryUntil ? null : TicketRefusal.CheckInClosed;
    }

    /// <summary>May a product start on this day?</summary>
    public static TicketRefusal? OnSale(ServiceDay first, Timetable timetable, UnixTime now)
    {
        var today = ServiceDay.Of(now).DayNumber;
        if (first.DayNumber < today) return TicketRefusal.DayPast;
        return first.DayNumber < today + timetable.PresaleDays ? null : TicketRefusal.SaleNotOpen;
    }

    /// <summary>Nobody is on two trains at once, and nobody has more tickets on a day than a manifest has rows for one traveller.</summary>
    /// <param name="others">The traveller's tickets, without the one that is being changed.</param>
    public static TicketRefusal? FitsBeside(StoredTicket wanted, IReadOnlyList<StoredTicket> others)
    {
        var sold = others.Where(other => other.IsSold).ToArray();
        if (sold.Any(other => Conflicts(wanted, other))) return TicketRefusal.ItineraryConflict;
        for (var day = wanted.FirstDay.DayNumber; day <= wanted.LastDay.DayNumber; day++)
            if (sold.Count(other => other.Touches(new ServiceDay(day))) >= TicketsADayMax) return TicketRefusal.TooManyTickets;
        return null;
    }

    /// <summary>Refund: before departure, and never of a ticket with which somebody went in (退票).</summary>
    public static TicketRefusal? MayRefund(StoredTicket ticket, bool used, UnixTime now)
    {
        if (!ticket.IsSold) return TicketRefusal.AlreadyRefunded;
        if (used) return TicketRefusal.TicketUsed;
        var end = ticket.Kind == TicketKind.Single ? ticket.Departs : ticket.Arrives;
        return now < end ? null : TicketRefusal.Departed;
    }

    /// <summary>Change: once, before departure, of a single ticket, between the same cities (改签).</summary>
    public static TicketRefusal? MayChange(StoredTicket ticket, Journey to, bool used, UnixTime now)
    {
        if (ticket.Kind != TicketKind.Single) return TicketRefusal.NotChangeable;
        if (MayRefund(ticket, used, now) is { } refusal) return refusal;
        if (ticket.Changed) return TicketRefusal.ChangedBefore;
        return StationMap.SameCity(ticket.Journey.Origin, to.Origin) && StationMap.SameCity(ticket.Journey.Destination, to.Destination)
            ? null
            : TicketRefusal.OtherRoute;
    }

    private static bool Conflicts(StoredTicket wanted, StoredTicket other) => (wanted.Product, other.Product) switch
    {
        (null, null) => wanted.Departs < other.Arrives && other.Departs < wanted.Arrives,
        ({ } product, { } held) => product == held && wanted.FirstDay.DayNumber <= other.LastDay.DayNumber
            && other.FirstDay.DayNumber <= wanted.LastDay.DayNumber,
        (null, { }) or ({ }, null) => false,
    };
}
