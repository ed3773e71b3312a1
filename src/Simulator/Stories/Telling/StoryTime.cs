using System.Globalization;
using TempIdentity.Simulator.Services;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Stories.Telling;

/// <summary>Instants by China's clock (UTC+8), as stories are written and read.</summary>
internal static class StoryTime
{
    private const string Format = "yyyy-MM-dd HH:mm:ss";

    /// <summary>Such as <c>2026-11-25 07:40:00</c>. Throws <see cref="FormatException"/> for anything else.</summary>
    public static UnixTime At(string china)
    {
        var local = DateTime.ParseExact(china, Format, CultureInfo.InvariantCulture);
        return UnixTime.From(new DateTimeOffset(local, TimeSpan.FromSeconds(ChinaTime.OffsetSeconds)));
    }

    /// <summary>Such as 07:40:00.</summary>
    public static string ClockOf(UnixTime now) => ChinaTime.LocalOf(now).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Such as 2026-11-25.</summary>
    public static string DateOf(UnixTime now) => ChinaTime.LocalOf(now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A heading for a day, in both languages.</summary>
    public static string Heading(UnixTime now)
    {
        var local = ChinaTime.LocalOf(now);
        var weekday = "日一二三四五六"[(int)local.DayOfWeek];
        var english = local.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{local:yyyy}年{local.Month}月{local.Day}日 星期{weekday} · {english}");
    }
}
