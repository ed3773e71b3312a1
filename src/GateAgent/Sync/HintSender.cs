using System.Threading.Channels;
using TempIdentity.GateAgent.Recording;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.GateAgent.Sync;

/// <summary>
/// Tells alarms ahead of their records, once, in no order. A hint that fails is forgotten: its record follows in sequence (I5).
/// </summary>
internal sealed class HintSender(LedgerIdentity identity, IHeadOffice headOffice, SigningKey key)
{
    private readonly Channel<StoredRecord> _waiting = Channel.CreateBounded<StoredRecord>(
        new BoundedChannelOptions(SyncLimits.HintsWaitingMax) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Never blocks.</summary>
    public void Offer(StoredRecord record)
    {
        if (record.Alarm) _waiting.Writer.TryWrite(record);
    }

    public async Task RunAsync(CancellationToken stop)
    {
        await foreach (var record in _waiting.Reader.ReadAllAsync(stop))
            await headOffice.HintAsync(BatchBuilder.Hint(identity, record, key), stop);
    }
}
