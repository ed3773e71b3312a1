using System.Threading.Channels;
using TempIdentity.GateAgent.Core;

namespace TempIdentity.GateAgent.Hosting;

/// <summary>
/// The core's thread: takes events in order until the channel is completed and empty. An exception out of the core ends it.
/// </summary>
internal sealed class CoreLoop(ChannelReader<CoreEvent> events, GateCore core, IProgress progress)
{
    private const int WaitMillisecondsMax = 250;

    public Task RunAsync() =>
        Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run()
    {
        Task<bool>? more = null;
        while (true)
        {
            progress.Tick();
            while (events.TryRead(out var next))
            {
                core.Handle(next);
                progress.Tick();
            }
            more ??= events.WaitToReadAsync().AsTask();
            if (!more.Wait(WaitMillisecondsMax)) continue;
            if (!more.Result) return;
            more = null;
        }
    }
}
