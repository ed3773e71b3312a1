using System.Buffers.Binary;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Tests.Recording;

namespace TempIdentity.GateAgent.Tests.Clock;

public sealed class AdvancedKernelClockTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeKernelClock _kernel = new();
    private long _advanced;

    public void Dispose() => _directory.Dispose();

    private AdvancedKernelClock Clock() => new(_kernel, () => _advanced);

    [Fact]
    public void Both_clocks_move_by_the_same_seconds_and_go_on_running()
    {
        var clock = Clock();
        var (wall, monotonic) = (clock.WallMilliseconds(), clock.Monotonic());
        _advanced = 86_400;
        _kernel.JumpWall(TimeSpan.FromMilliseconds(5));
        _kernel.AdvanceMonotonic(TimeSpan.FromMilliseconds(5));
        Assert.Equal(wall + 86_400_005, clock.WallMilliseconds());
        Assert.Equal(TimeSpan.FromMilliseconds(86_400_005), clock.Monotonic() - monotonic);
    }

    [Theory]
    [InlineData(99)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(AdvancedKernelClock.AdvancedSecondsMax + 1)]
    [InlineData(long.MaxValue)]
    public void It_never_goes_back_nor_out_of_range(long told)
    {
        var clock = Clock();
        _advanced = 100;
        var (wall, monotonic) = (clock.WallMilliseconds(), clock.Monotonic());
        _advanced = told;
        Assert.Equal((wall, monotonic), (clock.WallMilliseconds(), clock.Monotonic()));
    }

    [Fact]
    public void An_anchor_ages_with_it()
    {
        var clock = new SystemClock(Clock());
        Assert.True(clock.Anchor(1_800_000_000_000, clock.Read().Monotonic, 10));
        Assert.Equal(ClockState.Trusted, clock.Read().State);
        _advanced = 31 * 60;
        var later = clock.Read();
        Assert.Equal((1_800_001_860, ClockState.Holdover), (later.Now.Seconds, later.State));
    }

    [Fact]
    public void The_file_is_read_at_each_reading_and_half_a_number_is_none()
    {
        var path = Path.Combine(_directory.Path, "advanced");
        File.WriteAllBytes(path, [1, 2, 3]);
        using var file = new AdvancedSecondsFile(path);
        Assert.Equal(0, file.Read());
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, 3600);
        File.WriteAllBytes(path, bytes);
        Assert.Equal(3600, file.Read());
    }
}
