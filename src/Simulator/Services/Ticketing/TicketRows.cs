using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>What the gates of each service day are told of a ticket. Pure; the secrets are put in by <see cref="TicketOffice"/>.</summary>
internal static class TicketRows
{
    /// <summary>The rows of a ticket on all its days.</summary>
    /// <param name="entryDays">Days on which head office's records say that somebody went in with it, one entry a time.</param>
    public static IEnumerable<(ServiceDay Day, DayTicket Row)> Of(
        StoredTicket ticket, IReadOnlyList<ServiceDay> entryDays, Timetable timetable)
    {
        for (var number = ticket.FirstDay.DayNumber; number <= ticket.LastDay.DayNumber; number++)
        {
            var day = new ServiceDay(number);
            // R15: a multi-ride or period ticket has a row on each of its days, with that day's windows and what is left of its rides.
            yield return (day, ticket.Product is null ? Row(ticket, ticket.State, 1, ticket.Journey)
                : OfProduct(ticket, timetable.FindProduct(ticket.Product)!, day, entryDays, timetable));
        }
    }

    /// <summary>What is told on the days that a change has left: that the ticket is not good there any more.</summary>
    public static IEnumerable<(ServiceDay Day, DayTicket Row)> Left(StoredTicket before, StoredTicket after)
    {
        for (var number = before.FirstDay.DayNumber; number <= before.LastDay.DayNumber; number++)
            if (!after.Touches(new ServiceDay(number)))
                yield return (new ServiceDay(number), Row(before, TicketState.Changed, 1, before.Journey));
    }

    private static DayTicket OfProduct(
        StoredTicket ticket, TicketProduct product, ServiceDay day, IReadOnlyList<ServiceDay> entryDays, Timetable timetable)
    {
        var rides = product.RidesOn(entryDays.Count(entry => entry.DayNumber < day.DayNumber));
        var state = rides > 0 || !ticket.IsSold ? ticket.State : TicketState.UsedUp;
        return Row(ticket, state, Math.Max(1, rides), product.On(day, timetable));
    }

    private static DayTicket Row(StoredTicket ticket, TicketState state, int rides, DayJourney journey) =>
        new(default, ticket.Id, ticket.Kind, state, rides, journey);
}
