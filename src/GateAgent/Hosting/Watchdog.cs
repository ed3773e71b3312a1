using System.Globalization;
using TempIdentity.GateAgent.Clock;

namespace TempIdentity.GateAgent.Hosting;

/// <summary>
/// Feeds the service manager's watchdog from real progress: a beat is sent only while every registered loop has ticked within its own
/// allowed interval (I9). One stalled loop stops the beats, and the manager ends the process. Thread-safe.
/// </summary>
internal sealed class Watchdog(SystemdNotifier notifier, IKernelClock clock)
{
    /// <summary>Beats within one watchdog time: two may be lost.</summary>
    private const int BeatsPerInterval = 3;

    private readonly Lock _gate = new();
    private readonly List<Source> _sources = [];

    /// <summary>What must make progress, in order of registration.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_gate) return [.. _sources.Select(source => source.Name)];
        }
    }

    /// <summary>Adds a loop. Registering counts as its first tick.</summary>
    public IProgress Register(string name, TimeSpan allowed)
    {
        var source = new Source(name, allowed, clock);
        lock (_gate) _sources.Add(source);
        return source;
    }

    /// <summary>The first loop, in order of registration, that has not ticked for longer than it may; null when all live.</summary>
    public string? Stalled()
    {
        var now = clock.Monotonic();
        lock (_gate)
            return _sources.Find(source => now - source.Last > source.Allowed)?.Name;
    }

    /// <summary>Sends one beat, unless a loop is stalled. False when none was sent.</summary>
    public bool Beat() => Stalled() is null && notifier.Alive();

    /// <summary>Beats until cancelled. Returns at once when the manager wants no beats.</summary>
    /// <param name="interval">From <see cref="Interval"/>.</param>
    /// <param name="time">Paces the beats.</param>
    /// <param name="stop">Ends the loop.</param>
    public async Task RunAsync(TimeSpan? interval, TimeProvider time, CancellationToken stop)
    {
        if (interval is null) return;
        using var timer = new PeriodicTimer(interval.Value / BeatsPerInterval, time);
        try
        {
            do Beat();
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to stop: the manager has been told so.
            return;
        }
    }

    /// <summary>This process's watchdog time, from <c>WATCHDOG_USEC</c> and <c>WATCHDOG_PID</c>; null when there is none.</summary>
    public static TimeSpan? Interval(string? watchdogMicroseconds, string? watchdogPid, int processId)
    {
        var mine = string.IsNullOrEmpty(watchdogPid) || watchdogPid == processId.ToString(CultureInfo.InvariantCulture);
        return mine && long.TryParse(watchdogMicroseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
            && microseconds is >= 3_000 and <= 86_400_000_000
            ? TimeSpan.FromMicroseconds(microseconds)
            : null;
    }

    private sealed class Source(string name, TimeSpan allowed, IKernelClock clock) : IProgress
    {
        private long _lastNanoseconds = clock.Monotonic().Nanoseconds;

        public string Name => name;
        public TimeSpan Allowed => allowed;
        public MonotonicTime Last => new(Interlocked.Read(ref _lastNanoseconds));

        public void Tick() => Interlocked.Exchange(ref _lastNanoseconds, clock.Monotonic().Nanoseconds);
    }
}
