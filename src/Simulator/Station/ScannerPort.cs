using System.Security.Cryptography;
using TempIdentity.GateAgent.Interop;

namespace TempIdentity.Simulator.Station;

/// <summary>
/// A scanner on a kernel pseudo-terminal behind a stable path, as /dev/serial/by-path is: writes what it read, in chunks and at a scanner's
/// speed, and logs every write without the raw code. May be unplugged and plugged in again, at any moment; one write at a time.
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
    private readonly Lock _lock = new();
    private readonly StationLane _lane;
    private readonly EvidenceLog _log;
    private PseudoTerminal? _terminal;

    /// <param name="path">The stable path; made a link to the terminal.</param>
    public ScannerPort(StationLane lane, string path, EvidenceLog log)
    {
        (_lane, _log, Path) = (lane, log, path);
        Plug();
    }

    /// <summary>What the agent opens: leads to the terminal while the scanner is plugged in.</summary>
    public string Path { get; }

    /// <summary>Longest wait for a reader that takes nothing off the line.</summary>
    public int StallMillisecondsMax { get; init; } = 10_000;

    /// <summary>The terminal itself; null while unplugged.</summary>
    public string? Tty
    {
        get { lock (_lock) return _terminal?.Path; }
    }

    public bool IsPlugged => Tty is not null;

    /// <summary>A new terminal at the stable path. Nothing happens when the scanner is plugged in already.</summary>
    public void Plug()
    {
        lock (_lock)
        {
            if (_terminal is not null) return;
            _terminal = PseudoTerminal.Open();
            File.Delete(Path);
            File.CreateSymbolicLink(Path, _terminal.Path);
        }
    }

    /// <summary>The stable path goes and the terminal hangs up: its reader sees the end.</summary>
    public void Unplug()
    {
        lock (_lock)
        {
            File.Delete(Path);
            _terminal?.Dispose();
            _terminal = null;
        }
    }

    /// <summary>Writes one frame. Throws <see cref="IOException"/> when the scanner is unplugged or nobody takes it off the line.</summary>
    public async Task WriteAsync(long scan, int person, int visit, ReadOnlyMemory<byte> frame, bool terminated, CancellationToken stop)
    {
        PseudoTerminal? terminal;
        lock (_lock) terminal = _terminal;
        if (terminal is null) throw new IOException($"The scanner of lane {_lane.Id} is unplugged.");
        var started = _log.NowMs;
        // A thread of its own: a busy thread pool must not look like a scanner that fell silent.
        await Task.Factory.StartNew(
            () => PutFrame(terminal, frame, terminated, stop), stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _log.Add(new ScannerWrite(scan, started, _log.NowMs, _lane.Id, person, visit, frame.Length, Digest(frame.Span),
            Digest(frame.Span[..Math.Min(frame.Length, HeadBytes)]), terminated));
    }

    private void PutFrame(PseudoTerminal terminal, ReadOnlyMemory<byte> frame, bool terminated, CancellationToken stop)
    {
        var chunk = frame.Length > PacedBytesMax ? frame.Length : ChunkBytes;
        for (var at = 0; at < frame.Length; at += chunk)
        {
            if (at > 0) stop.WaitHandle.WaitOne(ChunkMilliseconds);
            stop.ThrowIfCancellationRequested();
            Put(terminal, frame.Span[at..Math.Min(frame.Length, at + chunk)]);
        }
        if (terminated) Put(terminal, [Terminator]);
    }

    private void Put(PseudoTerminal terminal, ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (terminal.Write(bytes, StallMillisecondsMax)) return;
        }
        catch (ObjectDisposedException)
        {
            // Unplugged in the middle of a frame.
            throw new IOException($"The scanner of lane {_lane.Id} was unplugged.");
        }
        throw new IOException($"Nobody reads the scanner of lane {_lane.Id}.");
    }

    private static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public void Dispose() => Unplug();
}
