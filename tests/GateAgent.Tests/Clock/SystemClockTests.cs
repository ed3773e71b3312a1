using TempIdentity.GateAgent.Clock;
using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Tests.Clock;

public sealed class SystemClockTests
{
    private const long Signed = 1_800_000_000_000;
    private readonly FakeKernelClock _kernel = new();
    private readonly SystemClock _clock;

    public SystemClockTests() => _clock = new SystemClock(_kernel);

    [Fact]
    public void Without_anchor_or_synchronisation_nothing_vouches_for_the_time()
    {
        Assert.Equal(new ClockReading(new UnixTime(1_700_000_000), _kernel.Monotonic(), ClockState.Untrusted, int.MaxValue), _clock.Read());
        _kernel.Kernel = new KernelSynchronisation(true, 7);
        Assert.Equal(new ClockReading(new UnixTime(1_700_000_000), _kernel.Monotonic(), ClockState.Holdover, 7), _clock.Read());
    }

    [Fact]
    public void Anchored_time_runs_on_the_monotonic_clock_alone()
    {
        Assert.True(_clock.Anchor(Signed, _kernel.Monotonic(), 40));
        _kernel.JumpWall(TimeSpan.FromDays(-900));
        _kernel.AdvanceMonotonic(TimeSpan.FromSeconds(30));
        Assert.Equal(new ClockReading(new UnixTime((Signed / 1000) + 30), _kernel.Monotonic(), ClockState.Trusted, 42), _clock.Read());
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(30_000, true)]
    [InlineData(30_001, false)]
    public void An_anchor_has_an_error_from_0_to_30_seconds(int error, bool taken)
    {
        Assert.Equal(taken, _clock.Anchor(Signed, _kernel.Monotonic(), error));
        Assert.Equal(taken ? ClockState.Trusted : ClockState.Untrusted, _clock.Read().State);
    }

    [Fact]
    public void An_anchor_before_1970_is_not_taken() => Assert.False(_clock.Anchor(-1, _kernel.Monotonic(), 0));

    [Fact]
    public void A_wider_anchor_replaces_a_trusted_one_only_when_that_has_grown_as_wide()
    {
        Assert.True(_clock.Anchor(Signed, _kernel.Monotonic(), 40));
        _kernel.AdvanceMonotonic(TimeSpan.FromSeconds(200));
        Assert.False(_clock.Anchor(Signed + 260_000, _kernel.Monotonic(), 52));
        Assert.Equal(new UnixTime((Signed / 1000) + 200), _clock.Read().Now);
        Assert.True(_clock.Anchor(Signed + 260_000, _kernel.Monotonic(), 51));
        Assert.Equal(new UnixTime((Signed / 1000) + 260), _clock.Read().Now);
    }

    [Fact]
    public void Any_anchor_replaces_one_that_is_no_longer_trusted()
    {
        Assert.True(_clock.Anchor(Signed, _kernel.Monotonic(), 0));
        _kernel.AdvanceMonotonic(TimeSpan.FromMinutes(15) + TimeSpan.FromTicks(1));
        Assert.True(_clock.Anchor(Signed, _kernel.Monotonic(), 30_000));
        Assert.Equal(ClockState.Trusted, _clock.Read().State);
    }

    [Fact]
    public void The_kernels_clocks_can_be_read_and_the_monotonic_one_never_goes_back()
    {
        var real = new KernelClock();
        var first = real.Monotonic();
        Assert.True(real.WallMilliseconds() > 1_600_000_000_000);
        Assert.True(real.Monotonic() >= first);
        Assert.True(real.Synchronisation().ErrorMilliseconds >= 0);
        Assert.NotEqual(ClockState.Trusted, new SystemClock().Read().State);
    }
}
