namespace TempIdentity.GateAgent.Sync;

/// <summary>Wakes one waiter. A signal given while nobody waits is kept. Thread-safe for any number of signallers and one waiter.</summary>
internal sealed class WakeSignal
{
    private TaskCompletionSource _signal = New();

    public void Set() => Volatile.Read(ref _signal).TrySetResult();

    /// <summary>
    /// Returns at a signal (true), after the time or when stopped (false). Look at the work after it returns: what was signalled before
    /// is then there.
    /// </summary>
    public async Task<bool> WaitAsync(TimeSpan time, TimeProvider provider, CancellationToken stop)
    {
        var signal = Volatile.Read(ref _signal);
        await signal.Task.WaitAsync(time, provider, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!signal.Task.IsCompleted) return false;
        Volatile.Write(ref _signal, New());
        return true;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
