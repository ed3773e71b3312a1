using System.Globalization;
using TempIdentity.Simulator.HeadOffice;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>Turns the office's values into messages, and messages into its values.</summary>
internal static class TicketAnswers
{
    private const int TicketIdDigits = 16;

    public static StationMessage Of(RailStation station) =>
        new() { Code = station.Code, NameZhCn = station.Name, Name = station.NameEn };

    public static TrainMessage Of(Journey journey, int freeSeats) => new()
    {
        Train = journey.Train.Number,
        Origin = journey.Origin,
        Destination = journey.Destination,
        DepartsAt = ServiceClock.Out(journey.Departs),
        ArrivesAt = ServiceClock.Out(journey.Arrives),
        CheckInOpensAt = ServiceClock.Out(journey.EntryFrom),
        CheckInClosesAt = ServiceClock.Out(journey.EntryUntil),
        FreeSeats = freeSeats,
    };

    public static ProductMessage Of(TicketProduct product) => new()
    {
        Product = product.Id,
        Kind = product.Kind,
        NameZhCn = product.Name,
        Name = product.NameEn,
        Origin = product.Origin,
        Destination = product.Destination,
        Days = product.Days,
        Rides = product.Rides,
        RidesADay = product.RidesADay,
    };

    public static TicketMessage Of(StoredTicket ticket) => new()
    {
        TicketId = IdOut(ticket.Id),
        Kind = ticket.Kind,
        State = ticket.State,
        Train = ticket.Product is null ? ticket.Journey.Train : null,
        Product = ticket.Product,
        Origin = ticket.Journey.Origin,
        Destination = ticket.Journey.Destination,
        FirstDate = DateOf(ticket.FirstDay),
        LastDate = DateOf(ticket.LastDay),
        DepartsAt = ServiceClock.Out(ticket.Departs),
        ArrivesAt = ServiceClock.Out(ticket.Arrives),
        CheckInOpensAt = ServiceClock.Out(ticket.Journey.EntryFrom),
        CheckInClosesAt = ServiceClock.Out(ticket.Journey.EntryUntil),
        ExitUntil = ServiceClock.Out(ticket.Journey.ExitUntil),
        Changed = ticket.Changed,
        SoldAt = ServiceClock.Out(ticket.SoldAt),
        RefundedAt = ticket.EndedAt is { } ended ? ServiceClock.Out(ended) : null,
    };

    public static WrongGrantMessage Of(RefundFinding finding) => new()
    {
        Why = finding.Why,
        Since = finding.Since is { } since ? ServiceClock.Out(since) : null,
        Grant = new GrantMessage
        {
            Appliance = finding.Grant.Appliance,
            Epoch = finding.Grant.Epoch,
            Sequence = finding.Grant.Sequence,
            TicketId = IdOut(finding.Grant.Ticket),
            Direction = finding.Grant.Direction,
            Station = finding.Grant.Station,
            At = ServiceClock.Out(finding.Grant.At),
            ManifestRevision = finding.Grant.ManifestRevision,
            ManifestChange = finding.Grant.ManifestChange,
        },
    };

    /// <summary>Null when a number is none, or a time lies before 1970.</summary>
    public static TicketGrant? GrantOf(GrantMessage message) =>
        IdOf(message.TicketId) is { } ticket && UnixTime.From(message.At) is { Seconds: >= 0 } at && message.Sequence > 0
            ? new TicketGrant(message.Appliance, message.Epoch, message.Sequence, ticket, message.Direction, message.Station, at,
                message.ManifestRevision, message.ManifestChange)
            : null;

    /// <summary>Null when it is no ticket's number.</summary>
    public static ulong? IdOf(string text) =>
        text.Length == TicketIdDigits && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;

    /// <summary>Null before 1970.</summary>
    public static ServiceDay? DayOf(DateOnly date) => date >= DateOnly.FromDateTime(DateTime.UnixEpoch)
        ? new ServiceDay(date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber)
        : null;

    private static string IdOut(ulong id) => id.ToString("x16", CultureInfo.InvariantCulture);

    private static DateOnly DateOf(ServiceDay day) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(day.DayNumber);
}
