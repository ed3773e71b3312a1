using TempIdentity.GateAgent.Texts;
using TempIdentity.Simulator.Station;

namespace TempIdentity.Simulator.LiveStation;

/// <summary>Which way a lane leads.</summary>
internal enum LaneDirection
{
    None,
    Entry,
    Exit,
}

internal enum WingState
{
    Closed,
    Open,
}

internal enum LampState
{
    Off,
    Green,
    Red,
    Amber,
}

/// <summary>A scanner as the agent sees it: only one whose line it holds is online.</summary>
internal enum ScannerState
{
    Offline,
    Online,
}

internal enum GateState
{
    Gone,
    Connected,
}

/// <summary>How a code came to the scanner.</summary>
internal enum ReadAs
{
    /// <summary>Decoded from an image of the phone's screen.</summary>
    Image,
    /// <summary>The text itself, where no image can be read.</summary>
    Text,
}

/// <summary>Everything of the station that a page shows, at one instant. No name, number or code in it.</summary>
internal sealed record StationSnapshot
{
    /// <summary>The world's time.</summary>
    public required DateTimeOffset Now { get; init; }
    /// <summary>The same in milliseconds since 1970.</summary>
    public required long NowMs { get; init; }
    /// <summary>Seconds by which it was moved ahead of the machine's.</summary>
    public required long AdvancedS { get; init; }
    public required AgentView Agent { get; init; }
    public required NetworkView Networks { get; init; }
    public required IReadOnlyList<LaneView> Lanes { get; init; }
    /// <summary>The newest verdicts, newest first.</summary>
    public required IReadOnlyList<LiveVerdict> Verdicts { get; init; }
    public required BooksView Books { get; init; }
}

/// <param name="Running">Ready, as the agent itself has said; false from its end to the next READY.</param>
/// <param name="Starts">Starts since the station was opened, the first included.</param>
/// <param name="Clock">The agent's clock: <c>trusted</c>, <c>holdover</c>, <c>untrusted</c>; null before it said so.</param>
/// <param name="TrustVersion">The trust set that it uses; null before it said so.</param>
internal sealed record AgentView(bool Running, int Starts, string? Clock, long? TrustVersion);

/// <param name="Station">The station's line to everything outside.</param>
/// <param name="HeadOffice">Head office itself.</param>
internal sealed record NetworkView(bool Station, bool HeadOffice);

/// <summary>What the display at a lane says.</summary>
internal sealed record DisplayView(string Answer, string Code, BilingualText Text);

internal sealed record LaneView
{
    public required string Id { get; init; }
    public required string Purpose { get; init; }
    /// <summary>Station code; null where the lane belongs to none.</summary>
    public required string? Station { get; init; }
    public required LaneDirection Direction { get; init; }
    public required WingState Wings { get; init; }
    public required LampState Lamp { get; init; }
    public required ScannerState Scanner { get; init; }
    /// <summary>False after its plug was pulled.</summary>
    public required bool ScannerPlugged { get; init; }
    public required GateState Gate { get; init; }
    public required bool Emergency { get; init; }
    public required DisplayView? Display { get; init; }
    public required IReadOnlyList<GateBody> Bodies { get; init; }
    /// <summary>How the newest grant here ended; null while it has not, or before there was one.</summary>
    public required string? Outcome { get; init; }
}

/// <summary>Microseconds of each stage.</summary>
internal sealed record StageMicroseconds(long Decode, long Verify, long Decide, long Record, long Actuate);

/// <summary>
/// What an engineer sees of a decision, beside the text of its code: from head office's record, so null until that has arrived, and where
/// the decision rests on no such thing.
/// </summary>
internal sealed record EngineerView
{
    public required BilingualText Text { get; init; }
    public string? Key { get; init; }
    public string? Form { get; init; }
    public string? CredentialKind { get; init; }
    public long? CodeAgeS { get; init; }
    public long? LivenessAgeS { get; init; }
    public string? Status { get; init; }
    public long? StatusVersion { get; init; }
    public long? StatusAgeS { get; init; }
    public long? ManifestRevision { get; init; }
    public long? TrustVersion { get; init; }
    public string? Clock { get; init; }
    public int? ClockErrorMs { get; init; }
    public string? Provider { get; init; }
}

/// <summary>One scan's verdict from three sides.</summary>
internal sealed record LiveVerdict
{
    /// <summary>Number of the scan, since the station was opened.</summary>
    public required long Scan { get; init; }
    public required string Lane { get; init; }
    /// <summary>The world's time when the answer was there.</summary>
    public required DateTimeOffset At { get; init; }
    public required string Answer { get; init; }
    public required string Code { get; init; }
    /// <summary>Other checks that failed; empty until the record is at head office.</summary>
    public required IReadOnlyList<string> Also { get; init; }
    public required BilingualText Passenger { get; init; }
    public required BilingualText Staff { get; init; }
    public required EngineerView Engineer { get; init; }
    /// <summary>Null where the agent failed before it had measured them.</summary>
    public required StageMicroseconds? TimingsUs { get; init; }
    public required ReadAs ReadAs { get; init; }
    /// <summary>From the last byte on the scanner's line to the agent's answer.</summary>
    public required double ScanToAnswerMs { get; init; }
    /// <summary>Sequence of the record; null where there is none (storage has failed).</summary>
    public required long? Record { get; init; }
    /// <summary>How the grant ended; null while it has not, or where nothing was granted.</summary>
    public required string? Outcome { get; init; }
}

/// <summary>How a scan ended.</summary>
internal enum ScanEnd
{
    Answered,
    NoSuchLane,
    /// <summary>Empty, too long, or with control characters: no scanner sends that as one code.</summary>
    NotOneCode,
    /// <summary>Others stand before this lane's scanner.</summary>
    LaneBusy,
    ScannerUnplugged,
    AgentDown,
    /// <summary>Nothing within the time that a person waits.</summary>
    NoAnswer,
}

/// <param name="Scan">Number of the scan; null when nothing was written to the scanner's line.</param>
/// <param name="Verdict">Of <see cref="ScanEnd.Answered"/> only.</param>
internal sealed record ScanResult(ScanEnd End, long? Scan = null, LiveVerdict? Verdict = null);

/// <summary>A record in head office's books, without its body.</summary>
internal sealed record BookRow(
    long Sequence, string Kind, string Code, string? Lane, DateTimeOffset? At, DateTimeOffset ReceivedAt);

/// <param name="Held">Records that head office holds.</param>
/// <param name="Waiting">Records that the station has made and head office does not hold yet.</param>
/// <param name="Proven">Every record held follows from the one before, without a hole, up to a head that the appliance has signed.</param>
/// <param name="Rows">The newest rows, newest first.</param>
internal sealed record BooksView(long Held, long Waiting, bool Proven, IReadOnlyList<BookRow> Rows);
