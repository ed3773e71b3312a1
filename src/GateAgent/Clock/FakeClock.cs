using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Clock;

/// <summary>Two clocks that move only when told, each on its own. Thread-safe.</summary>
internal sealed class FakeClock(UnixTime wall) : IAnchoredClock
{
    private readonly Lock _gate = new();
    private long _wallMilliseconds = wall.Seconds * 1000;
    private MonotonicTime _monotonic = new(1_000_000_000);
    private ClockState _state = ClockState.Trusted;
    private int _errorMilliseconds;

    public ClockReading Read()
    {
        lock (_gate)
            return new ClockReading(new UnixTime(_wallMilliseconds / 1000), _monotonic, _state, _errorMilliseconds);
    }

    /// <summary>Both clocks, as time passes.</summary>
    public void Advance(TimeSpan by)
    {
        lock (_gate)
        {
            _wallMilliseconds += (long)by.TotalMilliseconds;
            _monotonic += by;
        }
    }

    /// <summary>The wall clock alone jumps, in either direction.</summary>
    public void JumpWall(TimeSpan by)
    {
        lock (_gate) _wallMilliseconds += (long)by.TotalMilliseconds;
    }

    /// <summary>The monotonic clock alone moves forward, as when the wall clock is stopped or slewed.</summary>
    public void AdvanceMonotonic(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (_gate) _monotonic += by;
    }

    public void SetState(ClockState newState, int newErrorMilliseconds)
    {
        lock (_gate) (_state, _errorMilliseconds) = (newState, newErrorMilliseconds);
    }

    /// <summary>Takes the time as it stands; the fake knows no age.</summary>
    public bool Anchor(long unixMilliseconds, MonotonicTime at, int anchorErrorMilliseconds)
    {
        lock (_gate)
        {
            _wallMilliseconds = unixMilliseconds + ((_monotonic.Nanoseconds - at.Nanoseconds) / 1_000_000);
            (_state, _errorMilliseconds) = (ClockState.Trusted, anchorErrorMilliseconds);
        }
        return true;
    }
}
