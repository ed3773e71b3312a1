using Microsoft.Extensions.Logging.Abstractions;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Sync;
using TempIdentity.GateAgent.Tests.Recording;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.GateAgent.Tests.Sync;

/// <summary>What the worker makes of each answer (I5).</summary>
public sealed class SyncWorkerTests : IDisposable
{
    private readonly SigningKey _key = SigningKey.Generate(SignatureAlgorithm.ESP256);
    private readonly FaultyLedger _ledger = new(new InMemoryLedger("gate-0001"));
    private readonly List<DeviceNoted> _notes = [];

    public void Dispose()
    {
        _ledger.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task Batches_are_bounded_by_count_and_by_bytes()
    {
        for (var i = 0; i < 201; i++) _ledger.Append(Drafts.Refusal());
        var byCount = await DrainAsync(ScriptedHeadOffice.Takes);
        Assert.Equal([(1L, 200L), (201L, 201L)], byCount);

        for (var i = 0; i < 5; i++) _ledger.Append(new RecordDraft(RecordKind.Device, "started", new byte[LedgerLimits.BodyBytesMax]));
        Assert.Equal([(202L, 205L), (206L, 206L)], await DrainAsync(ScriptedHeadOffice.Takes));
    }

    [Fact]
    public async Task The_worker_goes_on_where_head_office_expects()
    {
        Append(5);
        _ledger.Acknowledge(4);
        var held = 2L;
        var batches = await DrainAsync(batch => batch.First > held + 1
            ? new HeadOfficeAnswer.ExpectedNext(held + 1)
            : new HeadOfficeAnswer.Acknowledged(held = batch.Last));
        Assert.Equal([(5L, 5L), (3L, 5L)], batches);
        Assert.Equal(5, _ledger.Acknowledged);
    }

    [Fact]
    public async Task An_expectation_that_leads_nowhere_is_waited_out()
    {
        Append(3);
        var office = new ScriptedHeadOffice(_ => new HeadOfficeAnswer.ExpectedNext(2));
        using var worker = Worker(office);
        Assert.Equal(SyncStep.Progress, await worker.StepAsync(CancellationToken.None));
        Assert.Equal(SyncStep.Retry, await worker.StepAsync(CancellationToken.None));

        using var ahead = Worker(new ScriptedHeadOffice(_ => new HeadOfficeAnswer.ExpectedNext(5)));
        Assert.Equal(SyncStep.Retry, await ahead.StepAsync(CancellationToken.None));
        Assert.Equal(0, _ledger.Acknowledged);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(0)]
    public async Task An_acknowledgement_of_less_than_the_batch_or_more_than_exists_moves_nothing(long acknowledged)
    {
        Append(3);
        using var worker = Worker(new ScriptedHeadOffice(_ => new HeadOfficeAnswer.Acknowledged(acknowledged)));
        Assert.Equal(SyncStep.Retry, await worker.StepAsync(CancellationToken.None));
        Assert.Equal(0, _ledger.Acknowledged);
    }

    [Fact]
    public async Task A_refused_batch_is_halved_until_its_one_bad_record_stands_alone()
    {
        Append(20);
        await DrainAsync(batch => batch.Records.Any(record => record is { Sequence: 13, Quarantined: false })
            ? new HeadOfficeAnswer.BatchRefused("malformed_batch")
            : ScriptedHeadOffice.Takes(batch));

        Assert.Equal(20, _ledger.Acknowledged);
        Assert.Equal([13L], _ledger.Read(0, 100, 100_000).Where(record => record.Quarantined).Select(record => record.Sequence));
        Assert.Equal([("quarantined", 13L, "malformed_batch")], _notes.Select(note => (note.Event, note.Count!.Value, note.Detail!)));
        Assert.True(_notes[0].Alarm);
    }

    [Fact]
    public async Task A_record_whose_hash_alone_is_refused_stays_in_its_place()
    {
        Append(3);
        using var worker = Worker(new ScriptedHeadOffice(_ => new HeadOfficeAnswer.RecordRefused(1, "kind_unknown")));
        Assert.Equal(SyncStep.Progress, await worker.StepAsync(CancellationToken.None));
        for (var i = 0; i < 5; i++) Assert.Equal(SyncStep.Retry, await worker.StepAsync(CancellationToken.None));
        Assert.Equal(1, _ledger.Read(0, 10, 10_000).Count(record => record.Quarantined));
        Assert.Single(_notes);
    }

    [Fact]
    public async Task A_refused_sender_is_no_fault_of_a_record()
    {
        Append(1);
        using var worker = Worker(new ScriptedHeadOffice(_ => new HeadOfficeAnswer.SenderRefused("unknown_appliance")));
        for (var i = 0; i < 5; i++) Assert.Equal(SyncStep.Retry, await worker.StepAsync(CancellationToken.None));
        Assert.False(_ledger.Read(0, 1, 1)[0].Quarantined);
        Assert.Empty(_notes);
    }

    [Fact]
    public async Task A_refused_note_about_quarantine_makes_no_further_note()
    {
        _ledger.Append(new RecordDraft(RecordKind.Device, "quarantined", new byte[1]));
        await DrainAsync(batch => batch.Records[0].Quarantined
            ? ScriptedHeadOffice.Takes(batch) : new HeadOfficeAnswer.BatchRefused("malformed_batch"));
        Assert.True(_ledger.Read(0, 1, 1)[0].Quarantined);
        Assert.Empty(_notes);
    }

    [Fact]
    public async Task Storage_that_fails_is_waited_out()
    {
        Append(1);
        var office = new ScriptedHeadOffice(ScriptedHeadOffice.Takes);
        using var worker = Worker(office);
        _ledger.Failing = true;
        Assert.Equal(SyncStep.Retry, await worker.StepAsync(CancellationToken.None));
        _ledger.Failing = false;
        Assert.Equal(SyncStep.Progress, await worker.StepAsync(CancellationToken.None));
        Assert.Equal(1, _ledger.Acknowledged);
    }

    [Fact]
    public async Task The_network_is_down_after_five_failures_and_told_once()
    {
        Append(1);
        var down = true;
        using var worker = Worker(new ScriptedHeadOffice(batch => down
            ? new HeadOfficeAnswer.Unavailable("Timeout") : ScriptedHeadOffice.Takes(batch)));
        for (var i = 0; i < 4; i++) await worker.StepAsync(CancellationToken.None);
        Assert.Empty(_notes);
        for (var i = 0; i < 4; i++) await worker.StepAsync(CancellationToken.None);
        Assert.Equal(["network_down"], _notes.Select(note => note.Event));
        down = false;
        await worker.StepAsync(CancellationToken.None);
        Assert.Equal(["network_down", "network_up"], _notes.Select(note => note.Event));
    }

    [Fact]
    public async Task A_running_worker_is_woken_by_a_record_and_ends_when_stopped()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var office = new ScriptedHeadOffice(ScriptedHeadOffice.Takes);
        using var worker = Worker(office);
        var running = worker.RunAsync(stop.Token);

        _ledger.Append(Drafts.Refusal() with { Alarm = true });
        _ledger.Append(Drafts.Refusal());
        while (_ledger.Acknowledged < 2 || office.Hints.Count < 1)
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, stop.Token);

