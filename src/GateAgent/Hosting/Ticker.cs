using System.Threading.Channels;
using TempIdentity.GateAgent.Clock;

namespace TempIdentity.GateAgent.Hosting;

/// <summary>
/// Tells the core that time passed, and does what is due each time and hourly. A tick that does not fit is left out:
/// the next one says the same.
/// </summary>
internal sealed class Ticker(
    IClock clock, ChannelWriter<CoreEvent> core, NoteOutbox notes, StorageProgress storage, Action<ClockReading> eachTime,
    Action<ClockReading> hourly, TimeProvider time)
{
    public const int TickMilliseconds = 100;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken stop)
    {
        var lastHour = clock.Read().Monotonic;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(TickMilliseconds), time);
        while (await NextAsync(timer, stop))
        {
            var now = clock.Read();
            notes.Flush();
            core.TryWrite(new Tick(now));
            storage.Look();
            eachTime(now);
            if (now.Monotonic - lastHour < Hour) continue;
            lastHour = now.Monotonic;
            hourly(now);
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
