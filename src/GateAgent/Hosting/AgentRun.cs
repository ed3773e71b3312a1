using Microsoft.Extensions.Logging;

namespace TempIdentity.GateAgent.Hosting;

/// <summary>
/// One run: starts every part, notices when one ends that must not, and stops them in the order in which events flow, so that whatever a
/// scanner read before the stop is decided and recorded.
/// </summary>
internal sealed class AgentRun(AgentParts parts, ILogger log) : IDisposable
{
    private const int ScannersMilliseconds = 3000;
    private const int CoreMilliseconds = 5000;
    private const int SyncLingerMilliseconds = 1000;
    private const int SyncMilliseconds = 2000;
    private const int LookMilliseconds = 20;

    private readonly CancellationTokenSource _edges = new();
    private readonly CancellationTokenSource _link = new();
    private readonly List<(string Name, Task Task)> _scanners = [];
    private readonly List<(string Name, Task Task)> _links = [];
    private readonly List<(string Name, Task Task)> _others = [];
    private Task _core = Task.CompletedTask;

    /// <summary>
    /// Starts all. When it returns, every scanner's loop is running, the ledger is open, and the trust is in use or its absence noted.
    /// </summary>
    public void Start()
    {
        parts.Trust.Start();
        parts.Core.Start(parts.Clock.Read());
        _core = parts.CoreLoop.RunAsync();
        foreach (var scanner in parts.Scanners) _scanners.Add(($"scanner of lane {scanner.Lane}", scanner.RunAsync(_edges.Token)));
        var ticker = new Ticker(parts.Clock, parts.Events.Writer, parts.Notes, parts.Storage, parts.DeviceKeys.Look,
            parts.DeviceKeys.Erase, TimeProvider.System);
        _others.Add(("ticker", ticker.RunAsync(_edges.Token)));
        _others.Add(("trust keeper", parts.Trust.RunAsync(_edges.Token)));
        _links.Add(("sync", parts.Link.SyncAsync(_link.Token)));
        if (parts.Link.TimeAsync(_link.Token) is { } time) _links.Add(("time", time));
        if (WatchdogInterval() is { } interval)
            _others.Add(("watchdog", parts.Watchdog.RunAsync(interval, TimeProvider.System, _edges.Token)));
    }

    /// <summary>Waits for the stop, or for a part that ends by itself: its name and why; null when the stop came first.</summary>
    public async Task<(string Name, Exception Cause)?> WaitAsync(Task stop)
    {
        var all = _scanners.Concat(_links).Concat(_others).Append(("core", _core)).ToList();
        var ended = await Task.WhenAny(all.Select(part => part.Item2).Prepend(stop));
        if (ended == stop) return null;
        var (name, task) = all.First(part => part.Item2 == ended);
        return (name, task.Exception?.GetBaseException() ?? new InvalidOperationException("ended without being told to"));
    }

    /// <summary>
    /// Stops all and records the stop. False when something could not be stopped in time: then the run did not end cleanly.
    /// </summary>
    public async Task<bool> StopAsync()
    {
        await _edges.CancelAsync();
        var clean = await EndsAsync(_scanners, ScannersMilliseconds);
        clean &= await EndsAsync(_others, ScannersMilliseconds);
        parts.Notes.Flush();
        parts.Events.Writer.TryComplete();
        if (!await EndsAsync([("core", _core)], CoreMilliseconds)) return false;
        parts.Core.Stop(parts.Clock.Read());
        await LingerAsync();
        await _link.CancelAsync();
        clean &= await EndsAsync(_links, SyncMilliseconds);
        return clean;
    }

    /// <summary>After a clean stop only: parts that still run hold these tokens.</summary>
    public void Dispose()
    {
        _edges.Dispose();
        _link.Dispose();
    }

    /// <summary>A moment for the last records to reach head office; what does not is sent after the next start.</summary>
    private async Task LingerAsync()
    {
        for (var waited = 0;
            waited < SyncLingerMilliseconds && parts.Ledger.Acknowledged < parts.Ledger.LastSequence;
            waited += LookMilliseconds)
            await Task.Delay(TimeSpan.FromMilliseconds(LookMilliseconds), TimeProvider.System);
    }

    private async Task<bool> EndsAsync(IReadOnlyList<(string Name, Task Task)> ending, int milliseconds)
    {
        var all = Task.WhenAll(ending.Select(part => part.Task));
        await all.WaitAsync(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var (name, task) in ending)
        {
            if (!task.IsCompleted) log.StopOverdue(name, milliseconds);
            else if (task.Exception is { } failure) log.PartCrashed(name, failure.GetBaseException());
        }
        return ending.All(part => part.Task.IsCompleted && !part.Task.IsFaulted);
    }

    private static TimeSpan? WatchdogInterval() => Watchdog.Interval(
        Environment.GetEnvironmentVariable("WATCHDOG_USEC"), Environment.GetEnvironmentVariable("WATCHDOG_PID"), Environment.ProcessId);
}
