using TempIdentity.Simulator.LiveStation.Trials;

namespace TempIdentity.Simulator.LiveStation.Http;

/// <summary>
/// Sends every visitor the whole state after a change, at most ten times a second, and each new verdict once. Thread-safe.
/// </summary>
internal sealed class StateFeed : IAsyncDisposable
{
    /// <summary>Milliseconds between two states at least.</summary>
    public const int GapMilliseconds = 100;

    public const string StateEvent = "state";
    public const string VerdictEvent = "verdict";

    private readonly IStation _station;
    private readonly TrialBoard _trials;
    private readonly TimeProvider _time;
    private readonly bool _imageReader;
    private readonly Action<StationSnapshot> _seen;
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    /// <param name="imageReader">Whether pictures can be read here.</param>
    /// <param name="seen">Told each snapshot that is sent.</param>
    public StateFeed(IStation station, TrialBoard trials, bool imageReader, Action<StationSnapshot> seen, TimeProvider time)
    {
        (_station, _trials, _imageReader, _seen, _time) = (station, trials, imageReader, seen, time);
        station.Changed += Wake;
        trials.Changed = Wake;
        Hub.Changed = Wake;
        _running = Task.Run(() => RunAsync(_stop.Token));
    }

    public EventHub Hub { get; } = new();

    public StateMessage State() => Of(_station.Snapshot());

    /// <summary>A verdict, once, as it was when the agent had answered.</summary>
    public void Answered(LiveVerdict verdict) => Hub.Happened(VerdictEvent, StationJsonOptions.ToText(verdict));

    public async ValueTask DisposeAsync()
    {
        _station.Changed -= Wake;
        await _stop.CancelAsync();
        await _running;
        _wake.Dispose();
        _stop.Dispose();
    }

    private StateMessage Of(StationSnapshot snapshot) => StateMessage.Of(snapshot, Hub.Count, _imageReader, _trials.NewestFirst);

    private async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await _wake.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested) return;
            var snapshot = _station.Snapshot();
            _seen(snapshot);
            // Nobody looks: nothing is written out. Who comes gets the whole state first.
            if (Hub.Count > 0) Hub.State(StateEvent, StationJsonOptions.ToText(Of(snapshot)));
            await Task.Delay(TimeSpan.FromMilliseconds(GapMilliseconds), _time, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Wake()
    {
        lock (_gate)
        {
            if (_wake.CurrentCount == 0) _wake.Release();
        }
    }
}
