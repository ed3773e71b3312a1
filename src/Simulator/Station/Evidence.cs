using System.Text.Json;
using System.Text.Json.Serialization;

namespace TempIdentity.Simulator.Station;

/// <summary>
/// One write of a whole frame to a scanner line. Never the raw code: its length and digest. <see cref="HeadSha256"/> is the digest of the
/// first 1,024 bytes, which is what the appliance seals to head office.
/// </summary>
internal sealed record ScannerWrite(
    long Scan, double AtMs, double EndMs, string Lane, int Person, int Visit, long Bytes, string Sha256, string HeadSha256,
    bool Terminated);

/// <summary>What a gate did or was told, in the order in which it happened there.</summary>
internal sealed record GateEdge(long Edge, double AtMs, string Lane, string What)
{
    /// <summary>The grant that a pulse named.</summary>
    public long? Grant { get; init; }
    /// <summary>Of a <c>shown</c> edge.</summary>
    public string? Answer { get; init; }
    /// <summary>Of a <c>shown</c> edge.</summary>
    public string? Code { get; init; }
    /// <summary>Of a <c>passed</c> edge: whether the agent was there to be told.</summary>
    public bool? Delivered { get; init; }
}

/// <summary>Kinds of <see cref="GateEdge"/>.</summary>
internal static class GateEdges
{
    public const string Connected = "connected";
    public const string Disconnected = "disconnected";
    public const string Open = "open";
    public const string Closed = "closed";
    public const string Passed = "passed";
    public const string Tailgated = "tailgated";
    public const string EmergencyOn = "emergency_on";
    public const string EmergencyOff = "emergency_off";
    public const string Shown = "shown";
    public const string PulseWithoutWings = "pulse_without_wings";
    public const string Protocol = "protocol_error";
}

/// <summary>One visit of a person, without name or number.</summary>
internal sealed record PersonLine(
    int Visit, int Person, string Lane, string Purpose, string Who, string Shows, string Intended, string Outcome, long Scan)
{
    /// <summary>The code that head office holds for this visit; null when none was found.</summary>
    public string? Final { get; init; }
}

/// <summary>
/// A record at head office. <see cref="Body"/> null: head office holds its hash only. <see cref="FrameSha256"/>: digest of the frame
/// that head
/// office opened with its private key.
/// </summary>
internal sealed record HeadOfficeLine(
    string Appliance, long Epoch, long Sequence, string Kind, string Code, string? Body, string BodyHash, string Hash, string? FrameSha256);

/// <summary>The newest head that an appliance signed for an epoch, and whether head office could prove everything below it.</summary>
internal sealed record HeadLine(string Appliance, long Epoch, long Sequence, bool Proven);

/// <summary>
/// What was seen from outside the appliance: all of it, or the newest where a station runs without an end. Thread-safe while it grows.
/// </summary>
internal sealed class EvidenceLog
{
    private readonly Lock _lock = new();
    private readonly List<ScannerWrite> _scans = [];
    private readonly List<GateEdge> _edges = [];
    private readonly TimeProvider _time;
    private readonly int _keptMax;
    private readonly long _start;
    private long _numbered;

    /// <param name="keptMax">Scans and edges kept, each; older ones go.</param>
    public EvidenceLog(TimeProvider time, int keptMax = int.MaxValue)
    {
        _time = time;
        _keptMax = keptMax;
        _start = time.GetTimestamp();
    }

    /// <summary>Raised for each edge, outside the lock.</summary>
    public event Action<GateEdge>? EdgeSeen;

    /// <summary>Milliseconds since the start, monotonic.</summary>
    public double NowMs => Math.Round(_time.GetElapsedTime(_start).TotalMilliseconds, 3);

    public IReadOnlyList<ScannerWrite> Scans
    {
        get { lock (_lock) return [.. _scans]; }
    }

    /// <summary>Number of the newest edge; 0 when there was none.</summary>
    public long NewestEdge
    {
        get { lock (_lock) return _numbered; }
    }

    public IReadOnlyList<GateEdge> Edges
    {
        get { lock (_lock) return [.. _edges]; }
    }

    public void Add(ScannerWrite write)
    {
        lock (_lock)
        {
            if (_scans.Count >= _keptMax) _scans.RemoveAt(0);
            _scans.Add(write);
        }
    }

    /// <summary>Notes an edge now; numbers and times it.</summary>
    public GateEdge Add(string lane, string what, Func<GateEdge, GateEdge>? with = null)
    {
        GateEdge edge;
        lock (_lock)
        {
            edge = new GateEdge(++_numbered, NowMs, lane, what);
            edge = with?.Invoke(edge) ?? edge;
            if (_edges.Count >= _keptMax) _edges.RemoveAt(0);
            _edges.Add(edge);
        }
        EdgeSeen?.Invoke(edge);
        return edge;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ScannerWrite))]
[JsonSerializable(typeof(GateEdge))]
[JsonSerializable(typeof(PersonLine))]
[JsonSerializable(typeof(HeadOfficeLine))]
[JsonSerializable(typeof(HeadLine))]
internal sealed partial class EvidenceJson : JsonSerializerContext
{
    /// <summary>Writes one JSON object a line.</summary>
    public static async Task WriteLinesAsync<T>(string path, IEnumerable<T> lines,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        await using var writer = new StreamWriter(path, append: false, new System.Text.UTF8Encoding(false)) { NewLine = "\n" };
        foreach (var line in lines) await writer.WriteLineAsync(JsonSerializer.Serialize(line, type));
    }
}
