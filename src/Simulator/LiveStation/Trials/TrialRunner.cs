using TempIdentity.Simulator.LiveStation.Http;
using TempIdentity.Simulator.Services;

namespace TempIdentity.Simulator.LiveStation.Trials;

/// <summary>
/// Runs what a visitor tries: says what it should cause, does it, and puts beside it what agent, gates and head office said. The three
/// kinds are in their own files: a code is shown, a machine is broken, the world changes. Thread-safe.
/// </summary>
internal sealed class TrialRunner(ShowingTrials showings, MachineTrials machines, WorldTrials worlds)
{
    /// <summary>Trials under way at once.</summary>
    public const int AtOnceMax = 16;

    private int _underWay;

    public async Task<Answer<Trial>> RunAsync(TrialRequest asked, CancellationToken stop)
    {
        if (Interlocked.Increment(ref _underWay) > AtOnceMax)
        {
            Interlocked.Decrement(ref _underWay);
            return StationRefusals.For(StationRefusal.TrialsBusy, retryAfterSeconds: 1);
        }
        try
        {
            return await DoAsync(asked, stop);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private Task<Answer<Trial>> DoAsync(TrialRequest asked, CancellationToken stop) => asked.Cheat switch
    {
        Cheat.Screenshot or Cheat.Forward or Cheat.HandOver or Cheat.WindClock or Cheat.CutPhone or Cheat.Tailgate =>
            showings.ShowAsync(asked, stop),
        Cheat.Forge or Cheat.ForgeSignature => showings.ForgeAsync(asked, stop),
        Cheat.Suspend or Cheat.Revoke => worlds.ChangeStatusAsync(asked, stop),
        Cheat.StealKey => worlds.StealKeyAsync(asked, stop),
        Cheat.WithdrawStolenKey => worlds.WithdrawAsync(asked, stop),
        Cheat.RotateKey => worlds.RotateAsync(asked, stop),
        Cheat.Advance61Seconds => worlds.AdvanceAsync(asked, 61, stop),
        Cheat.Advance31Minutes => worlds.AdvanceAsync(asked, 31 * 60, stop),
        Cheat.Advance24Hours => worlds.AdvanceAsync(asked, 24 * 3600, stop),
        Cheat.CutStation or Cheat.CutHeadOffice => machines.CutAsync(asked, stop),
        Cheat.KillAgent => machines.KillAsync(asked),
        Cheat.UnplugScanner => machines.PlugAsync(asked),
        Cheat.Fire => machines.FireAsync(asked),
    };
}
