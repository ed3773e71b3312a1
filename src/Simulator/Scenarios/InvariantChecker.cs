using TempIdentity.Simulator.Scenarios.Checks;

namespace TempIdentity.Simulator.Scenarios;

/// <summary>What the checker found: each invariant's verdict, and the numbers of the run.</summary>
internal sealed record CheckedRun
{
    public required IReadOnlyList<Finding> Findings { get; init; }
    public required int Scans { get; init; }
    public required int Granted { get; init; }
    public required IReadOnlyDictionary<string, int> Refused { get; init; }
    public required int Referred { get; init; }
    public required int Recorded { get; init; }
    public required int AtHeadOffice { get; init; }
    public required int Lost { get; init; }
    public required int Duplicated { get; init; }
    public required int GateOpenings { get; init; }
    public required int OpeningsWithoutRecord { get; init; }

    /// <summary>The final code of each visit.</summary>
    public required IReadOnlyDictionary<int, string> FinalCodes { get; init; }

    public IEnumerable<Violation> Violations => Findings.SelectMany(finding => finding.Violations);
}

/// <summary>
/// Judges a run from outside: bytes that scanners sent, edges that gates saw, rows that head office holds; never a counter, file or
/// answer of
/// the agent. Pure.
/// </summary>
internal static class InvariantChecker
{
    public static CheckedRun Run(EvidenceSet set)
    {
        var evidence = new ReadEvidence(set);
        IReadOnlyList<Finding> findings =
        [
            OpeningCheck.Run(evidence), DecisionCheck.Run(evidence), ReplayCheck.Run(evidence), PassageCheck.Run(evidence),
            ChainCheck.Run(evidence), Privacy(set),
        ];
        var all = findings.SelectMany(finding => finding.Violations).ToArray();
        int Count(params ViolationKind[] kinds) => all.Count(violation => kinds.Contains(violation.Kind));
        var missing = Missing(set);
        return new CheckedRun
        {
            Findings = findings,
            Scans = evidence.Admitted.Count,
            Granted = evidence.Granted.Count(),
            Refused = new SortedDictionary<string, int>(evidence.Decisions.Where(row => row.Body.Answer == "refused")
                .GroupBy(row => row.Body.Code).ToDictionary(group => group.Key, group => group.Count()), StringComparer.Ordinal),
            Referred = evidence.Decisions.Count(row => row.Body.Answer == "refer"),
            Recorded = evidence.Decisions.Count,
            AtHeadOffice = evidence.Pairs.Count,
            Lost = evidence.Lost.Count + missing,
            Duplicated = evidence.WithoutScan.Count + Count(ViolationKind.SequenceDoubled),
            GateOpenings = set.Edges.Count(edge => edge.What == Station.GateEdges.Open),
            OpeningsWithoutRecord = Count(ViolationKind.OpeningWithoutRecord),
            FinalCodes = evidence.Pairs.GroupBy(pair => pair.Scan.Visit)
                .ToDictionary(group => group.Key, group => group.First().Decision.Body.Code),
        };
    }

    private static Finding Privacy(EvidenceSet set) => new("I6", "磁盘、日志、参数中没有明文的个人信息", "no name, number or raw code in clear",
        set.PlacesSearched, [.. set.FoundInClear.Select(text => new Violation("I6", ViolationKind.PersonalDataInClear, text))]);

    /// <summary>Records that a signed head or a gap in sequence proves to exist, and head office does not hold.</summary>
    private static int Missing(EvidenceSet set)
    {
        var missing = 0L;
        foreach (var epoch in set.Rows.GroupBy(row => (row.Appliance, row.Epoch)))
        {
            var head = set.Heads.Where(head => (head.Appliance, head.Epoch) == epoch.Key)
                .Select(head => head.Sequence).DefaultIfEmpty(0).Max();
            missing += Math.Max(head, epoch.Max(row => row.Sequence)) - epoch.Select(row => row.Sequence).Distinct().Count();
        }
        return (int)missing;
    }
}
