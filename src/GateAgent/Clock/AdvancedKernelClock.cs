using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace TempIdentity.GateAgent.Clock;

/// <summary>
/// A kernel's clocks, moved ahead by a tester: wall and monotonic time by the same seconds, so that time passes for the appliance as if it
/// had waited. What was advanced only grows: a lower value, or one out of range, changes nothing. Only with <c>simulated: true</c>.
/// Thread-safe.
/// </summary>
internal sealed class AdvancedKernelClock(IKernelClock kernel, Func<long> advancedSeconds) : IKernelClock
{
    /// <summary>Seconds of ten leap years: more is no time that anybody tests.</summary>
    public const long AdvancedSecondsMax = 10L * 366 * 86_400;

    private long _seconds;

    public long WallMilliseconds() => kernel.WallMilliseconds() + (Seconds() * 1000);

    public MonotonicTime Monotonic() => new(kernel.Monotonic().Nanoseconds + (Seconds() * 1_000_000_000));

    public KernelSynchronisation Synchronisation() => kernel.Synchronisation();

    private long Seconds()
    {
        var told = advancedSeconds();
        while (true)
        {
            var held = Interlocked.Read(ref _seconds);
            if (told <= held || told > AdvancedSecondsMax) return held;
            if (Interlocked.CompareExchange(ref _seconds, told, held) == held) return told;
        }
    }
}

/// <summary>
/// The file in which a tester tells how far the time was moved ahead: 8 bytes, little-endian, in seconds, written in place and at once.
/// Thread-safe.
/// </summary>
internal sealed class AdvancedSecondsFile : IDisposable
{
    private readonly SafeFileHandle _file;

    /// <summary>Throws <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> without such a file.</summary>
    public AdvancedSecondsFile(string path) => _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    /// <summary>0 while the file holds no whole number.</summary>
    public long Read()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        return RandomAccess.Read(_file, bytes, 0) == bytes.Length ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;
    }

    public void Dispose() => _file.Dispose();
}
