using TempIdentity.GateAgent.Actuation;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Scanning;

namespace TempIdentity.GateAgent;

/// <summary>What enters the core. Edges write these into one bounded channel; the core handles them one at a time, in order.</summary>
internal abstract record CoreEvent(ClockReading At);

/// <summary>An admitted frame: it ends in exactly one decision record (I2).</summary>
internal sealed record FrameArrived(Frame Frame) : CoreEvent(Frame.At);

/// <summary>Frames dropped by coalescing's rate limit in the last second on a lane.</summary>
internal sealed record FramesShed(LaneId Lane, int Count, ClockReading At) : CoreEvent(At);

/// <summary>A scanner came or went.</summary>
internal sealed record ScannerChanged(LaneId Lane, bool Online, ClockReading At) : CoreEvent(At)
{
    /// <summary>Why it is offline, for the engineer: <c>in_use</c>, <c>open_errno_2</c>… Null when online.</summary>
    public string? Detail { get; init; }
}

/// <summary>A gate reported something.</summary>
internal sealed record GateSignalled(LaneId Lane, GateSignal Signal, ClockReading At) : CoreEvent(At);

/// <summary>Time passed; several a second.</summary>
internal sealed record Tick(ClockReading At) : CoreEvent(At);

/// <summary>Something that happened to the appliance and becomes a device record (trust activated or refused, storage, clock…).</summary>
internal sealed record DeviceNoted(string Event, LaneId? Lane, long? Count, string? Detail, bool Alarm, ClockReading At) : CoreEvent(At);
