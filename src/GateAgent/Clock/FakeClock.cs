using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Clock;

/// <summary>Two clocks that move only when told, each on its own. Thread-safe.</summary>
internal sealed class FakeClock(UnixTime wall) : IAnchoredClock
{
    private readonly Lock gate = new();
    private long wallMilliseconds = wall.Seconds * 1000;
    private MonotonicTime monotonic = new(1_000_000_000);
    private ClockState state = ClockState.Trusted;
    private int errorMilliseconds;

    public ClockReading Read()
    {
        lock (gate)
            return new ClockReading(new UnixTime(wallMilliseconds / 1000), monotonic, state, errorMilliseconds);
    }

    /// <summary>Both clocks, as time passes.</summary>
    public void Advance(TimeSpan by)
    {
        lock (gate)
        {
            wallMilliseconds += (long)by.TotalMilliseconds;
            monotonic += by;
        }
    }

    /// <summary>The wall clock alone jumps, in either direction.</summary>
    public void JumpWall(TimeSpan by)
    {
        lock (gate) wallMilliseconds += (long)by.TotalMilliseconds;
    }

    /// <summary>The monotonic clock alone moves forward, as when the wall clock is stopped or slewed.</summary>
    public void AdvanceMonotonic(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (gate) monotonic += by;
    }

    public void SetState(ClockState newState, int newErrorMilliseconds)
    {
        lock (gate) (state, errorMilliseconds) = (newState, newErrorMilliseconds);
    }

    /// <summary>Takes the time as it stands; the fake knows no age.</summary>
    public bool Anchor(long unixMilliseconds, MonotonicTime at, int anchorErrorMilliseconds)
    {
        lock (gate)
        {
            wallMilliseconds = unixMilliseconds + ((monotonic.Nanoseconds - at.Nanoseconds) / 1_000_000);
            (state, errorMilliseconds) = (ClockState.Trusted, anchorErrorMilliseconds);
        }
        return true;
    }
}
