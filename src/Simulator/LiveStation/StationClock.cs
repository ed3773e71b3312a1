using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace TempIdentity.Simulator.LiveStation;

/// <summary>
/// The world's clock as the station's machines have it: the machine's time and the seconds by which the world was moved ahead. The agent
/// reads those seconds from a file. Thread-safe.
/// </summary>
internal sealed class StationClock : TimeProvider, IDisposable
{
    private readonly TimeProvider _real;
    private readonly Func<long> _advancedSeconds;
    private readonly SafeFileHandle _file;
    private readonly Lock _lock = new();
    private long _told;

    /// <param name="path">What the agent reads; made anew.</param>
    public StationClock(TimeProvider real, Func<long> advancedSeconds, string path)
    {
        (_real, _advancedSeconds, Path) = (real, advancedSeconds, path);
        _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        Write(advancedSeconds());
    }

    public string Path { get; }

    /// <summary>Seconds by which the world is ahead of the machine.</summary>
    public long AdvancedSeconds => _advancedSeconds();

    public override long TimestampFrequency => _real.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => _real.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => _real.GetUtcNow().AddSeconds(_advancedSeconds());

    public override long GetTimestamp() => _real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _real.CreateTimer(callback, state, dueTime, period);

    /// <summary>Tells the agent when the world was moved ahead since. True when it was.</summary>
    public bool Follow()
    {
        lock (_lock)
        {
            var now = _advancedSeconds();
            if (now <= _told) return false;
            Write(now);
            return true;
        }
    }

    public void Dispose() => _file.Dispose();

    private void Write(long seconds)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, seconds);
        RandomAccess.Write(_file, bytes, 0);
        _told = seconds;
    }
}
