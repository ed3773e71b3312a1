using System.Security.Cryptography;
using System.Text;
using TempIdentity.GateAgent.Recording;
using TempIdentity.Simulator.Scenarios;
using TempIdentity.Simulator.Scenarios.Checks;
using TempIdentity.Simulator.Station;

namespace TempIdentity.Simulator.Tests.Scenarios;

/// <summary>A small, sound run made by hand, to be doctored: what the checker must find is then known.</summary>
internal sealed class Doctored
{
    private readonly LedgerIdentity _identity = new("gate-0001", 1);
    private readonly List<(RecordKind Kind, string Code, byte[] Body, string? Frame)> _records = [];
    private double _now = 1000;

    public List<PersonLine> People { get; } = [];
    public List<ScannerWrite> Scans { get; } = [];
    public List<GateEdge> Edges { get; } = [];

    /// <summary>Rides of a ticket by purpose (R15); one where nothing is said.</summary>
    public Dictionary<string, int> Rides { get; } = [];

    /// <summary>
    /// Two entries granted and passed, one refused, one licence granted at the roadside, one who turned back and came again.
    /// </summary>
    public static Doctored Sound()
    {
        var run = new Doctored();
        run.Visit(1, "1", "station-entry", "granted", ticket: "a1", outcome: "passed");
        run.Visit(2, "1", "station-entry", "code_stale");
        run.Visit(3, "4", "roadside", "granted");
        run.Visit(4, "1", "station-entry", "granted", ticket: "a4", outcome: "no_entry_after_grant");
        run.Visit(5, "1", "station-entry", "granted", ticket: "a4", outcome: "passed");
        run.Visit(6, "2", "station-exit", "granted", ticket: "a6", outcome: "outcome_unknown");
        return run;
    }

    public void Visit(int visit, string lane, string purpose, string code, string? ticket = null, string? outcome = null)
    {
        var digest = Digest($"frame {visit}");
        People.Add(new PersonLine(visit, visit, lane, purpose, $"person {visit}", "a code", code, outcome ?? "none", visit));
        Scans.Add(new ScannerWrite(Scans.Count + 1, _now, _now + 50, lane, visit, visit, 300, digest, digest, true));
        _now += 100;
        var grant = Decide(lane, purpose, code, visit, ticket, digest);
        if (outcome is not null) Edge(lane, GateEdges.Open, grant);
        var answer = code == "granted" ? "granted" : "refused";
        Edges.Add(new GateEdge(Edges.Count + 1, _now, lane, GateEdges.Shown) { Answer = answer, Code = code });
        if (outcome is not null) Pass(lane, grant, outcome);
        _now += 2000;
    }

    public long Decide(string lane, string purpose, string code, int presentation, string? ticket, string digest)
    {
        var body = new DecisionBody
        {
            At = "2026-11-20T08:00:00Z",
            MonotonicNs = 1,
            Clock = "trusted",
            ClockErrorMs = 1,
            Lane = lane,
            Purpose = purpose,
            Answer = code == "granted" ? "granted" : "refused",
            Code = code,
            Presentation = Digest($"presentation {presentation}"),
            Ticket = ticket,
            TrustVersion = 1,
            Provider = "test",
            FrameEnd = "terminator",
            FrameBytes = 300,
            Sealed = "",
        };
        _records.Add((RecordKind.Decision, code, RecordJson.ToBytes(body), digest));
        return _records.Count;
    }

    public void Outcome(string lane, long grant, string outcome)
    {
        var body = new PassageBody
        {
            At = "2026-11-20T08:00:01Z",
            Clock = "trusted",
            ClockErrorMs = 1,
            Lane = lane,
            Grant = grant,
            Outcome = outcome,
        };
        _records.Add((RecordKind.Passage, outcome, RecordJson.ToBytes(body), null));
    }

    /// <summary>Takes the last record away before it was ever chained: it was never written.</summary>
    public void Forget(Func<RecordKind, string, bool> which) =>
        _records.RemoveAt(_records.FindLastIndex(record => which(record.Kind, record.Code)));

    public void Edge(string lane, string what, long? grant) =>
        Edges.Add(new GateEdge(Edges.Count + 1, _now += 10, lane, what) { Grant = grant });

    private void Pass(string lane, long grant, string outcome)
    {
        if (outcome == "outcome_unknown") Edge(lane, GateEdges.Disconnected, null);
        if (outcome == "passed")
            Edges.Add(new GateEdge(Edges.Count + 1, _now += 300, lane, GateEdges.Passed) { Grant = grant, Delivered = true });
        Edge(lane, GateEdges.Closed, grant);
        Outcome(lane, grant, outcome);
    }

    /// <summary>The rows as head office would hold them, chained from what was recorded.</summary>
    public List<HeadOfficeLine> Rows()
    {
        var rows = new List<HeadOfficeLine>();
        var hash = RecordChain.Start(_identity);
        foreach (var (kind, code, body, frame) in _records)
        {
            var bodyHash = SHA256.HashData(body);
            hash = RecordChain.Next(_identity, rows.Count + 1, hash, kind, code, bodyHash);
            rows.Add(new HeadOfficeLine(_identity.Appliance, 1, rows.Count + 1, kind.ToText(), code, Encoding.UTF8.GetString(body),
                Convert.ToHexStringLower(bodyHash), Convert.ToHexStringLower(hash), frame));
        }
        return rows;
    }

    public CheckedRun Check(List<HeadOfficeLine>? rows = null, HeadLine? head = null, IReadOnlyList<string>? found = null)
    {
        rows ??= Rows();
        head ??= new HeadLine(_identity.Appliance, 1, _records.Count, true);
        return InvariantChecker.Run(new EvidenceSet
        {
            People = People,
            Scans = Scans,
            Edges = Edges,
            Rows = rows,
            Heads = [head],
            Rides = Rides,
            FoundInClear = found ?? [],
        });
    }

    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
