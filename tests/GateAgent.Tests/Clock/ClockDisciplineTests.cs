using TempIdentity.GateAgent.Clock;
using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Tests.Clock;

/// <summary>The clock's three states at each of their boundaries (I7).</summary>
public sealed class ClockDisciplineTests
{
    private const long Signed = 1_700_000_000_000;
    private static readonly TimeAnchor Anchor = new(Signed, new MonotonicTime(50_000_000_000), ErrorMilliseconds: 40);
    private static readonly KernelSynchronisation Kept = new(true, 120);

    [Theory]
    [InlineData(0, 41)]
    [InlineData(19_999, 41)]
    [InlineData(20_000, 42)]
    [InlineData(900_000, 86)]
    public void An_anchor_up_to_15_minutes_old_is_trusted_and_its_error_grows_by_50_ppm(int milliseconds, int error) =>
        Assert.Equal((ClockState.Trusted, new UnixTime((Signed + milliseconds) / 1000), error), Read(milliseconds));

    [Theory]
    [InlineData(900_001, 221)]
    [InlineData(1_000_000, 241)]
    [InlineData(149_799_999, 30_000)]
    public void Then_it_is_holdover_and_its_error_grows_by_200_ppm_up_to_30_seconds(int milliseconds, int error) =>
        Assert.Equal((ClockState.Holdover, new UnixTime((Signed + milliseconds) / 1000), error), Read(milliseconds));

    [Fact]
    public void Beyond_30_seconds_of_error_it_is_untrusted_with_an_unknown_bound() =>
        Assert.Equal((ClockState.Untrusted, new UnixTime(500), int.MaxValue), Read(149_800_000));

    [Fact]
    public void The_boundary_of_15_minutes_is_exact()
    {
        Assert.Equal(ClockState.Trusted, At(TimeSpan.FromMinutes(15)).State);
        Assert.Equal(ClockState.Holdover, At(TimeSpan.FromMinutes(15) + TimeSpan.FromTicks(1)).State);
    }

    [Fact]
    public void Beyond_30_seconds_of_error_a_synchronised_kernel_still_gives_holdover_by_its_own_clock() =>
        Assert.Equal((ClockState.Holdover, new UnixTime(500), 120), Read(149_800_000, Kept));

    [Fact]
    public void An_anchor_that_holds_is_preferred_to_the_kernel() =>
        Assert.Equal((ClockState.Holdover, new UnixTime((Signed + 900_001) / 1000), 221), Read(900_001, Kept));

    [Theory]
    [InlineData(true, 0, ClockState.Holdover, 0)]
    [InlineData(true, 30_000, ClockState.Holdover, 30_000)]
    [InlineData(true, 30_001, ClockState.Untrusted, int.MaxValue)]
    [InlineData(false, 0, ClockState.Untrusted, int.MaxValue)]
    internal void Without_an_anchor_only_a_synchronised_kernel_gives_holdover(
        bool synchronised, long kernelError, ClockState state, int error)
    {
        var reading = ClockDiscipline.Judge(null, 500_999, new MonotonicTime(1), new KernelSynchronisation(synchronised, kernelError));
        Assert.Equal((state, new UnixTime(500), error), (reading.State, reading.Now, reading.ErrorMilliseconds));
    }

    [Fact]
    public void A_jump_of_the_wall_clock_does_not_touch_anchored_time()
    {
        foreach (var wall in new[] { 0L, Signed - 86_400_000, Signed + 86_400_000_000 })
        {
            var reading = ClockDiscipline.Judge(Anchor, wall, Anchor.At + TimeSpan.FromSeconds(60), Kept);
            Assert.Equal((ClockState.Trusted, 44), (reading.State, reading.ErrorMilliseconds));
            Assert.Equal(new UnixTime((Signed / 1000) + 60), reading.Now);
        }
    }

    [Fact]
    public void A_wall_clock_before_1970_reads_as_1970()
    {
        var reading = ClockDiscipline.Judge(null, -5_000, new MonotonicTime(1), default);
        Assert.Equal((ClockState.Untrusted, new UnixTime(0)), (reading.State, reading.Now));
    }

    [Theory]
    [InlineData(0, 0, 1, 1)]
    [InlineData(0, 0, 1000, 1)]
    [InlineData(0, 0, 1001, 2)]
    public void The_kernels_maximum_error_is_rounded_up(int state, int status, long microseconds, long milliseconds) =>
        Assert.Equal(new KernelSynchronisation(true, milliseconds), KernelClock.Judge(state, status, microseconds));

    [Theory]
    [InlineData(5, 0)]
    [InlineData(0, 0x40)]
    [InlineData(5, 0x40)]
    public void A_kernel_in_error_or_marked_unsynchronised_is_not_synchronised(int state, int status) =>
        Assert.False(KernelClock.Judge(state, status, 1000).Synchronised);

    private static ClockReading At(TimeSpan age, KernelSynchronisation kernel = default) =>
        ClockDiscipline.Judge(Anchor, 500_000, Anchor.At + age, kernel);

    private static (ClockState State, UnixTime Now, int Error) Read(long milliseconds, KernelSynchronisation kernel = default)
    {
        var reading = At(TimeSpan.FromMilliseconds(milliseconds), kernel);
        return (reading.State, reading.Now, reading.ErrorMilliseconds);
    }
}
