namespace TempIdentity.TokenCrypto.Trust;

/// <summary>A railway service day in China's time zone (UTC+8), as days since 1970-01-01.</summary>
/// <param name="DayNumber">Days since 1970-01-01.</param>
public readonly record struct ServiceDay(int DayNumber)
{
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

/// <summary>State of a ticket in the manifest.</summary>
public enum TicketState
{
    /// <summary>Sold and valid.</summary>
    Sold = 1,
    /// <summary>Refunded.</summary>
    Refunded = 2,
}

/// <summary>A ticket as a gate sees it: nothing of the traveller.</summary>
/// <param name="TicketId">Random number of the ticket, 64 bits.</param>
/// <param name="Kind">What was sold.</param>
/// <param name="State">Sold or refunded.</param>
/// <param name="Train">Train number, at most 8 ASCII characters.</param>
/// <param name="Origin">Station code (电报码), three letters.</param>
/// <param name="Destination">Station code.</param>
/// <param name="EntryFrom">Check-in opens, inclusive.</param>
/// <param name="EntryUntil">Check-in closes, exclusive.</param>
/// <param name="ExitUntil">Latest exit, exclusive.</param>
public sealed record Ticket(
    ulong TicketId, TicketKind Kind, TicketState State, string Train, string Origin, string Destination,
    UnixTime EntryFrom, UnixTime EntryUntil, UnixTime ExitUntil);

/// <summary>
/// The day's tickets of one station: padded rows that only the traveller's own code opens. Row label and row key come from the manifest secret,
/// station, day and row number by HKDF-SHA-256; rows are sorted by label and sealed with AES-SIV over label ‖ revision.
/// A station's manifest also holds tickets of its neighbour stations, so that a gate can say "wrong station" and not only "no ticket".
/// Immutable, thread-safe.
/// </summary>
public sealed class TicketManifest
{
    /// <summary>Rows that one traveller has at most on one day.</summary>
    public const int RowsPerTravellerMax = 8;

    /// <summary>Station code.</summary>
    public string Station => throw new NotImplementedException();
    /// <summary>Service day.</summary>
    public ServiceDay Day => throw new NotImplementedException();
    /// <summary>Revision; never decreases (I8).</summary>
    public long Revision => throw new NotImplementedException();
    /// <summary>Signed issue time.</summary>
    public UnixTime IssuedAt => throw new NotImplementedException();
    /// <summary>Signed end, exclusive; past it the manifest is stale.</summary>
    public UnixTime ExpiresAt => throw new NotImplementedException();
    /// <summary>Number of rows.</summary>
    public int RowCount => throw new NotImplementedException();

    /// <summary>
    /// The tickets of the traveller who holds this secret, in row order; empty when there are none. Null when a row of theirs is corrupt.
    /// </summary>
    public IReadOnlyList<Ticket>? Find(ReadOnlySpan<byte> manifestSecret) => throw new NotImplementedException();
}
