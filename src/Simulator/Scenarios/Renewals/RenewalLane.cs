using TempIdentity.GateAgent;
using TempIdentity.Simulator.Imaging;
using TempIdentity.Simulator.Scenarios.Checks;
using TempIdentity.Simulator.Station;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary>One lane: somebody shows a code every few seconds, one after the other.</summary>
internal sealed class RenewalLane(StationHall hall, StationLane lane, RenewalFloor floor, RunClock clock, EvidenceLog log, int seed)
{
    private const int PauseMsMin = 2_000;
    private const int PauseMsMax = 5_000;
    private const int WalkMsMin = 300;
    private const int WalkMsMax = 900;

    private static readonly TimeSpan CloseMax = TimeSpan.FromSeconds(10);

    private readonly Random _random = new(seed);
    private readonly List<PersonLine> _people = [];

    /// <summary>Who came here, and what each must be told; read when the lane is done.</summary>
    public IReadOnlyList<PersonLine> People => _people;

    /// <summary>Runs until an instant of the run; whoever stands there then is served.</summary>
    public async Task RunAsync(TimeSpan end, CancellationToken stop)
    {
        var next = TimeSpan.FromMilliseconds(_random.Next(PauseMsMin));
        while (next < end)
        {
            await clock.UntilAsync(next, stop);
            if (floor.Pick(lane.Purpose, _random) is { } step) await ServeAsync(step, stop);
            next = clock.Elapsed + TimeSpan.FromMilliseconds(_random.Next(PauseMsMin, PauseMsMax));
        }
    }

    private async Task ServeAsync(StepUp step, CancellationToken stop)
    {
        var visit = floor.NextVisit();
        var plan = step.Phone.Plan;
        var granted = step.Intended == VerdictCode.Granted;
        _people.Add(new PersonLine(visit, plan.Number, lane.Id, lane.Purpose.ToText(),
            RenewalTexts.Of(new PhoneGroup(plan.Kind, plan.Form)), "a fresh code", step.Intended.ToText(),
            granted && lane.HasWings ? "passed" : "none", visit));
        hall.Gate(lane).Step(TimeSpan.FromMilliseconds(_random.Next(WalkMsMin, WalkMsMax)));
        using var edges = new EdgeWait(log, lane.Id);
        var answer = edges.NextAsync(GateEdges.Shown, LaneRunner.AnswerMax, clock.Time, stop);
        await hall.Scanner(lane).WriteAsync(visit, plan.Number, visit, CodeReader.Read(step.Text).Bytes, terminated: true, stop);
        var edge = await answer;
        if (edge is null)
            floor.Report(new Violation("I2", ViolationKind.NoAnswer, $"lane {lane.Id}: visit {visit} got no answer"));
        else if (edge.Answer == "granted" && lane.HasWings
            && await edges.NextAsync(GateEdges.Closed, CloseMax, clock.Time, stop) is null)
            floor.Report(new Violation("I1", ViolationKind.GrantWithoutOpening,
                $"lane {lane.Id}: visit {visit} was granted, and the wings did not close again"));
        floor.Done(step, lane.Purpose, edge?.Answer == "granted");
    }
}
