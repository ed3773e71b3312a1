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
            if (!_finished.TryGetValue(visit, out var source)) _finished[visit] = source = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return source;
        }
    }
}

/// <summary>One lane: people step up one after the other, and none before the one before is done.</summary>
internal sealed class LaneRunner(PeakFloor floor, StationLane lane)
{
    /// <summary>A scan without an answer for this long is a violation.</summary>
    public static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Longer than the time in which the same text is one reading, and than the second in which an issuer signs the same code again: what was
    /// signed, not its signature, makes it the same presentation (I3).
    /// </summary>
    private static readonly TimeSpan OutOfView = TimeSpan.FromMilliseconds(1300);

    private static readonly TimeSpan HeldGap = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan AtTheOfficer = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan CloseMax = TimeSpan.FromSeconds(10);

    public async Task RunAsync(IEnumerable<Visit> visits, CancellationToken stop)
    {
        foreach (var visit in visits)
        {
            if (visit.Source is { } source) await floor.Finished(source).Task.WaitAsync(stop);
            if (visit.Shows == Shows.ComesAgain) await floor.NoEntryKnown(visit.Source!.Value, stop);
            if (visit.Source is not null) await Task.Delay(OutOfView, floor.Time, stop);
            await StepUpAsync(visit, stop);
            floor.Finished(visit.Number).TrySetResult();
            // The kill must find this one between grant and passage.
            if (visit.Shows != Shows.KilledMidway) await Task.Delay(TimeSpan.FromMilliseconds(floor.PaceMs), floor.Time, stop);
        }
    }

    /// <summary>One visit from the scanner to the far side of the wings. For the visit that the kill interrupts: up to the answer.</summary>
    private async Task StepUpAsync(Visit visit, CancellationToken stop)
    {
        floor.Board.Steps(lane, visit);
        var shown = floor.Showing.Make(visit, floor.Now);
        floor.Hall.Gate(lane).Step(visit.Shows == Shows.TurnsBack ? null : TimeSpan.FromMilliseconds(visit.WalkMs));
        using var edges = new EdgeWait(floor.Log, lane.Id);
        var answer = edges.NextAsync(GateEdges.Shown, AnswerMax, floor.Time, stop);
        for (var reading = 0; reading < shown.Readings; reading++)
        {
            if (reading > 0) await Task.Delay(HeldGap, floor.Time, stop);
            await floor.Hall.Scanner(lane).WriteAsync(floor.NextScan(), visit.Person, visit.Number, shown.Frame, shown.Terminated, stop);
        }
        if (await answer is not { } edge)
        {
            floor.Report(new Violation("I2", ViolationKind.NoAnswer, $"lane {lane.Id}: visit {visit.Number} ({visit.Shows}) got no answer"));
            return;
        }
        floor.Board.Answered(lane, visit, edge);
        if (visit.Shows == Shows.KilledMidway) return;
        if (edge.Answer != "granted" || !lane.HasWings)
        {
            await Task.Delay(AtTheOfficer, floor.Time, stop);
            return;
        }
        if (await edges.NextAsync(GateEdges.Closed, CloseMax, floor.Time, stop) is null)
            floor.Report(new Violation("I1", ViolationKind.GrantWithoutOpening, $"lane {lane.Id}: visit {visit.Number} was granted, and the wings did not close again"));
    }
}

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
