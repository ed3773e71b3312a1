using System.Net.Sockets;
using System.Text;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Hosting;
using TempIdentity.GateAgent.Tests.Actuation;
using TempIdentity.GateAgent.Tests.Scanning;

namespace TempIdentity.GateAgent.Tests.Hosting;

/// <summary>The watchdog is fed by progress, not by being alive (I9).</summary>
public sealed class WatchdogTests : IDisposable
{
    private readonly Socket manager = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly FakeKernelClock clock = new();
    private readonly SystemdNotifier notifier;
    private readonly Watchdog watchdog;

    public WatchdogTests()
    {
        var name = $"tempidentity-watchdog-{Environment.ProcessId}-{GetHashCode()}";
        manager.Bind(new UnixDomainSocketEndPoint('\0' + name));
        notifier = new SystemdNotifier('@' + name);
        watchdog = new Watchdog(notifier, clock);
    }

    [Fact]
    public void One_stalled_loop_among_living_ones_stops_the_beats_and_its_tick_brings_them_back()
    {
        var core = watchdog.Register("core", TimeSpan.FromSeconds(2));
        var scanner = watchdog.Register("scanner 1", TimeSpan.FromSeconds(5));
        clock.AdvanceMonotonic(TimeSpan.FromSeconds(5));
        core.Tick();
        Assert.True(watchdog.Beat());
        clock.AdvanceMonotonic(TimeSpan.FromTicks(1));
        Assert.Equal("scanner 1", watchdog.Stalled());
        Assert.False(watchdog.Beat());
        scanner.Tick();
        Assert.Null(watchdog.Stalled());
        Assert.True(watchdog.Beat());
        Assert.Equal(2, Beats());
    }

    [Fact]
    public void A_loop_may_be_silent_for_exactly_its_own_interval()
    {
        watchdog.Register("core", TimeSpan.FromSeconds(2));
        clock.AdvanceMonotonic(TimeSpan.FromSeconds(2));
        Assert.Null(watchdog.Stalled());
        clock.AdvanceMonotonic(TimeSpan.FromTicks(1));
        Assert.Equal("core", watchdog.Stalled());
    }

    [Fact]
    public async Task Three_beats_are_sent_in_one_watchdog_time()
    {
        var time = new ManualTimeProvider();
        using var stop = new CancellationTokenSource();
        var running = watchdog.RunAsync(TimeSpan.FromSeconds(15), time, stop.Token);
        var beats = 0;
        for (var expected = 1; expected <= 4; expected++)
        {
            Eventually.True(() => (beats += Beats()) == expected, "beat");
            time.Advance(4999);
            Assert.Equal(0, Beats());
            time.Advance(1);
        }
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_manager_without_watchdog_gets_no_beats()
    {
        await watchdog.RunAsync(null, TimeProvider.System, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, Beats());
    }

    [Theory]
    [InlineData("15000000", null, 15_000)]
    [InlineData("15000000", "42", 15_000)]
    [InlineData("15000000", "43", null)]
    [InlineData("3000", "42", 3)]
    [InlineData("2999", "42", null)]
    [InlineData("86400000001", "42", null)]
    [InlineData("-1", "42", null)]
    [InlineData("soon", "42", null)]
    [InlineData(null, null, null)]
    public void The_watchdog_time_is_the_managers_for_this_process(string? microseconds, string? pid, int? milliseconds) =>
        Assert.Equal(milliseconds is { } value ? TimeSpan.FromMilliseconds(value) : null,
            Watchdog.Interval(microseconds, pid, processId: 42));

    public void Dispose()
    {
        notifier.Dispose();
        manager.Dispose();
    }

    private int Beats()
    {
        var (count, buffer) = (0, new byte[64]);
        while (manager.Poll(0, SelectMode.SelectRead))
            count += Encoding.UTF8.GetString(buffer, 0, manager.Receive(buffer)) == "WATCHDOG=1" ? 1 : 0;
        return count;
    }
}
