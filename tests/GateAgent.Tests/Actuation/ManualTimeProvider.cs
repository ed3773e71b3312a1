namespace TempIdentity.GateAgent.Tests.Actuation;

/// <summary>Timers that fire when time is advanced, on the caller's thread. Thread-safe.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_gate) return _now.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        lock (_gate) _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(int milliseconds)
    {
        ManualTimer[] due;
        lock (_gate)
        {
            _now += TimeSpan.FromMilliseconds(milliseconds);
            due = [.. _timers.Where(timer => timer.TakeDue(_now))];
        }
        foreach (var timer in due) timer.Fire();
    }

    private sealed class ManualTimer(ManualTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan? _at;
        private TimeSpan _every = Timeout.InfiniteTimeSpan;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._gate)
            {
                _at = dueTime == Timeout.InfiniteTimeSpan ? null : owner._now + dueTime;
                _every = period;
            }
            return true;
        }

        public bool TakeDue(TimeSpan time)
        {
            if (_at is null || _at > time) return false;
            _at = _every == Timeout.InfiniteTimeSpan ? null : _at + _every;
            return true;
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (owner._gate)
            {
                _at = null;
                owner._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
