namespace TempIdentity.GateAgent.Clock;

/// <summary>Takes the time that head office signed. Thread-safe.</summary>
internal interface IAnchoredClock : IClock
{
    /// <summary>
    /// Ties wall time to the monotonic clock. False when the anchor was not taken: its bound is outside 0 to
    /// <see cref="ClockDiscipline.HoldoverErrorMillisecondsMax"/>, or the one in use is still trusted and tighter.
    /// </summary>
    bool Anchor(long unixMilliseconds, MonotonicTime at, int errorMilliseconds);
}

/// <summary>The agent's clock: the kernel's, judged by <see cref="ClockDiscipline"/>. Thread-safe.</summary>
internal sealed class SystemClock(IKernelClock kernel) : IAnchoredClock
{
    private readonly Lock _gate = new();
    private TimeAnchor? _anchor;

    public SystemClock()
        : this(new KernelClock())
    {
    }

    public ClockReading Read()
    {
        var current = Volatile.Read(ref _anchor);
        var monotonic = kernel.Monotonic();
        return ClockDiscipline.Judge(current, kernel.WallMilliseconds(), monotonic, kernel.Synchronisation());
    }

    public bool Anchor(long unixMilliseconds, MonotonicTime at, int errorMilliseconds)
    {
        if (errorMilliseconds is < 0 or > ClockDiscipline.HoldoverErrorMillisecondsMax || unixMilliseconds < 0) return false;
        lock (_gate)
        {
            if (_anchor is not null && at - _anchor.At <= ClockDiscipline.AnchorAgeMax
                && ClockDiscipline.Error(_anchor, at, ClockDiscipline.TrustedDriftPpm) < errorMilliseconds)
                return false;
            Volatile.Write(ref _anchor, new TimeAnchor(unixMilliseconds, at, errorMilliseconds));
            return true;
        }
    }
}
