using TempIdentity.GateAgent.Clock;
using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Tests.Clock;

public sealed class FakeClockTests
{
    private readonly FakeClock _clock = new(new UnixTime(1000));

    [Fact]
    public void Each_clock_moves_alone_or_both_together()
    {
        var start = _clock.Read().Monotonic;
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((new UnixTime(1005), start + TimeSpan.FromSeconds(5)), (_clock.Read().Now, _clock.Read().Monotonic));
        _clock.JumpWall(TimeSpan.FromSeconds(-100));
        Assert.Equal((new UnixTime(905), start + TimeSpan.FromSeconds(5)), (_clock.Read().Now, _clock.Read().Monotonic));
        _clock.AdvanceMonotonic(TimeSpan.FromSeconds(1));
        Assert.Equal((new UnixTime(905), start + TimeSpan.FromSeconds(6)), (_clock.Read().Now, _clock.Read().Monotonic));
    }

    [Fact]
    public void The_monotonic_clock_refuses_to_go_back() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.AdvanceMonotonic(TimeSpan.FromTicks(-1)));

    [Fact]
    public void State_and_error_are_as_told()
    {
        Assert.Equal((ClockState.Trusted, 0), (_clock.Read().State, _clock.Read().ErrorMilliseconds));
        _clock.SetState(ClockState.Holdover, 2500);
        Assert.Equal((ClockState.Holdover, 2500), (_clock.Read().State, _clock.Read().ErrorMilliseconds));
    }

    [Fact]
    public void An_anchor_is_taken_as_it_was_when_it_held()
    {
        var at = _clock.Read().Monotonic;
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(_clock.Anchor(9_000_000, at, 30));
        Assert.Equal((new UnixTime(9002), ClockState.Trusted, 30),
            (_clock.Read().Now, _clock.Read().State, _clock.Read().ErrorMilliseconds));
    }

    [Fact]
    public void The_fake_kernels_clocks_move_alone()
    {
        var kernel = new FakeKernelClock();
        var (wall, monotonic) = (kernel.WallMilliseconds(), kernel.Monotonic());
        kernel.JumpWall(TimeSpan.FromSeconds(-1));
        kernel.AdvanceMonotonic(TimeSpan.FromSeconds(1));
        Assert.Equal((wall - 1000, monotonic + TimeSpan.FromSeconds(1)), (kernel.WallMilliseconds(), kernel.Monotonic()));
    }
}
