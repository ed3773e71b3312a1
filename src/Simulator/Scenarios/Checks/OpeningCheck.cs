using TempIdentity.Simulator.Station;

namespace TempIdentity.Simulator.Scenarios.Checks;

/// <summary>
/// I1: each opening of a gate has exactly one granted record of its lane, in the same order, and each such record one opening.
/// </summary>
internal static class OpeningCheck
{
    public static Finding Run(ReadEvidence evidence)
    {
        var violations = new List<Violation>();
        var openings = evidence.Set.Edges.Where(edge => edge.What == GateEdges.Open).ToArray();
        var wings = evidence.Decisions.Where(row => row.Body.Answer == "granted" && HasWings(row)).ToArray();
        foreach (var lane in openings.Select(edge => edge.Lane).Concat(wings.Select(row => row.Body.Lane)).Distinct().Order())
            CheckLane(lane, [.. openings.Where(edge => edge.Lane == lane)], [.. wings.Where(row => row.Body.Lane == lane)], violations);
        foreach (var edge in evidence.Set.Edges.Where(edge => edge.What == GateEdges.PulseWithoutWings))
            violations.Add(New(ViolationKind.PulseWithoutWings, $"lane {edge.Lane}: a pulse where there are no wings"));
        return new Finding("I1", "闸门每次开启，都先有一条放行记录", "each opening has one durable granted record", openings.Length, violations);
    }

    public static bool HasWings(DecisionRow row) => row.Body.Purpose is "station-entry" or "station-exit";

    private static void CheckLane(string lane, GateEdge[] openings, DecisionRow[] grants, List<Violation> violations)
    {
        var bySequence = grants.ToDictionary(row => row.Line.Sequence);
        var opened = new HashSet<long>();
        var newest = 0L;
        foreach (var edge in openings)
        {
            if (edge.Grant is not { } grant || !bySequence.ContainsKey(grant) || !opened.Add(grant))
                violations.Add(New(ViolationKind.OpeningWithoutRecord,
                    $"lane {lane}: opening {edge.Edge} names grant {edge.Grant}, of which there is no record left"));
            else if (grant < newest)
                violations.Add(New(ViolationKind.OutOfOrder, $"lane {lane}: opening {edge.Edge} names grant {grant} after {newest}"));
            newest = Math.Max(newest, edge.Grant ?? 0);
        }
        foreach (var grant in bySequence.Keys.Where(grant => !opened.Contains(grant)))
            violations.Add(New(ViolationKind.GrantWithoutOpening, $"lane {lane}: grant {grant} never opened the gate"));
    }

    private static Violation New(ViolationKind kind, string text) => new("I1", kind, text);
}
