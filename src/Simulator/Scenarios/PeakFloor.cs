using TempIdentity.Simulator.LiveView;
using TempIdentity.Simulator.Scenarios.Checks;
using TempIdentity.Simulator.Station;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Scenarios;

/// <summary>What all lanes of a run share.</summary>
internal sealed class PeakFloor(StationHall hall, PeakWorld world, EvidenceLog log, StationBoard board, TimeProvider time)
{
    private readonly Dictionary<int, TaskCompletionSource> _finished = [];
    private readonly Lock _lock = new();
    private readonly List<Violation> _violations = [];
    private long _scans;

    public StationHall Hall { get; } = hall;
    public Showing Showing { get; } = new(world);
    public EvidenceLog Log { get; } = log;
    public StationBoard Board { get; } = board;
    public TimeProvider Time { get; } = time;

    /// <summary>Waits until head office knows that nobody went in on the last grant of a lane.</summary>
    public required Func<int, CancellationToken, Task> NoEntryKnown { get; init; }

    /// <summary>Milliseconds between two people of a lane.</summary>
    public required int PaceMs { get; init; }

    public UnixTime Now => UnixTime.From(Time.GetUtcNow());

    public IReadOnlyList<Violation> Violations
    {
        get { lock (_lock) return [.. _violations]; }
    }

    public long NextScan() => Interlocked.Increment(ref _scans);

    public void Report(Violation violation)
    {
        lock (_lock) _violations.Add(violation);
    }

    public TaskCompletionSource Finished(int visit)
    {
        lock (_lock)
        {
            if (!_finished.TryGetValue(visit, out var source))
                _finished[visit] = source = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return source;
        }
    }
}
