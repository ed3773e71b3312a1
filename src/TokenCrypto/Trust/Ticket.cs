namespace TempIdentity.TokenCrypto.Trust;

/// <summary>A railway service day in China's time zone (UTC+8), as days since 1970-01-01.</summary>
/// <param name="DayNumber">Days since 1970-01-01, 0 to <see cref="MaxDayNumber"/>.</param>
public readonly record struct ServiceDay(int DayNumber)
{
    /// <summary>9999-12-31.</summary>
    public const int MaxDayNumber = 2_932_896;

    /// <summary>The service day of an instant.</summary>
    public static ServiceDay Of(UnixTime now) => new((int)((now.Seconds + 28_800) / 86_400));

    /// <summary>ISO 8601 date.</summary>
    public override string ToString() => UnixTime.From(DateTimeOffset.UnixEpoch.AddDays(DayNumber)).ToString()[..10];
}

/// <summary>What was sold.</summary>
public enum TicketKind
{
    /// <summary>One journey.</summary>
    Single = 1,
    /// <summary>计次票 (R15).</summary>
    MultiRide = 2,
    /// <summary>定期票 (R15).</summary>
    Period = 3,
}

/// <summary>State of a ticket in a day's manifest.</summary>
public enum TicketState
{
    /// <summary>Sold and valid.</summary>
    Sold = 1,
    /// <summary>Refunded.</summary>
    Refunded = 2,
    /// <summary>Its rides were used up on days before (计次票); good for nothing more.</summary>
    UsedUp = 3,
    /// <summary>Changed (改签) to a train of another day; good there and not here.</summary>
    Changed = 4,
}

/// <summary>A ticket as a gate sees it: nothing of the traveller.</summary>
/// <param name="TicketId">Random number of the ticket, 64 bits.</param>
/// <param name="Kind">What was sold.</param>
/// <param name="State">Sold or refunded.</param>
/// <param name="Train">Train number, one to eight letters A–Z and digits.</param>
/// <param name="Origin">Station code (电报码), three letters A–Z.</param>
/// <param name="Destination">Station code.</param>
/// <param name="EntryFrom">Check-in opens, inclusive.</param>
/// <param name="EntryUntil">Check-in closes, exclusive; after <paramref name="EntryFrom"/>.</param>
/// <param name="ExitUntil">Latest exit, exclusive; after <paramref name="EntryFrom"/>.</param>
/// <param name="Rides">
/// Rides that the ticket is good for on this service day, 1 to <see cref="RidesMax"/>: 1 for a single ticket; what is left for a multi-ride
/// one, or what the day allows for a period one (R15).
/// </param>
public sealed record Ticket(
    ulong TicketId, TicketKind Kind, TicketState State, string Train, string Origin, string Destination,
    UnixTime EntryFrom, UnixTime EntryUntil, UnixTime ExitUntil, int Rides = 1)
{
    /// <summary>Rides of one ticket on one day at most.</summary>
    public const int RidesMax = 255;

    /// <summary>The train of a ticket that is good for any train of its journey and day: multi-ride and period tickets (R15).</summary>
    public const string AnyTrain = "ANY";
}
