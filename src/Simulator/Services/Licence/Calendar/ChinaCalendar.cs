using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services.Licence.Calendar;

/// <summary>Dates with times of day in China, both ways, and calendar months. Pure.</summary>
internal static class ChinaCalendar
{
    public const int DaySeconds = 86_400;

    /// <summary>The date in China at an instant.</summary>
    public static DateOnly DateOf(UnixTime at) => ChinaTime.DateOf(at);

    /// <summary>Seconds since midnight in China, 0 to 86,399.</summary>
    public static int SecondOfDay(UnixTime at) => (int)((at.Seconds + ChinaTime.OffsetSeconds) % DaySeconds);

    /// <summary>The instant of a date and a second of its day in China; 86,400 is the next midnight.</summary>
    public static UnixTime At(DateOnly date, int secondOfDay) => ChinaTime.StartOf(date) + secondOfDay;

    /// <summary>
    /// The same time of day so many calendar months later. A day that the month does not have becomes its last one: 31 August and six
    /// months are 28 or 29 February.
    /// </summary>
    public static UnixTime AddMonths(UnixTime at, int months) => At(DateOf(at).AddMonths(months), SecondOfDay(at));
}
