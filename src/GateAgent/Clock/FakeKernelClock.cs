namespace TempIdentity.GateAgent.Clock;

/// <summary>A kernel's clocks that move only when told. Thread-safe for single reads and writes.</summary>
internal sealed class FakeKernelClock : IKernelClock
{
    private long _wallMilliseconds = 1_700_000_000_000;
    private long _monotonicNanoseconds = 1_000_000_000;

    public KernelSynchronisation Kernel { get; set; }

    public long WallMilliseconds() => Interlocked.Read(ref _wallMilliseconds);

    public MonotonicTime Monotonic() => new(Interlocked.Read(ref _monotonicNanoseconds));

    public KernelSynchronisation Synchronisation() => Kernel;

    public void JumpWall(TimeSpan by) => Interlocked.Add(ref _wallMilliseconds, (long)by.TotalMilliseconds);

    public void AdvanceMonotonic(TimeSpan by) => Interlocked.Add(ref _monotonicNanoseconds, by.Ticks * 100);
}
