using System.Runtime.InteropServices;
using TempIdentity.GateAgent.Interop;

namespace TempIdentity.GateAgent.Clock;

/// <summary>What the kernel says of its own wall clock.</summary>
/// <param name="Synchronised">A time daemon keeps it (plain NTP: no proof).</param>
/// <param name="ErrorMilliseconds">The kernel's maximum error, rounded up; meaningful only while synchronised.</param>
internal readonly record struct KernelSynchronisation(bool Synchronised, long ErrorMilliseconds);

/// <summary>The machine's clocks, unjudged. Thread-safe.</summary>
internal interface IKernelClock
{
    /// <summary>Wall time in milliseconds since 1970. It may jump.</summary>
    long WallMilliseconds();

    /// <summary>Never jumps, starts anywhere.</summary>
    MonotonicTime Monotonic();

    KernelSynchronisation Synchronisation();
}

/// <summary>Linux's clocks. CLOCK_MONOTONIC stands still while a machine is suspended: an appliance never suspends.</summary>
internal sealed unsafe class KernelClock : IKernelClock
{
    public KernelClock() => NativePlatform.Require();

    public long WallMilliseconds() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    public MonotonicTime Monotonic()
    {
        timespec time;
        if (Libc.clock_gettime(Libc.CLOCK_MONOTONIC, &time) != 0)
            throw new InvalidOperationException($"clock_gettime(CLOCK_MONOTONIC): errno {Marshal.GetLastPInvokeError()}");
        return new MonotonicTime((time.tv_sec * 1_000_000_000) + time.tv_nsec);
    }

    public KernelSynchronisation Synchronisation()
    {
        var buffer = default(timex);
        var state = Libc.adjtimex(&buffer);

        // A sandbox may forbid the call: then nothing vouches for the wall clock.
        return state < 0 ? default : Judge(state, buffer.status, buffer.maxerror);
    }

    public static KernelSynchronisation Judge(int state, int status, long maxErrorMicroseconds)
    {
        var synchronised = state != timex.TIME_ERROR && (status & timex.STA_UNSYNC) == 0 && maxErrorMicroseconds >= 0;
        return new KernelSynchronisation(synchronised, (maxErrorMicroseconds + 999) / 1000);
    }
}
