using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Clock;

/// <summary>Nanoseconds of CLOCK_MONOTONIC (or a simulated one): for pulses, timeouts and back-off, never for windows.</summary>
internal readonly record struct MonotonicTime(long Nanoseconds) : IComparable<MonotonicTime>
{
    public int CompareTo(MonotonicTime other) => Nanoseconds.CompareTo(other.Nanoseconds);
    public static TimeSpan operator -(MonotonicTime a, MonotonicTime b) => TimeSpan.FromTicks((a.Nanoseconds - b.Nanoseconds) / 100);
    public static MonotonicTime operator +(MonotonicTime a, TimeSpan b) => new(a.Nanoseconds + (b.Ticks * 100));
    public static bool operator <(MonotonicTime a, MonotonicTime b) => a.Nanoseconds < b.Nanoseconds;
    public static bool operator >(MonotonicTime a, MonotonicTime b) => a.Nanoseconds > b.Nanoseconds;
    public static bool operator <=(MonotonicTime a, MonotonicTime b) => a.Nanoseconds <= b.Nanoseconds;
    public static bool operator >=(MonotonicTime a, MonotonicTime b) => a.Nanoseconds >= b.Nanoseconds;
}

/// <summary>How far the wall clock can be trusted (I7).</summary>
internal enum ClockState
{
    /// <summary>Signed nonce and time from head office, recently.</summary>
    Trusted,
    /// <summary>Kernel-synchronised by plain NTP, or since trust was last fresh; the error bound grows.</summary>
    Holdover,
    /// <summary>Nothing vouches for it.</summary>
    Untrusted,
}

/// <summary>Both clocks, read once per event and passed down.</summary>
internal readonly record struct ClockReading(UnixTime Now, MonotonicTime Monotonic, ClockState State, int ErrorMilliseconds)
{
    /// <summary>For windows: the error bound in whole seconds, fractions cut off.</summary>
    public TimeReading ToTimeReading() => new(Now, ErrorMilliseconds / 1000);
}

/// <summary>The one place where time enters. Thread-safe.</summary>
internal interface IClock
{
    ClockReading Read();
}

internal static class ClockStates
{
    public static string ToText(this ClockState state) => state switch
    {
        ClockState.Trusted => "trusted",
        ClockState.Holdover => "holdover",
        ClockState.Untrusted => "untrusted",
    };
}
