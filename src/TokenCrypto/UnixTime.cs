using System.Globalization;

namespace TempIdentity.TokenCrypto;

/// <summary>
/// An instant of wall time in whole seconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX). Windows are judged in
/// whole seconds. Valid range: 0 to <see cref="MaxSeconds"/>; readers of hostile input check with <see cref="TryCreate"/>.
/// </summary>
/// <param name="Seconds">Seconds since the epoch.</param>
public readonly record struct UnixTime(long Seconds) : IComparable<UnixTime>
{
    /// <summary>9999-12-31T23:59:59Z, the last instant RFC 3339 can write.</summary>
    public const long MaxSeconds = 253_402_300_799;

    /// <summary>Makes an instant from hostile input. False when out of range.</summary>
    public static bool TryCreate(ulong seconds, out UnixTime time)
    {
        time = seconds <= MaxSeconds ? new UnixTime((long)seconds) : default;
        return seconds <= MaxSeconds;
    }

    /// <summary>
    /// Reads RFC 3339 in UTC with <c>Z</c>, whole seconds, such as <c>2026-11-20T08:00:00Z</c>. False when it is anything else.
    /// </summary>
    public static bool TryParse(string text, out UnixTime time)
    {
        var ok = DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed);
        time = ok && parsed.ToUnixTimeSeconds() >= 0 ? new UnixTime(parsed.ToUnixTimeSeconds()) : default;
        return ok && parsed.ToUnixTimeSeconds() >= 0;
    }

    /// <summary>The instant of a clock's reading, fractions of a second cut off.</summary>
    public static UnixTime From(DateTimeOffset instant) => new(instant.ToUnixTimeSeconds());

    /// <summary>RFC 3339 with <c>Z</c>.</summary>
    public override string ToString() =>
        Seconds is >= 0 and <= MaxSeconds
            ? DateTimeOffset.FromUnixTimeSeconds(Seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : $"unix:{Seconds.ToString(CultureInfo.InvariantCulture)}";

    /// <inheritdoc/>
    public int CompareTo(UnixTime other) => Seconds.CompareTo(other.Seconds);

    /// <summary>Seconds from <paramref name="b"/> to <paramref name="a"/>.</summary>
    public static long operator -(UnixTime a, UnixTime b) => a.Seconds - b.Seconds;

    /// <summary>The instant <paramref name="seconds"/> later.</summary>
    public static UnixTime operator +(UnixTime a, long seconds) => new(a.Seconds + seconds);

    /// <summary>The instant <paramref name="seconds"/> earlier.</summary>
    public static UnixTime operator -(UnixTime a, long seconds) => new(a.Seconds - seconds);

    /// <summary>Earlier.</summary>
    public static bool operator <(UnixTime a, UnixTime b) => a.Seconds < b.Seconds;
    /// <summary>Later.</summary>
    public static bool operator >(UnixTime a, UnixTime b) => a.Seconds > b.Seconds;
    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(UnixTime a, UnixTime b) => a.Seconds <= b.Seconds;
    /// <summary>Later or the same.</summary>
    public static bool operator >=(UnixTime a, UnixTime b) => a.Seconds >= b.Seconds;
}

/// <summary>One reading of a clock as windows are judged by it: the true time lies in [Now − Error, Now + Error].</summary>
/// <param name="Now">The clock's time.</param>
/// <param name="ErrorSeconds">The error bound, in whole seconds, 0 or more.</param>
public readonly record struct TimeReading(UnixTime Now, int ErrorSeconds = 0);
