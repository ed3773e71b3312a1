using TempIdentity.Simulator.Station;

namespace TempIdentity.Simulator.LiveStation;

/// <summary>
/// Keeps the agent running, as the service manager's Restart= does: whatever ended it, it is started again after a pause, which grows while
/// it does not stay. One caller.
/// </summary>
internal sealed class AgentSupervisor(StationHall hall, string idFile, Action<string> logged, Action changed, TimeProvider time)
{
    /// <summary>From the end to the next start.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Longest pause, when it ends again and again.</summary>
    public static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(30);

    /// <summary>An agent that stayed this long starts over with the shortest pause.</summary>
    private static readonly TimeSpan Stays = TimeSpan.FromSeconds(10);

    /// <summary>A log larger than this goes aside at a start; one older is kept.</summary>
    private const long LogBytesMax = 16_000_000;

    private TimeSpan _pause = Pause;
    private volatile bool _meant;
    private volatile bool _running;
    private int _starts;

    public bool Running => _running;

    public int Starts => Volatile.Read(ref _starts);

    /// <summary>Told when the agent has ended, before the pause.</summary>
    public required Action Gone { get; init; }

    /// <summary>Starts it. Throws <see cref="AgentFailedException"/> when it does not get ready.</summary>
    public async Task StartAsync(CancellationToken stop)
    {
        PutLogAside();
        Interlocked.Increment(ref _starts);
        try
        {
            await hall.StartAgentAsync(null, stop, logged);
        }
        catch
        {
            if (hall.Agent is { } half) await half.DisposeAsync();
            throw;
        }
        OrphanedAgent.Keep(idFile, hall.Agent!.Id);
        _running = true;
        changed();
    }

    /// <summary>SIGKILL. Nothing happens when it does not run.</summary>
    public async Task KillAsync()
    {
        if (!_running || hall.Agent is not { } agent) return;
        _meant = true;
        await agent.KillAsync();
    }

    /// <summary>Waits for its end and starts it again, until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var began = time.GetTimestamp();
                if (_running) await hall.Agent!.EndedAsync(stop);
                _running = false;
                Gone();
                changed();
                var stayed = _meant || time.GetElapsedTime(began) >= Stays;
                _meant = false;
                await Task.Delay(Next(stayed), time, stop);
                await TryStartAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task TryStartAsync(CancellationToken stop)
    {
        try
        {
            await StartAsync(stop);
        }
        catch (AgentFailedException failed)
        {
            Console.Error.WriteLine($"闸机程序未能启动 {failed.Message}");
        }
    }

    private TimeSpan Next(bool stayed)
    {
        if (stayed) _pause = Pause;
        var now = _pause;
        _pause = now * 2 < PauseMax ? now * 2 : PauseMax;
        return now;
    }

    private void PutLogAside()
    {
        if (File.Exists(hall.LogPath) && new FileInfo(hall.LogPath).Length > LogBytesMax)
            File.Move(hall.LogPath, hall.LogPath + ".1", overwrite: true);
    }
}
