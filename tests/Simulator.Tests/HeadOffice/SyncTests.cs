using System.Text;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Sync;
using TempIdentity.Simulator.HeadOffice;

namespace TempIdentity.Simulator.Tests.HeadOffice;

/// <summary>I5 over a real connection: the worker, the client and the server as they run.</summary>
public sealed class SyncTests : IAsyncLifetime
{
    private readonly HeadOfficeWorld _world = new();

    public Task InitializeAsync() => _world.Server.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Records_arrive_once_in_order_and_the_chain_is_complete()
    {
        using var client = _world.Client();
        using var worker = _world.Worker(client);
        _world.Append(SyncLimits.BatchRecordsMax + 1);

        await HeadOfficeWorld.DrainAsync(worker);

        _world.AssertHeldExactlyOnce();
        Assert.Equal(201, _world.Ledger.Acknowledged);
        Assert.Equal("{\"number\":7}", Encoding.UTF8.GetString(_world.Server.Records(_world.Ledger.Identity)[6].Body!));
    }

    [Fact]
    public async Task An_answer_lost_after_the_commit_doubles_nothing()
    {
        using var client = _world.Client();
        using var worker = _world.Worker(client);
        _world.Append(3);
        _world.Server.Faults = () => HeadOfficeFault.DropAnswerAfterCommit;
        Assert.Equal(SyncStep.Retry, await worker.StepAsync(CancellationToken.None));
        Assert.Equal(3, _world.Server.Records().Count);
        Assert.Equal(0, _world.Ledger.Acknowledged);

        _world.Server.Faults = () => HeadOfficeFault.None;
        _world.Append(2);
        await HeadOfficeWorld.DrainAsync(worker);

        _world.AssertHeldExactlyOnce();
        Assert.Equal(5, _world.Ledger.Acknowledged);
    }

    [Theory]
    [InlineData(HeadOfficeFault.DropRequest)]
    [InlineData(HeadOfficeFault.ServerError)]
    [InlineData(HeadOfficeFault.HtmlNotFound)]
    [InlineData(HeadOfficeFault.HtmlOk)]
    [InlineData(HeadOfficeFault.Redirect)]
    [InlineData(HeadOfficeFault.OversizeAnswer)]
    [InlineData(HeadOfficeFault.WrongJson)]
    internal async Task An_answer_that_is_not_head_offices_moves_nothing(HeadOfficeFault fault)
    {
        using var client = _world.Client();
        using var worker = _world.Worker(client);
        _world.Append(2);
        _world.Server.Faults = () => fault;

        Assert.Equal(SyncStep.Retry, await worker.StepAsync(CancellationToken.None));

        Assert.Equal(0, _world.Ledger.Acknowledged);
        Assert.All(_world.Ledger.Read(0, 10, 10_000), record => Assert.False(record.Quarantined));
        _world.Server.Faults = () => HeadOfficeFault.None;
        await HeadOfficeWorld.DrainAsync(worker);
        _world.AssertHeldExactlyOnce();
    }

    [Fact]
    public async Task While_head_office_is_down_nothing_is_lost()
    {
        using var client = _world.Client();
        using var worker = _world.Worker(client);
        _world.Append(5);
        await HeadOfficeWorld.DrainAsync(worker);
        await _world.Server.StopAsync();
        _world.Append(300);
        for (var i = 0; i < SyncLimits.NetworkDownFailures + 1; i++)
            Assert.Equal(SyncStep.Retry, await worker.StepAsync(CancellationToken.None));
        Assert.Equal(5, _world.Ledger.Acknowledged);
        Assert.Equal(["network_down"], _world.Notes.Select(note => note.Event));

        await _world.RestartAsync();
        await HeadOfficeWorld.DrainAsync(worker);

        _world.AssertHeldExactlyOnce();
        Assert.Equal(["network_down", "network_up"], _world.Notes.Select(note => note.Event));
    }

    [Fact]
    public async Task A_head_office_that_lost_its_newest_rows_gets_them_again()
    {
        using var client = _world.Client();
        using var worker = _world.Worker(client);
        _world.Append(5);
        _world.Ledger.Acknowledge(5);
        _world.Append(1);

        await HeadOfficeWorld.DrainAsync(worker);

        _world.AssertHeldExactlyOnce();
        Assert.Equal(6, _world.Ledger.Acknowledged);
    }

    [Fact]
    public async Task A_record_that_is_not_taken_blocks_nobody_and_the_chain_is_still_proven()
    {
        using var client = _world.Client();
        using var worker = _world.Worker(client);
        _world.Append(3);
        var bad = _world.Ledger.Append(new RecordDraft(RecordKind.Device, "started", Encoding.UTF8.GetBytes("not json")))!.Value;
        _world.Append(3);

        await HeadOfficeWorld.DrainAsync(worker);

        _world.AssertHeldExactlyOnce();
        Assert.Equal([bad], Assert.Single(_world.Server.VerifyChain()).Quarantined);
        Assert.Null(_world.Server.Records(_world.Ledger.Identity)[(int)bad - 1].Body);
        Assert.Equal("not json", Encoding.UTF8.GetString(_world.Ledger.Read(bad - 1, 1, 1)[0].Body.Span));
        var note = Assert.Single(_world.Notes);
        Assert.Equal(("quarantined", (long?)bad, "body_malformed"), (note.Event, note.Count, note.Detail));
    }

    [Fact]
    public async Task Two_thousand_records_through_random_faults_arrive_once_in_order()
    {
        var random = new Random(20261120);
        var faults = Enum.GetValues<HeadOfficeFault>();
        using var client = _world.Client();
        using var worker = _world.Worker(client);
        _world.Server.Faults = () => random.Next(2) == 0 ? HeadOfficeFault.None : faults[random.Next(faults.Length)];
        var restarts = 0;
        while (_world.Ledger.LastSequence < 2_000)
        {
            _world.Append(random.Next(1, 60));
            if (random.Next(20) == 0) _world.Ledger.Append(new RecordDraft(RecordKind.Device, "started", "broken"u8.ToArray()));
            await worker.StepAsync(CancellationToken.None);
            if (restarts < 3 && random.Next(30) == 0)
            {
                var again = _world.Server.Faults;
                await _world.RestartAsync();
                _world.Server.Faults = again;
                restarts++;
            }
        }

        _world.Server.Faults = () => HeadOfficeFault.None;
        await HeadOfficeWorld.DrainAsync(worker);

        _world.AssertHeldExactlyOnce();
        Assert.True(_world.Ledger.LastSequence >= 2_000);
    }

    [Fact]
    public async Task A_running_worker_sends_what_is_appended_and_tells_alarms_ahead()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var client = _world.Client();
        using var worker = _world.Worker(client);
        var running = worker.RunAsync(stop.Token);

        _world.Append(2);
        var alarm = _world.Ledger.Append(HeadOfficeWorld.Draft(3, alarm: true, code: "forced"))!.Value;
        await UntilAsync(() => _world.Ledger.Acknowledged == 3 && _world.Server.Hints().Count == 1, stop.Token);

        var hint = Assert.Single(_world.Server.Hints());
        Assert.Equal((alarm, "forced"), (hint.Sequence, hint.Code));
        Assert.Equal(_world.Ledger.HashAt(alarm).ToArray(), hint.Hash);
        _world.AssertHeldExactlyOnce();
        await stop.CancelAsync();
        await running;
    }

    private static async Task UntilAsync(Func<bool> holds, CancellationToken deadline)
    {
        while (!holds()) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, deadline);
    }
}
