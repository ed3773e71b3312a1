using TempIdentity.Simulator.Services.Licence.Calendar;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services.Licence.Rules;

/// <summary>L6: a submitted photo was taken in the last 6 months, counted in calendar months and whole days in China (ours).</summary>
internal static class PhotoAge
{
    public const int MonthsMax = 6;

    /// <summary>True when a photo taken on a day is older than 6 months on the day of its submission.</summary>
    public static bool IsTooOld(DateOnly takenOn, UnixTime submitted) => takenOn.AddMonths(MonthsMax) < ChinaCalendar.DateOf(submitted);

    /// <summary>True when the day has not come: a mistake of the sender.</summary>
    public static bool IsInFuture(DateOnly takenOn, UnixTime submitted) => takenOn > ChinaCalendar.DateOf(submitted);
}
