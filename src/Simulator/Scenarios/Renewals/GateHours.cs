using TempIdentity.GateAgent;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary>
/// What the gates of the station must say to a traveller who holds one product for the way out and one for the way back (R15): the ticket
/// rules once more, told from outside. Pure.
/// </summary>
internal static class GateHours
{
    public const string Station = "VNP";

    /// <summary>For the entry here: as many rides as one likes.</summary>
    public const string EntryProduct = "jingjin-week";

    /// <summary>For the exit here: four rides a day.</summary>
    public const string ExitProduct = "jinjing-20";

    /// <summary>At a window's edge the lane's second decides; nobody is sent there then.</summary>
    private const int EdgeSeconds = 10;

    private static readonly TicketProduct Entry = Timetable.Default.FindProduct(EntryProduct)!;
    private static readonly TicketProduct Exit = Timetable.Default.FindProduct(ExitProduct)!;

    /// <summary>Rides of each traveller's tickets, by purpose.</summary>
    public static IReadOnlyDictionary<string, int> Rides { get; } = new Dictionary<string, int>
    {
        [Purpose.StationEntry.ToText()] = Ticket.RidesMax,
        [Purpose.StationExit.ToText()] = Exit.RidesADay!.Value,
    };

    /// <summary>The verdict that is due; null when it hangs on the second, so that nobody should go there now.</summary>
    /// <param name="inside">Came in here and has not left.</param>
    /// <param name="exits">Exits made today.</param>
    public static VerdictCode? Expected(Purpose purpose, bool inside, int exits, UnixTime now)
    {
        var day = ServiceDay.Of(now);
        if (ServiceDay.Of(now - EdgeSeconds) != day || ServiceDay.Of(now + EdgeSeconds) != day) return null;
        var row = (purpose == Purpose.StationEntry ? Entry : Exit).On(day, Timetable.Default);
        var until = purpose == Purpose.StationEntry ? row.EntryUntil : row.ExitUntil;
        if (IsEdge(row.EntryFrom, now) || IsEdge(until, now)) return null;
        if (purpose == Purpose.StationExit && exits >= Exit.RidesADay) return VerdictCode.TicketUsed;
        if (now < row.EntryFrom) return VerdictCode.TooEarly;
        if (now >= until) return VerdictCode.TooLate;
        return purpose == Purpose.StationEntry && inside ? VerdictCode.AlreadyInside : VerdictCode.Granted;
    }

    private static bool IsEdge(UnixTime edge, UnixTime now) => Math.Abs(now - edge) < EdgeSeconds;
}
