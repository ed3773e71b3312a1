using TempIdentity.GateAgent.Clock;

namespace TempIdentity.GateAgent.Scanning;

/// <summary>How a frame ended.</summary>
internal enum FrameEnd
{
    /// <summary>The terminator arrived.</summary>
    Terminator,
    /// <summary>No terminator, but silence.</summary>
    IdleGap,
    /// <summary>More bytes than a frame may have; the rest was dropped up to the next terminator or silence.</summary>
    Oversize,
}

/// <summary>What a scanner sent as one reading, terminator stripped, spaces kept.</summary>
internal sealed record Frame(LaneId Lane, ReadOnlyMemory<byte> Bytes, FrameEnd End, ClockReading At);

/// <summary>
/// A scanner of one lane. Runs until cancelled, survives unplug and return, writes frames and its own state into the core's channel.
/// </summary>
internal interface IScanner
{
    LaneId Lane { get; }

    /// <summary>Runs until cancelled; returns only then. Never throws for anything that a device does.</summary>
    Task RunAsync(CancellationToken stop);
}
