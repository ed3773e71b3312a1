using TempIdentity.Simulator.Station;

namespace TempIdentity.Simulator.Scenarios.Checks;

/// <summary>
/// I2: each reading that must be admitted ends in exactly one decision, in its lane's order, with the code that was intended, and
/// shown.
/// </summary>
internal static class DecisionCheck
{
    public static Finding Run(ReadEvidence evidence)
    {
        var violations = new List<Violation>();
        foreach (var scan in evidence.Lost)
            violations.Add(New(ViolationKind.ScanLost,
                $"lane {scan.Lane}: scan {scan.Scan} of person {scan.Person}, {scan.Bytes} bytes, has no decision"));
        foreach (var row in evidence.WithoutScan) violations.Add(WithoutScan(evidence, row));
        CheckOrder(evidence, violations);
        CheckCodes(evidence, violations);
        foreach (var edge in evidence.Set.Edges.Where(edge => edge.What == GateEdges.Protocol))
            violations.Add(New(ViolationKind.Protocol, $"lane {edge.Lane}: edge {edge.Edge} was no line of the gate's protocol"));
        return new Finding("I2", "每次扫码恰有一条判定记录，且与预期相同", "each scan ends in one decision record, as intended",
            evidence.Admitted.Count, violations);
    }

    private static Violation WithoutScan(ReadEvidence evidence, DecisionRow row)
    {
        var known = evidence.Admitted.Any(scan => scan.Lane == row.Body.Lane && scan.HeadSha256 == row.Line.FrameSha256);
        return known
            ? New(ViolationKind.DecisionDoubled, $"lane {row.Body.Lane}: record {row.Line.Sequence} decides a scan once more")
            : New(ViolationKind.DecisionWithoutScan,
                $"lane {row.Body.Lane}: record {row.Line.Sequence} decides {row.Body.FrameBytes} bytes that were never scanned");
    }

    private static void CheckOrder(ReadEvidence evidence, List<Violation> violations)
    {
        foreach (var lane in evidence.Pairs.GroupBy(pair => pair.Scan.Lane))
        {
            var newest = 0L;
            foreach (var (scan, decision) in lane.OrderBy(pair => pair.Scan.AtMs))
            {
                if (decision.Line.Sequence < newest)
                    violations.Add(New(ViolationKind.OutOfOrder, $"lane {lane.Key}: scan {scan.Scan} was decided before an earlier one"));
                newest = Math.Max(newest, decision.Line.Sequence);
            }
        }
    }

    private static void CheckCodes(ReadEvidence evidence, List<Violation> violations)
    {
        var people = evidence.Set.People.ToDictionary(person => person.Visit);
        var shown = evidence.Set.Edges.Where(edge => edge.What == GateEdges.Shown).GroupBy(edge => edge.Lane)
            .ToDictionary(group => group.Key, group => group.ToArray());
        foreach (var (scan, decision) in evidence.Pairs)
        {
            if (!people.TryGetValue(scan.Visit, out var person)) continue;
            if (decision.Body.Code != person.Intended)
                violations.Add(New(ViolationKind.UnexpectedCode,
                    $"visit {scan.Visit} of person {scan.Person} ({person.Shows}): {decision.Body.Code}, intended {person.Intended}"));
            var next = shown.GetValueOrDefault(scan.Lane)?.FirstOrDefault(edge => edge.AtMs >= scan.AtMs);
            if (next is not null && next.Code != decision.Body.Code)
                violations.Add(New(ViolationKind.WrongShow,
                    $"lane {scan.Lane}: shown {next.Code}, recorded {decision.Body.Code} for scan {scan.Scan}"));
        }
    }

    private static Violation New(ViolationKind kind, string text) => new("I2", kind, text);
}
