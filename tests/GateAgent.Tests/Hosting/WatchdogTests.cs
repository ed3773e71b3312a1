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
    private readonly Socket _manager = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly FakeKernelClock _clock = new();
    private readonly SystemdNotifier _notifier;
    private readonly Watchdog _watchdog;

    public WatchdogTests()
    {
        var name = $"tempidentity-watchdog-{Environment.ProcessId}-{GetHashCode()}";
        _manager.Bind(new UnixDomainSocketEndPoint('\0' + name));
        _notifier = new SystemdNotifier('@' + name);
        _watchdog = new Watchdog(_notifier, _clock);
    }

    [Fact]
    public void One_stalled_loop_among_living_ones_stops_the_beats_and_its_tick_brings_them_back()
    {
        var core = _watchdog.Register("core", TimeSpan.FromSeconds(2));
        var scanner = _watchdog.Register("scanner 1", TimeSpan.FromSeconds(5));
        _clock.AdvanceMonotonic(TimeSpan.FromSeconds(5));
        core.Tick();
        Assert.True(_watchdog.Beat());
        _clock.AdvanceMonotonic(TimeSpan.FromTicks(1));
        Assert.Equal("scanner 1", _watchdog.Stalled());
        Assert.False(_watchdog.Beat());
        scanner.Tick();
        Assert.Null(_watchdog.Stalled());
        Assert.True(_watchdog.Beat());
        Assert.Equal(2, Beats());
    }

    [Fact]
    public void A_loop_may_be_silent_for_exactly_its_own_interval()
    {
        _watchdog.Register("core", TimeSpan.FromSeconds(2));
        _clock.AdvanceMonotonic(TimeSpan.FromSeconds(2));
        Assert.Null(_watchdog.Stalled());
        _clock.AdvanceMonotonic(TimeSpan.FromTicks(1));
        Assert.Equal("core", _watchdog.Stalled());
    }

    [Fact]
    public async Task Three_beats_are_sent_in_one_watchdog_time()
    {
        var time = new ManualTimeProvider();
        using var stop = new CancellationTokenSource();
        var running = _watchdog.RunAsync(TimeSpan.FromSeconds(15), time, stop.Token);
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
        await _watchdog.RunAsync(null, TimeProvider.System, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
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
        _notifier.Dispose();
        _manager.Dispose();
    }

    private int Beats()
    {
        var (count, buffer) = (0, new byte[64]);
        while (_manager.Poll(0, SelectMode.SelectRead))
            count += Encoding.UTF8.GetString(buffer, 0, _manager.Receive(buffer)) == "WATCHDOG=1" ? 1 : 0;
        return count;
    }
}
