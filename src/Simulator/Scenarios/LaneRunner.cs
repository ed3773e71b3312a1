using TempIdentity.Simulator.Scenarios.Checks;
using TempIdentity.Simulator.Station;

namespace TempIdentity.Simulator.Scenarios;

/// <summary>One lane: people step up one after the other, and none before the one before is done.</summary>
internal sealed class LaneRunner(PeakFloor floor, StationLane lane)
{
    /// <summary>A scan without an answer for this long is a violation.</summary>
    public static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Longer than the time in which the same text is one reading, and than the second in which an issuer signs the same code again:
    /// what was
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

    /// <summary>
    /// One visit from the scanner to the far side of the wings. For the visit that the kill interrupts: up to the answer.
    /// </summary>
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
            floor.Report(new Violation("I2", ViolationKind.NoAnswer,
                $"lane {lane.Id}: visit {visit.Number} ({visit.Shows}) got no answer"));
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
            floor.Report(new Violation("I1", ViolationKind.GrantWithoutOpening,
                $"lane {lane.Id}: visit {visit.Number} was granted, and the wings did not close again"));
    }
}
