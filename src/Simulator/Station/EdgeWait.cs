namespace TempIdentity.Simulator.Station;

/// <summary>Waits for edges of one lane that happen after it was made.</summary>
internal sealed class EdgeWait : IDisposable
{
    private readonly EvidenceLog _log;
    private readonly string _lane;
    private readonly Lock _lock = new();
    private readonly List<GateEdge> _seen = [];
    private TaskCompletionSource _more = New();

    public EdgeWait(EvidenceLog log, string lane)
    {
        (_log, _lane) = (log, lane);
        log.EdgeSeen += OnEdge;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void OnEdge(GateEdge edge)
    {
        if (edge.Lane != _lane) return;
        lock (_lock)
        {
            _seen.Add(edge);
            _more.TrySetResult();
        }
    }

    /// <summary>The first edge of this kind since this was made; null when there is none in time.</summary>
    public async Task<GateEdge?> NextAsync(string what, TimeSpan within, TimeProvider time, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            Task more;
            lock (_lock)
            {
                if (_seen.Find(edge => edge.What == what) is { } found) return found;
                if (_more.Task.IsCompleted) _more = New();
                more = _more.Task;
            }
            var left = within - time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero) return null;
            try
            {
                await more.WaitAsync(left, time, stop);
            }
            catch (TimeoutException)
            {
                return null;
            }
        }
    }

    public void Dispose() => _log.EdgeSeen -= OnEdge;
}
