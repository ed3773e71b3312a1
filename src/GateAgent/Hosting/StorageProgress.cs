using TempIdentity.GateAgent.Recording;

namespace TempIdentity.GateAgent.Hosting;

/// <summary>
/// Storage's share in the watchdog (I9): it lives while a question to the ledger comes back, with an answer or with a failure. A call that
/// hangs in the file system holds the ledger, and then nothing comes back. A failing disk is no hang: it closes the lanes and is recorded.
/// </summary>
internal sealed class StorageProgress(ILedger ledger, IProgress progress)
{
    /// <summary>Asks once. Blocks for as long as storage does.</summary>
    public void Look()
    {
        try
        {
            _ = ledger.LastSequence;
        }
        catch (LedgerException)
        {
            // Said and retried by the core; here it counts that storage answered.
            progress.Tick();
            return;
        }
        progress.Tick();
    }
}
