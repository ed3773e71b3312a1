namespace TempIdentity.GateAgent.Tests.Actuation;

/// <summary>Timers that fire when time is advanced, on the caller's thread. Thread-safe.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private TimeSpan now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (gate) return now.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        lock (gate) timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(int milliseconds)
    {
        ManualTimer[] due;
        lock (gate)
        {
            now += TimeSpan.FromMilliseconds(milliseconds);
            due = [.. timers.Where(timer => timer.TakeDue(now))];
        }
        foreach (var timer in due) timer.Fire();
    }

    private sealed class ManualTimer(ManualTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan? at;
        private TimeSpan every = Timeout.InfiniteTimeSpan;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner.gate)
            {
                at = dueTime == Timeout.InfiniteTimeSpan ? null : owner.now + dueTime;
                every = period;
            }
            return true;
        }

        public bool TakeDue(TimeSpan time)
        {
            if (at is null || at > time) return false;
            at = every == Timeout.InfiniteTimeSpan ? null : at + every;
            return true;
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (owner.gate)
            {
                at = null;
                owner.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
