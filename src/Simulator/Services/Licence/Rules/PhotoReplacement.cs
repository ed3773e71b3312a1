using TempIdentity.Simulator.Services.Licence.Calendar;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services.Licence.Rules;

/// <summary>
/// L7: the photo of an issued electronic licence may be replaced once in 6 months. Ours: calendar months in China, from the instant at
/// which the new photo took effect to the same time of day on the same date six months later, or on that month's last day.
/// </summary>
internal static class PhotoReplacement
{
    public const int MonthsBetween = 6;

    /// <summary>The instant from which, inclusive, the photo may be replaced again; null when it may be already.</summary>
    public static UnixTime? NotBefore(UnixTime? lastReplacedAt, UnixTime now) =>
        lastReplacedAt is { } last && ChinaCalendar.AddMonths(last, MonthsBetween) is var again && now < again ? again : null;
}
