using System.Text.Json;
using TempIdentity.GateAgent.Recording;
using TempIdentity.Simulator.Station;

namespace TempIdentity.Simulator.Scenarios.Checks;

/// <summary>
/// Everything that the checker may look at: bytes written to scanners, edges of gates, rows of head office. Nothing of the agent's own.
/// </summary>
internal sealed record EvidenceSet
{
    public required IReadOnlyList<PersonLine> People { get; init; }
    public required IReadOnlyList<ScannerWrite> Scans { get; init; }
    public required IReadOnlyList<GateEdge> Edges { get; init; }
    public required IReadOnlyList<HeadOfficeLine> Rows { get; init; }
    public required IReadOnlyList<HeadLine> Heads { get; init; }

    /// <summary>Rides of each ticket of the run, by purpose (R15); a purpose that is not there: one.</summary>
    public IReadOnlyDictionary<string, int> Rides { get; init; } = new Dictionary<string, int>();

    /// <summary>What was found in clear where it may not be; see <see cref="PrivacySearch"/>.</summary>
    public IReadOnlyList<string> FoundInClear { get; init; } = [];
    public long PlacesSearched { get; init; }
}

/// <summary>A decision as head office holds it.</summary>
internal sealed record DecisionRow(HeadOfficeLine Line, DecisionBody Body);

/// <summary>A passage as head office holds it.</summary>
internal sealed record PassageRow(HeadOfficeLine Line, PassageBody Body);

/// <summary>The evidence, taken apart once for all checks.</summary>
internal sealed class ReadEvidence
{
    /// <summary>The same text on the same lane within this time after the last reading is the same reading (held in view).</summary>
    public const double CoalesceMs = 1000;

    private static readonly string DecisionKind = RecordKind.Decision.ToText();
    private static readonly string PassageKind = RecordKind.Passage.ToText();

    public ReadEvidence(EvidenceSet set)
    {
        Set = set;
        // A row that came twice is judged by I5; here the first one counts.
        var rows = set.Rows.DistinctBy(row => (row.Appliance, row.Epoch, row.Sequence))
            .OrderBy(row => row.Epoch).ThenBy(row => row.Sequence).ToArray();
        Decisions = [.. rows.Where(row => row.Kind == DecisionKind && row.Body is not null)
            .Select(row => new DecisionRow(row, JsonSerializer.Deserialize(row.Body!, RecordJson.Default.DecisionBody)!))];
        Passages = [.. rows.Where(row => row.Kind == PassageKind && row.Body is not null)
            .Select(row => new PassageRow(row, JsonSerializer.Deserialize(row.Body!, RecordJson.Default.PassageBody)!))];
        Admitted = Admit(set.Scans);
        (Pairs, Lost, WithoutScan) = Match(Admitted, Decisions);
    }

    public EvidenceSet Set { get; }
    public IReadOnlyList<DecisionRow> Decisions { get; }
    public IReadOnlyList<PassageRow> Passages { get; }

    /// <summary>Readings that must be decided: all but repeats of what was held in view.</summary>
    public IReadOnlyList<ScannerWrite> Admitted { get; }

    /// <summary>Each admitted scan with its decision.</summary>
    public IReadOnlyList<(ScannerWrite Scan, DecisionRow Decision)> Pairs { get; }
    public IReadOnlyList<ScannerWrite> Lost { get; }
    public IReadOnlyList<DecisionRow> WithoutScan { get; }

    public IEnumerable<DecisionRow> Granted => Decisions.Where(row => row.Body.Answer == "granted");

    public static List<ScannerWrite> Admit(IReadOnlyList<ScannerWrite> scans)
    {
        var admitted = new List<ScannerWrite>();
        var last = new Dictionary<(string Lane, string Sha256), double>();
        foreach (var scan in scans.OrderBy(scan => scan.AtMs))
        {
            var held = last.TryGetValue((scan.Lane, scan.Sha256), out var before) && scan.EndMs - before < CoalesceMs;
            last[(scan.Lane, scan.Sha256)] = scan.EndMs;
            if (!held) admitted.Add(scan);
        }
        return admitted;
    }

    /// <summary>On each lane, the n-th scan of some bytes belongs to the n-th decision on those bytes.</summary>
    private static (List<(ScannerWrite, DecisionRow)>, List<ScannerWrite>, List<DecisionRow>) Match(
        IReadOnlyList<ScannerWrite> scans, IReadOnlyList<DecisionRow> decisions)
    {
        var waiting = scans.GroupBy(scan => (scan.Lane, scan.HeadSha256))
            .ToDictionary(group => group.Key, group => new Queue<ScannerWrite>(group));
        var pairs = new List<(ScannerWrite, DecisionRow)>();
        var withoutScan = new List<DecisionRow>();
        foreach (var decision in decisions)
        {
            var key = (decision.Body.Lane, decision.Line.FrameSha256 ?? "");
            if (waiting.TryGetValue(key, out var queue) && queue.TryDequeue(out var scan)) pairs.Add((scan, decision));
            else withoutScan.Add(decision);
        }
        return (pairs, [.. waiting.Values.SelectMany(queue => queue).OrderBy(scan => scan.Scan)], withoutScan);
    }
}

internal static class RecordKinds
{
    public static string ToText(this RecordKind kind) => kind switch
    {
        RecordKind.Decision => "decision",
        RecordKind.Passage => "passage",
        RecordKind.Device => "device",
    };
}
