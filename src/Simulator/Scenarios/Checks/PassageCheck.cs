using TempIdentity.Simulator.Station;

namespace TempIdentity.Simulator.Scenarios.Checks;

/// <summary>I4: each grant at a gate has exactly one outcome, the one that the gate's edges tell.</summary>
internal static class PassageCheck
{
    public static Finding Run(ReadEvidence evidence)
    {
        var violations = new List<Violation>();
        var grants = evidence.Granted.Where(OpeningCheck.HasWings).ToArray();
        var outcomes = evidence.Passages.GroupBy(row => row.Body.Grant).ToDictionary(group => group.Key, group => group.ToArray());
        foreach (var grant in grants)
        {
            var rows = outcomes.GetValueOrDefault(grant.Line.Sequence) ?? [];
            if (rows.Length == 0)
                violations.Add(New(ViolationKind.OutcomeMissing, $"grant {grant.Line.Sequence} at lane {grant.Body.Lane} has no outcome"));
            if (rows.Length > 1)
                violations.Add(New(ViolationKind.OutcomeDoubled,
                    $"grant {grant.Line.Sequence} at lane {grant.Body.Lane} has {rows.Length} outcomes"));
            var expected = Expected(evidence.Set.Edges, grant);
            foreach (var row in rows.Where(row => row.Body.Outcome != expected || row.Body.Lane != grant.Body.Lane))
                violations.Add(New(ViolationKind.OutcomeWrong,
                    $"grant {grant.Line.Sequence} at lane {grant.Body.Lane}: {row.Body.Outcome}, but the gate saw {expected}"));
        }
        foreach (var stray in outcomes.Keys.Except(grants.Select(grant => grant.Line.Sequence)))
            violations.Add(New(ViolationKind.OutcomeWrong, $"an outcome names record {stray}, which is no grant at a gate"));
        return new Finding("I4", "每次放行恰有一个通行结果", "each grant has exactly one outcome", grants.Length, violations);
    }

    /// <summary>Passed, when the agent could be told; unknown, when it died in between; else nobody went in.</summary>
    private static string Expected(IReadOnlyList<GateEdge> edges, DecisionRow grant)
    {
        var ofLane = edges.Where(edge => edge.Lane == grant.Body.Lane)
            .SkipWhile(edge => edge.What != GateEdges.Open || edge.Grant != grant.Line.Sequence);
        foreach (var edge in ofLane)
        {
            if (edge.What == GateEdges.Disconnected) return "outcome_unknown";
            if (edge.What == GateEdges.Passed && edge.Grant == grant.Line.Sequence)
                return edge.Delivered == true ? "passed" : "outcome_unknown";
            if (edge.What == GateEdges.Closed && edge.Grant == grant.Line.Sequence) return "no_entry_after_grant";
        }
        return "outcome_unknown";
    }

    private static Violation New(ViolationKind kind, string text) => new("I4", kind, text);
}
