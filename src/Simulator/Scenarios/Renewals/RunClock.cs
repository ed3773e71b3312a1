using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary>The run's time: monotonic from its start for what is due, wall time for what is signed. Thread-safe.</summary>
internal sealed class RunClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    public TimeProvider Time => time;

    /// <summary>Since the start.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    public UnixTime Now => UnixTime.From(time.GetUtcNow());

    /// <summary>Returns at an instant of the run, at once when it is past.</summary>
    public async Task UntilAsync(TimeSpan instant, CancellationToken stop)
    {
        while (instant - Elapsed is var left && left > TimeSpan.Zero)
            await Task.Delay(left < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : left, time, stop);
    }
}
