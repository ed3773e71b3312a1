using Microsoft.Extensions.Logging;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Hosting;
using TempIdentity.GateAgent.Recording;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.GateAgent.Sync;

/// <summary>What one attempt led to.</summary>
internal enum SyncStep
{
    /// <summary>Nothing to send.</summary>
    Idle,
    /// <summary>Something changed: go on at once.</summary>
    Progress,
    /// <summary>Wait, then try again.</summary>
    Retry,
}

/// <summary>
/// Brings records to head office, in sequence, each exactly once (I5). Nothing is ever deleted here: head office's refusal of one record
/// puts that record aside as its hash, and the next ones go on. Woken by the ledger and by time.
/// </summary>
internal sealed class SyncWorker : IDisposable
{
    private readonly ILedger _ledger;
    private readonly IHeadOffice _headOffice;
    private readonly SigningKey _key;
    private readonly IClock _clock;
    private readonly Action<CoreEvent> _note;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly HintSender _hints;
    private readonly NetworkWatch _network;
    private readonly Backoff _backoff;
    private readonly WakeSignal _wake = new();
    private int _countMax = SyncLimits.BatchRecordsMax;
    private long? _after;
    private long? _checkpointed;
    private bool _resumed;

    /// <summary>Device notes (quarantined, network up and down) go to <paramref name="note"/>, which must not block.</summary>
    public SyncWorker(
        ILedger ledger, IHeadOffice headOffice, SigningKey key, int retryMillisecondsMax, IClock clock,
        Action<CoreEvent> note, TimeProvider time, ILogger log)
    {
        _ledger = ledger;
        _headOffice = headOffice;
        _key = key;
        _clock = clock;
        _note = note;
        _time = time;
        _log = log;
        _hints = new HintSender(ledger.Identity, headOffice, key);
        _network = new NetworkWatch(Note, log);
        _backoff = new Backoff(SyncLimits.RetryMillisecondsMin, retryMillisecondsMax);
        _ledger.Appended += OnAppended;
    }

    public void Dispose() => _ledger.Appended -= OnAppended;

    /// <summary>Runs until stopped. An exception out of here is a defect.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task[] loops = [SendAllAsync(both.Token), _hints.RunAsync(both.Token)];
        await Task.WhenAny(loops);
        await both.CancelAsync();
        await Task.WhenAll(loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var loop in loops.Where(loop => loop.IsFaulted)) await loop;
    }

    /// <summary>One attempt.</summary>
    public async Task<SyncStep> StepAsync(CancellationToken stop)
    {
        try
        {
            var batch = BatchBuilder.Next(_ledger, _after ??= _ledger.Acknowledged, _countMax, _key);
            if (batch is null) return SyncStep.Idle;
            var answer = await _headOffice.SendAsync(batch, stop);
            _network.Saw(answer);
            var step = Handle(batch, answer);
            if (step == SyncStep.Retry) _log.BatchNotTaken(batch.First, batch.Last, answer.ToString());
            return step;
        }
        catch (LedgerException e)
        {
            _log.SyncLedgerFailed(e);
            return SyncStep.Retry;
        }
    }

    private async Task SendAllAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            switch (await StepAsync(stop))
            {
                case SyncStep.Progress:
                    _backoff.Reset();
                    break;
                case SyncStep.Idle:
                    await RestAsync(stop);
                    break;
                case SyncStep.Retry:
                    await Task.Delay(_backoff.Next(), _time, stop);
                    break;
            }
        }
    }

    /// <summary>Waits for a record. An idle pause is the moment to empty the log.</summary>
    private async Task RestAsync(CancellationToken stop)
    {
        if (await _wake.WaitAsync(TimeSpan.FromMilliseconds(SyncLimits.IdleMilliseconds), _time, stop) || stop.IsCancellationRequested)
            return;
        try
        {
            if (_after == _checkpointed) return;
            _ledger.Checkpoint();
            _checkpointed = _after;
        }
        catch (LedgerException e)
        {
            _log.SyncLedgerFailed(e);
        }
    }

    private SyncStep Handle(BatchMessage batch, HeadOfficeAnswer answer) => answer switch
    {
        HeadOfficeAnswer.Acknowledged acknowledged => Advance(batch, acknowledged.Sequence),
        HeadOfficeAnswer.ExpectedNext expected => Resume(expected.Sequence),
        HeadOfficeAnswer.RecordRefused refused when Find(batch, refused.Sequence) is { } record => PutAside(record, refused.Reason),
        HeadOfficeAnswer.RecordRefused refused => Narrow(batch, refused.Reason),
        HeadOfficeAnswer.BatchRefused refused => Narrow(batch, refused.Code),
        HeadOfficeAnswer.SenderRefused or HeadOfficeAnswer.Unavailable => SyncStep.Retry,
        _ => throw new InvalidOperationException("An answer without a meaning."),
    };

    private SyncStep Advance(BatchMessage batch, long acknowledged)
    {
        // Head office cannot hold less than the batch that it took, nor more than was ever written here.
        if (acknowledged < batch.Last || acknowledged > _ledger.LastSequence) return SyncStep.Retry;
        _ledger.Acknowledge(acknowledged);
        _after = acknowledged;
        _countMax = Math.Min(2 * _countMax, SyncLimits.BatchRecordsMax);
        _resumed = false;
        return SyncStep.Progress;
    }

    /// <summary>Head office names where to go on. Twice in a row without progress is an answer that leads nowhere.</summary>
    private SyncStep Resume(long expected)
    {
        if (_resumed || expected > _ledger.LastSequence + 1)
        {
            _resumed = false;
            return SyncStep.Retry;
        }
        _resumed = true;
        _after = expected - 1;
        return SyncStep.Progress;
    }

    /// <summary>Halves the batch until the record that is not taken stands alone.</summary>
    private SyncStep Narrow(BatchMessage batch, string reason)
    {
        if (batch.Records.Count == 1) return PutAside(batch.Records[0], reason);
        _countMax = batch.Records.Count / 2;
        return SyncStep.Progress;
    }

    /// <summary>A record whose hash alone is refused too stays where it is: then head office is at fault, not the record.</summary>
    private SyncStep PutAside(RecordMessage record, string reason)
    {
        if (record.Quarantined) return SyncStep.Retry;
        _ledger.Quarantine(record.Sequence, reason);
        _log.RecordQuarantined(record.Sequence, reason);
        // A note about a note that is refused would go on for ever.
        if (record.Code != "quarantined") Note("quarantined", record.Sequence, reason, alarm: true);
        return SyncStep.Progress;
    }

    private static RecordMessage? Find(BatchMessage batch, long sequence) =>
        batch.Records.FirstOrDefault(record => record.Sequence == sequence);

    private void Note(string code, long? count, string? detail, bool alarm) =>
        _note(new DeviceNoted(code, Lane: null, count, detail, alarm, _clock.Read()));

    private void OnAppended(StoredRecord record)
    {
        _hints.Offer(record);
        _wake.Set();
    }
}