        Assert.Equal([1L], office.Hints);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_running_worker_outlives_a_storage_failure()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var worker = Worker(new ScriptedHeadOffice(ScriptedHeadOffice.Takes));
        _ledger.Failing = true;
        var running = worker.RunAsync(stop.Token);
        _ledger.Failing = false;
        _ledger.Append(Drafts.Refusal());
        while (_ledger.Acknowledged < 1) await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, stop.Token);
        await stop.CancelAsync();
        await running;
    }

    private void Append(int count)
    {
        for (var i = 0; i < count; i++) _ledger.Append(Drafts.Refusal(i));
    }

    private SyncWorker Worker(IHeadOffice office) => new(
        _ledger, office, _key, retryMillisecondsMax: 1, new StillClock(), note => _notes.Add((DeviceNoted)note), TimeProvider.System,
            NullLogger.Instance);

    private async Task<IReadOnlyList<(long First, long Last)>> DrainAsync(Func<BatchMessage, HeadOfficeAnswer> answer)
    {
        var office = new ScriptedHeadOffice(answer);
        using var worker = Worker(office);
        for (var i = 0; i < 200; i++)
        {
            if (await worker.StepAsync(CancellationToken.None) == SyncStep.Idle) return office.Batches;
        }
        throw new TimeoutException("Still not idle after 200 steps.");
    }

    private sealed class StillClock : IClock
    {
        public ClockReading Read() => new(new UnixTime(1_795_132_800), new MonotonicTime(0), ClockState.Trusted, 5);
    }
}
