using TempIdentity.GateAgent.Recording;
using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Decision;

/// <summary>
/// What one holder's earlier passages at this appliance forbid, with a fresh code too (I3): the same holder again within seconds, and a
/// second entry while still inside. It limits two phones that share one credential; a holder is known by the credential's number.
/// </summary>
internal static class TravellerRule
{
    /// <summary>Seconds within which the same holder does not pass the same way again.</summary>
    public const int TooSoonSeconds = 5;

    /// <summary>
    /// Seconds after an entry for which somebody counts as inside at most: trains leave from here, and the exit may be another
    /// appliance's.
    /// </summary>
    public const int InsideSecondsMax = 7_200;

    /// <summary>True when the newest passage the same way was just now; a clock set back by seconds does not help.</summary>
    public static bool IsTooSoon(TravellerMark? sameWay, UnixTime now) => sameWay is { } mark && Math.Abs(now - mark.At) < TooSoonSeconds;

    /// <summary>True from an entry until an exit here, the departure of the train entered for, or the bound above.</summary>
    public static bool IsInside(TravellerMark? entry, TravellerMark? exit, UnixTime now) =>
        entry is { } inside && now < inside.InsideUntil && (exit is not { } left || left.Sequence < inside.Sequence);

    /// <summary>Until when an entry made now counts as inside.</summary>
    public static UnixTime InsideUntil(UnixTime now, UnixTime entryUntil) =>
        entryUntil < now + InsideSecondsMax ? entryUntil : now + InsideSecondsMax;
}
