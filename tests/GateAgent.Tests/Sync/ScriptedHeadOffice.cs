using TempIdentity.GateAgent.Sync;

namespace TempIdentity.GateAgent.Tests.Sync;

/// <summary>Answers as told and keeps what it was sent.</summary>
internal sealed class ScriptedHeadOffice(Func<BatchMessage, HeadOfficeAnswer> answer) : IHeadOffice
{
    private readonly Lock _lock = new();
    private readonly List<BatchMessage> _batches = [];
    private readonly List<HintMessage> _hints = [];

    public IReadOnlyList<(long First, long Last)> Batches
    {
        get
        {
            lock (_lock) return [.. _batches.Select(batch => (batch.First, batch.Last))];
        }
    }

    public IReadOnlyList<long> Hints
    {
        get
        {
            lock (_lock) return [.. _hints.Select(hint => hint.Sequence)];
        }
    }

    public static HeadOfficeAnswer Takes(BatchMessage batch) => new HeadOfficeAnswer.Acknowledged(batch.Last);

    public Task<HeadOfficeAnswer> SendAsync(BatchMessage batch, CancellationToken stop)
    {
        lock (_lock)
        {
            _batches.Add(batch);
            return Task.FromResult(answer(batch));
        }
    }

    public Task<bool> HintAsync(HintMessage hint, CancellationToken stop)
    {
        lock (_lock) _hints.Add(hint);
        return Task.FromResult(false);
    }

    public Task<TimeMessage?> TimeAsync(ReadOnlyMemory<byte> nonce, CancellationToken stop) => Task.FromResult<TimeMessage?>(null);
}
