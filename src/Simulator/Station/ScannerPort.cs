using System.Security.Cryptography;
using TempIdentity.GateAgent.Interop;

namespace TempIdentity.Simulator.Station;

/// <summary>
/// A scanner on a kernel pseudo-terminal: writes what it read, in chunks and at a scanner's speed, and logs every write without the
/// raw code.
/// One write at a time.
/// </summary>
internal sealed class ScannerPort : IDisposable
{
    /// <summary>Ends a frame.</summary>
    public const byte Terminator = (byte)'\r';

    /// <summary>Bytes of a frame that the appliance seals to head office.</summary>
    public const int HeadBytes = 1024;

    /// <summary>Frames longer than this are written as fast as the line takes them.</summary>
    public const int PacedBytesMax = 8192;

    private const int ChunkBytes = 96;
    private const int ChunkMilliseconds = 5;
    private readonly PseudoTerminal _terminal = PseudoTerminal.Open();
    private readonly StationLane _lane;
    private readonly EvidenceLog _log;

    public ScannerPort(StationLane lane, EvidenceLog log) => (_lane, _log) = (lane, log);

    /// <summary>The tty that the agent opens.</summary>
    public string Path => _terminal.Path;

    /// <summary>Writes one frame. Throws <see cref="IOException"/> when nobody takes it off the line.</summary>
    public async Task WriteAsync(long scan, int person, int visit, ReadOnlyMemory<byte> frame, bool terminated, CancellationToken stop)
    {
        var started = _log.NowMs;
        // A thread of its own: a busy thread pool must not look like a scanner that fell silent.
        await Task.Factory.StartNew(() => PutFrame(frame, terminated, stop), stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _log.Add(new ScannerWrite(scan, started, _log.NowMs, _lane.Id, person, visit, frame.Length, Digest(frame.Span),
            Digest(frame.Span[..Math.Min(frame.Length, HeadBytes)]), terminated));
    }

    private void PutFrame(ReadOnlyMemory<byte> frame, bool terminated, CancellationToken stop)
    {
        var chunk = frame.Length > PacedBytesMax ? frame.Length : ChunkBytes;
        for (var at = 0; at < frame.Length; at += chunk)
        {
            if (at > 0) stop.WaitHandle.WaitOne(ChunkMilliseconds);
            stop.ThrowIfCancellationRequested();
            Put(frame.Span[at..Math.Min(frame.Length, at + chunk)]);
        }
        if (terminated) Put([Terminator]);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        if (!_terminal.Write(bytes)) throw new IOException($"Nobody reads the scanner of lane {_lane.Id}.");
    }

    private static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public void Dispose() => _terminal.Dispose();
}
