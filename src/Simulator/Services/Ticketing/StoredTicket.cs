using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>A ticket as the office keeps it, without its traveller.</summary>
/// <param name="Product">Id of the product; null for a single ticket.</param>
/// <param name="Journey">
/// Train, stations and windows as sold: a later timetable does not move them. Of a product: from its first day's start to its last day's
/// end.
/// </param>
/// <param name="RunDay">Single tickets: the day on which the train starts.</param>
/// <param name="FromStop">Single tickets: index of the stop.</param>
/// <param name="ToStop">Single tickets: index of the stop.</param>
/// <param name="FirstDay">First service day on which a gate may meet it.</param>
/// <param name="LastDay">Last such day, inclusive.</param>
/// <param name="Departs">Departure; of a product the start of its first day.</param>
/// <param name="Arrives">Arrival; of a product the end of its last day.</param>
/// <param name="Changed">True after a change (改签): there is no second.</param>
/// <param name="EndedAt">When it was refunded.</param>
internal sealed record StoredTicket(
    ulong Id, TicketKind Kind, TicketState State, string? Product, DayJourney Journey,
    ServiceDay RunDay, int FromStop, int ToStop, ServiceDay FirstDay, ServiceDay LastDay, UnixTime Departs, UnixTime Arrives,
    bool Changed, UnixTime SoldAt, UnixTime? EndedAt)
{
    public bool IsSold => State == TicketState.Sold;

    /// <summary>True when it has a row in the manifests of a day.</summary>
    public bool Touches(ServiceDay day) => FirstDay.DayNumber <= day.DayNumber && day.DayNumber <= LastDay.DayNumber;

    public static StoredTicket Single(ulong id, Journey journey, UnixTime now)
    {
        var windows = DayJourney.Of(journey);
        var days = windows.Days.ToArray();
        return new StoredTicket(id, TicketKind.Single, TicketState.Sold, null, windows, journey.RunDay, journey.FromStop, journey.ToStop,
            days[0], days[^1], journey.Departs, journey.Arrives, false, now, null);
    }

    public static StoredTicket Of(ulong id, TicketProduct product, ServiceDay first, UnixTime now)
    {
        var last = new ServiceDay(first.DayNumber + product.Days - 1);
        var (from, until) = (Timetable.StartOf(first), Timetable.EndOf(last));
        var journey = new DayJourney(Ticket.AnyTrain, product.Origin, product.Destination, from, until, until);
        return new StoredTicket(id, product.Kind, TicketState.Sold, product.Id, journey, first, 0, 0, first, last, from, until, false, now,
            null);
    }

    /// <summary>A ticket for any train, with windows of the seller's choice.</summary>
    public static StoredTicket Open(ulong id, DayJourney windows, UnixTime departs, UnixTime arrives, UnixTime now)
    {
        var days = windows.Days.ToArray();
        return new StoredTicket(id, TicketKind.Single, TicketState.Sold, null, windows, ServiceDay.Of(now), 0, 0, days[0], days[^1],
            departs, arrives, false, now, null);
    }

    /// <summary>The same ticket on another train.</summary>
    public StoredTicket ChangedTo(Journey journey) => Single(Id, journey, SoldAt) with { Changed = true };
}
