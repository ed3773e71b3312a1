using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services;

/// <summary>A calendar month in China's time zone (UTC+8, no summer time): what R6 counts in.</summary>
/// <param name="Number">Year × 12 + month − 1.</param>
internal readonly record struct ChinaMonth(int Number)
{
    public static ChinaMonth Of(UnixTime now)
    {
        var local = ChinaTime.LocalOf(now);
        return new ChinaMonth(local.Year * 12 + local.Month - 1);
    }
}

/// <summary>Wall time in China.</summary>
internal static class ChinaTime
{
    public const int OffsetSeconds = 8 * 3600;

    /// <summary>Date and time as a clock in China shows it.</summary>
    public static DateTime LocalOf(UnixTime now) => DateTimeOffset.FromUnixTimeSeconds(now.Seconds + OffsetSeconds).DateTime;

    public static DateOnly DateOf(UnixTime now) => DateOnly.FromDateTime(LocalOf(now));

    /// <summary>Midnight at which a date begins in China.</summary>
    public static UnixTime StartOf(DateOnly date) =>
        UnixTime.From(new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.FromSeconds(OffsetSeconds)));
}
