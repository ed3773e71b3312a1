namespace TempIdentity.Simulator.LiveStation.Trials;

/// <summary>Waits for device records that the agent makes after this was made. One reader.</summary>
internal sealed class NoteWait : IDisposable
{
    private readonly IStation _station;
    private readonly Lock _gate = new();
    private readonly List<StationNote> _seen = [];
    private readonly SemaphoreSlim _more = new(0);

    public NoteWait(IStation station)
    {
        _station = station;
        station.Noted += OnNoted;
    }

    /// <summary>The first that fits; null when none comes in time.</summary>
    public async Task<StationNote?> NextAsync(Func<StationNote, bool> wanted, TimeSpan within, TimeProvider time, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        while (true)
        {
            lock (_gate)
            {
                if (_seen.Find(note => wanted(note)) is { } found) return found;
            }
            try
            {
                await _more.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                return null;
            }
        }
    }

    public void Dispose()
    {
        // The semaphore is left to the collector: a note that is on its way may still release it, and handlers do not throw.
        _station.Noted -= OnNoted;
    }

    private void OnNoted(StationNote note)
    {
        lock (_gate)
        {
            _seen.Add(note);
            _more.Release();
        }
    }
}
