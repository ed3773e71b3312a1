using Microsoft.Extensions.Logging;
using TempIdentity.GateAgent.Hosting;

namespace TempIdentity.GateAgent.Sync;

/// <summary>Tells once when head office has become unreachable, and once when it is back. Not thread-safe.</summary>
internal sealed class NetworkWatch(Action<string, long?, string?, bool> note, ILogger log)
{
    private int _failures;

    public void Saw(HeadOfficeAnswer answer)
    {
        if (answer is not HeadOfficeAnswer.Unavailable unavailable)
        {
            if (_failures >= SyncLimits.NetworkDownFailures) Up();
            _failures = 0;
            return;
        }
        _failures = Math.Min(_failures + 1, SyncLimits.NetworkDownFailures + 1);
        if (_failures == SyncLimits.NetworkDownFailures) Down(unavailable.Reason);
    }

    private void Up()
    {
        log.NetworkUp();
        note("network_up", null, null, false);
    }

    private void Down(string reason)
    {
        log.NetworkDown(SyncLimits.NetworkDownFailures, reason);
        note("network_down", SyncLimits.NetworkDownFailures, reason, false);
    }
}
