using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Clock;

/// <summary>Wall time that someone trusted signed, tied to the monotonic clock.</summary>
/// <param name="UnixMilliseconds">Milliseconds since 1970 at <paramref name="At"/>.</param>
/// <param name="At">When it held.</param>
/// <param name="ErrorMilliseconds">Its error bound then: half the round trip, plus the signer's own.</param>
internal sealed record TimeAnchor(long UnixMilliseconds, MonotonicTime At, int ErrorMilliseconds);

/// <summary>
/// The clock's three states (I7), as a function of its arguments. Anchored time runs on the monotonic clock alone, so that a jump of the
/// wall clock cannot touch it.
/// </summary>
internal static class ClockDiscipline
{
    /// <summary>An anchor younger than this, or as old, is trusted.</summary>
    public static readonly TimeSpan AnchorAgeMax = TimeSpan.FromMinutes(15);

    /// <summary>Drift assumed of a crystal that a time daemon may be steering, while trusted.</summary>
    public const int TrustedDriftPpm = 50;

    /// <summary>Drift assumed once nobody has confirmed the time lately.</summary>
    public const int HoldoverDriftPpm = 200;

    /// <summary>Beyond this no window is judged by the clock.</summary>
    public const int HoldoverErrorMillisecondsMax = 30_000;

    /// <summary>The bound of a clock that nothing vouches for.</summary>
    public const int UnknownErrorMilliseconds = int.MaxValue;

    public static ClockReading Judge(TimeAnchor? anchor, long wallMilliseconds, MonotonicTime monotonic, KernelSynchronisation kernel)
    {
        if (anchor is not null)
        {
            var now = Wall(anchor.UnixMilliseconds + ElapsedMilliseconds(anchor, monotonic));
            if (monotonic - anchor.At <= AnchorAgeMax)
                return new ClockReading(now, monotonic, ClockState.Trusted, Error(anchor, monotonic, TrustedDriftPpm));
            var error = Error(anchor, monotonic, HoldoverDriftPpm);
            if (error <= HoldoverErrorMillisecondsMax)
                return new ClockReading(now, monotonic, ClockState.Holdover, error);
        }
        return kernel is { Synchronised: true, ErrorMilliseconds: <= HoldoverErrorMillisecondsMax }
            ? new ClockReading(Wall(wallMilliseconds), monotonic, ClockState.Holdover, (int)kernel.ErrorMilliseconds)
            : new ClockReading(Wall(wallMilliseconds), monotonic, ClockState.Untrusted, UnknownErrorMilliseconds);
    }

    /// <summary>The anchor's error bound at a moment, rounded up to the next millisecond.</summary>
    public static int Error(TimeAnchor anchor, MonotonicTime monotonic, int driftPpm)
    {
        var drift = ElapsedMilliseconds(anchor, monotonic) * (Int128)driftPpm / 1_000_000;
        return (int)Int128.Min(anchor.ErrorMilliseconds + drift + 1, UnknownErrorMilliseconds);
    }

    private static long ElapsedMilliseconds(TimeAnchor anchor, MonotonicTime monotonic) =>
        Math.Max(0, (monotonic.Nanoseconds - anchor.At.Nanoseconds) / 1_000_000);

    private static UnixTime Wall(long milliseconds) => new(Math.Clamp(milliseconds / 1000, 0, UnixTime.MaxSeconds));
}
