using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Sync;
using TempIdentity.Simulator.HeadOffice;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.Simulator.Tests.HeadOffice;

/// <summary>What head office refuses, and with which code. Each test states one reason.</summary>
public sealed class IntakeTests : IAsyncLifetime
{
    private readonly HeadOfficeWorld _world = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    public Task InitializeAsync() => _world.Server.StartAsync();

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task A_batch_and_its_replay_are_the_same()
    {
        _world.Append(3);
        var batch = Batch(0, 2);
        Assert.Equal(2, await AcknowledgedAsync(batch));
        Assert.Equal(3, await AcknowledgedAsync(Batch(0, 3)));

        Assert.Equal(3, await AcknowledgedAsync(batch));

        Assert.Equal(3, _world.Server.Records().Count);
        var report = Assert.Single(_world.Server.VerifyChain());
        Assert.True(report.Complete);
        Assert.Equal(3, report.SignedHead);
    }

    [Fact]
    public async Task A_gap_is_answered_with_the_sequence_expected()
    {
        _world.Append(5);
        await AcknowledgedAsync(Batch(0, 2));
        var problem = await RefusedAsync(Batch(3, 2), HttpStatusCode.Conflict, "sequence_gap");
        Assert.Equal(3, problem.Expected);
        Assert.Equal(2, _world.Server.Records().Count);
    }

    [Fact]
    public async Task A_batch_with_a_hole_is_malformed()
    {
        _world.Append(3);
        var batch = Batch(0, 3);
        await RefusedAsync(Sign(batch with { Records = [batch.Records[0], batch.Records[2]] }), HttpStatusCode.BadRequest,
            "malformed_batch");
        await RefusedAsync(Sign(batch with { Last = 4 }), HttpStatusCode.BadRequest, "malformed_batch");
        await RefusedAsync(Sign(batch with { First = long.MinValue }), HttpStatusCode.BadRequest, "malformed_batch");
        await RefusedAsync(Sign(batch with { Last = long.MinValue }), HttpStatusCode.BadRequest, "malformed_batch");
        Assert.Empty(_world.Server.Records());
    }

    [Fact]
    public async Task A_signature_of_another_key_is_refused()
    {
        _world.Append(1);
        await RefusedAsync(Sign(Batch(0, 1), _world.OtherKey), HttpStatusCode.Forbidden, "bad_signature");
        Assert.Empty(_world.Server.Records());
    }

    [Fact]
    public async Task What_was_signed_cannot_be_changed()
    {
        _world.Append(3);
        var batch = Batch(0, 2);
        await RefusedAsync(batch with { Head = batch.Head with { Sequence = 9 } }, HttpStatusCode.Forbidden, "bad_signature");
        await RefusedAsync(batch with { Epoch = "1" }, HttpStatusCode.Forbidden, "bad_signature");
        await RefusedAsync(batch with { Records = [batch.Records[0]], Last = 1 }, HttpStatusCode.Forbidden, "bad_signature");
    }

    [Fact]
    public async Task An_unknown_appliance_is_not_served()
    {
        _world.Append(1);
        var (status, problem) = await PostAsync("gate-9999", Bytes(Batch(0, 1)));
        Assert.Equal((HttpStatusCode.NotFound, "unknown_appliance"), (status, problem!.Code));
    }

    [Fact]
    public async Task An_appliance_cannot_write_for_another()
    {
        _world.Append(1);
        var (status, problem) = await PostAsync("gate-0002", Bytes(Sign(Batch(0, 1), _world.OtherKey)));
        Assert.Equal((HttpStatusCode.BadRequest, "malformed_batch"), (status, problem!.Code));
    }

    [Fact]
    public async Task A_closed_epoch_takes_nothing_more()
    {
        _world.Append(2);
        await AcknowledgedAsync(Batch(0, 1));
        _world.Server.CloseEpoch(_world.Ledger.Identity);
        await RefusedAsync(Batch(1, 1), HttpStatusCode.Forbidden, "epoch_closed");
        Assert.Single(_world.Server.Records());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1} ,")]
    [InlineData("{\"\\ud800\":\"\\ud800\"}x")]
    public async Task A_record_whose_body_is_no_json_object_is_named(string body)
    {
        _world.Append(1);
        _world.Ledger.Append(new RecordDraft(RecordKind.Device, "started", Encoding.UTF8.GetBytes(body)));
        var problem = await RefusedAsync(Batch(0, 2), HttpStatusCode.UnprocessableEntity, "record_refused");
        Assert.Equal((2L, "body_malformed"), (problem.Sequence, problem.Reason));
        Assert.Empty(_world.Server.Records());
    }

    [Fact]
    public async Task A_body_that_is_not_the_one_hashed_is_named()
    {
        _world.Append(3);
        var batch = Batch(0, 3);
        var changed = batch.Records.Select(record => record.Sequence == 2 ? record with { Body = "{\"number\":99}"u8.ToArray() } : record);
        var problem = await RefusedAsync(batch with { Records = [.. changed] }, HttpStatusCode.UnprocessableEntity, "record_refused");
        Assert.Equal((2L, "hash_mismatch"), (problem.Sequence, problem.Reason));
    }

    [Fact]
    public async Task A_changed_code_or_kind_is_named()
    {
        _world.Append(1);
        var batch = Batch(0, 1);
        var code = await RefusedAsync(batch with { Records = [batch.Records[0] with { Code = "granted" }] },
            HttpStatusCode.UnprocessableEntity, "record_refused");
        Assert.Equal("hash_mismatch", code.Reason);
        var kind = await RefusedAsync(batch with { Records = [batch.Records[0] with { Kind = 9 }] }, HttpStatusCode.UnprocessableEntity,
            "record_refused");
        Assert.Equal("kind_unknown", kind.Reason);
    }

    [Fact]
    public async Task A_second_history_of_the_same_epoch_is_a_conflict_and_kept_as_one()
    {
        _world.Append(3);
        await AcknowledgedAsync(Batch(0, 3));
        using var fork = new InMemoryLedger(_world.Ledger.Identity);
        for (var i = 0; i < 4; i++) fork.Append(HeadOfficeWorld.Draft(i == 1 ? 777 : i + 1));

        var problem = await RefusedAsync(BatchBuilder.Next(fork, 0, 4, _world.DeviceKey)!, HttpStatusCode.Conflict, "chain_conflict");
        Assert.Equal(2, problem.Sequence);
        await RefusedAsync(BatchBuilder.Next(fork, 3, 1, _world.DeviceKey)!, HttpStatusCode.Conflict, "chain_conflict");

        Assert.Equal([2L, 3L], _world.Server.Conflicts().Select(conflict => conflict.Sequence));
        Assert.Equal(fork.HashAt(2).ToArray(), _world.Server.Conflicts()[0].Offered);
        Assert.Equal(3, _world.Server.Records().Count);
        Assert.True(Assert.Single(_world.Server.VerifyChain()).Complete);
    }

    [Fact]
    public async Task A_signed_head_binds_records_that_come_later()
    {
        _world.Append(3);
        await AcknowledgedAsync(Batch(0, 2)); // signed with head 3
        using var fork = new InMemoryLedger(_world.Ledger.Identity);
        for (var i = 0; i < 3; i++) fork.Append(HeadOfficeWorld.Draft(i == 2 ? 777 : i + 1));

        var problem = await RefusedAsync(BatchBuilder.Next(fork, 2, 1, _world.DeviceKey)!, HttpStatusCode.Conflict, "chain_conflict");

        Assert.Equal(3, problem.Sequence);
        var report = Assert.Single(_world.Server.VerifyChain());
        Assert.True(report.Proven);
        Assert.False(report.Complete);
        Assert.Equal((2L, 3L), (report.HighWater, report.SignedHead));
    }

    [Fact]
    public async Task Rows_and_high_water_mark_change_together_or_not_at_all()
    {
        _world.Append(2);
        await AcknowledgedAsync(Batch(0, 1));
        await _world.Server.DisposeAsync();
        Sql("CREATE TRIGGER torn BEFORE UPDATE ON chains BEGIN SELECT RAISE(ABORT, 'torn'); END;");
        await RestartAsync();
        await RefusedAsync(Batch(1, 1), HttpStatusCode.ServiceUnavailable, "storage_failed");
        Assert.Single(_world.Server.Records());

        await _world.Server.DisposeAsync();
        Sql("DROP TRIGGER torn;");
        await RestartAsync();

        Assert.Equal(2, await AcknowledgedAsync(Batch(1, 1)));
        _world.AssertHeldExactlyOnce();
    }

    [Theory]
    [InlineData("UPDATE records SET body = x'7b7d' WHERE sequence = 2;", 2)]
    [InlineData("UPDATE records SET code = 'granted' WHERE sequence = 3;", 3)]
    [InlineData("UPDATE records SET body_hash = zeroblob(32), body = NULL WHERE sequence = 1;", 1)]
    public async Task A_stored_row_that_was_changed_is_found(string sql, long sequence)
    {
        _world.Append(3);
        await AcknowledgedAsync(Batch(0, 3));
        await _world.Server.DisposeAsync();
        Sql(sql);
        await RestartAsync();

        var report = Assert.Single(_world.Server.VerifyChain());

        Assert.False(report.Proven);
        Assert.Equal([sequence], report.Mismatches);
    }

    [Theory]
    [InlineData("DELETE FROM records WHERE sequence = 2;", 2)]
    [InlineData("DELETE FROM records WHERE sequence = 3;", 3)]
    public async Task A_row_that_was_deleted_is_a_hole(string sql, long sequence)
    {
        _world.Append(3);
        await AcknowledgedAsync(Batch(0, 3));
        await _world.Server.DisposeAsync();
        Sql(sql);
        await RestartAsync();
        var report = Assert.Single(_world.Server.VerifyChain());
        Assert.False(report.Proven);
        Assert.Equal([sequence], report.Holes);
    }

    [Fact]
    public async Task Head_and_rows_cut_off_together_do_not_pass_for_the_signed_head()
    {
        _world.Append(3);
        await AcknowledgedAsync(Batch(0, 3));
        await _world.Server.DisposeAsync();
        Sql("DELETE FROM records WHERE sequence = 3; UPDATE chains SET high_water = 2, head_sequence = 2;");
        await RestartAsync();
        var report = Assert.Single(_world.Server.VerifyChain());
        Assert.False(report.HeadSigned);
        Assert.False(report.Complete);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("<html>")]
    [InlineData("{\"appliance\":\"gate-0001\",\"epoch\":\"1\",\"first\":1,\"last\":1,\"previous\":\"\","
        + "\"head\":null,\"records\":[null],\"signature\":\"\"}")]
    [InlineData("{\"appliance\":\"\\ud800\",\"epoch\":\"1\",\"first\":1,\"last\":1,\"previous\":\"\","
        + "\"head\":{\"sequence\":1,\"hash\":\"\"},\"records\":[null],\"signature\":\"\"}")]
    public async Task Rubbish_is_malformed(string body)
    {
        var (status, problem) = await PostAsync(HeadOfficeWorld.Appliance, Encoding.UTF8.GetBytes(body));
        Assert.Equal((HttpStatusCode.BadRequest, "malformed_batch"), (status, problem!.Code));
    }

    [Fact]
    public async Task Each_byte_of_a_batch_cut_off_or_changed_is_refused_without_a_failure()
    {
        _world.Append(1);
        var bytes = Bytes(Batch(0, 1));
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var hostile = bytes.ToArray();
            hostile[random.Next(hostile.Length)] ^= (byte)(1 << random.Next(8));
            var (status, _) = await PostAsync(HeadOfficeWorld.Appliance, i % 2 == 0 ? hostile : hostile[..random.Next(hostile.Length)]);
            Assert.Contains((int)status, (int[])[200, 400, 403, 409, 422]);
        }
        Assert.All(_world.Server.VerifyChain(), report => Assert.True(report.Proven));
    }

    [Fact]
    public async Task A_request_beyond_its_limit_is_refused()
    {
        var (status, problem) = await PostAsync(HeadOfficeWorld.Appliance, new byte[SyncLimits.RequestBytesMax + 1]);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "oversize"), (status, problem!.Code));
    }

    [Fact]
    public void Every_problem_has_both_languages_and_a_code_of_its_own()
    {
        Assert.Equal(Problem.All.Count, Problem.All.Select(problem => problem.Code).Distinct().Count());
        Assert.All(Problem.All, problem =>
        {
            Assert.True(DraftCheck.IsCode(problem.Code));
            Assert.Contains(problem.TitleZhCn, c => c is >= '\u4e00' and <= '\u9fff');
            Assert.DoesNotContain(problem.Title, c => c > 127);
        });
    }

    [Fact]
    public async Task A_hint_of_another_key_is_refused_and_the_same_hint_is_kept_once()
    {
        _world.Ledger.Append(HeadOfficeWorld.Draft(1, alarm: true));
        var record = _world.Ledger.Read(0, 1, 1)[0];
        using var client = _world.Client();
        Assert.False(await client.HintAsync(BatchBuilder.Hint(_world.Ledger.Identity, record, _world.OtherKey), CancellationToken.None));
        Assert.Empty(_world.Server.Hints());

        var hint = BatchBuilder.Hint(_world.Ledger.Identity, record, _world.DeviceKey);
        Assert.True(await client.HintAsync(hint, CancellationToken.None));
        Assert.True(await client.HintAsync(hint, CancellationToken.None));
        Assert.Single(_world.Server.Hints());
    }

    private BatchMessage Batch(long after, int count) => BatchBuilder.Next(_world.Ledger, after, count, _world.DeviceKey)!;

    private BatchMessage Sign(BatchMessage batch, SigningKey? key = null) =>
        batch with { Signature = (key ?? _world.DeviceKey).Sign(SignedBytes.Batch(batch, _world.Ledger.Identity.Epoch)) };

    private static byte[] Bytes(BatchMessage batch) => JsonSerializer.SerializeToUtf8Bytes(batch, SyncJson.Default.BatchMessage);

    private async Task<long> AcknowledgedAsync(BatchMessage batch)
    {
        using var client = _world.Client();
        var answer = await client.SendAsync(batch, CancellationToken.None);
        return Assert.IsType<HeadOfficeAnswer.Acknowledged>(answer).Sequence;
    }

    private async Task<ProblemMessage> RefusedAsync(BatchMessage batch, HttpStatusCode status, string code)
    {
        var (got, problem) = await PostAsync(HeadOfficeWorld.Appliance, Bytes(batch));
        Assert.Equal((status, code), (got, problem?.Code));
        return problem!;
    }

    private async Task<(HttpStatusCode Status, ProblemMessage? Problem)> PostAsync(string appliance, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await _http.PostAsync(new Uri(_world.Server.Url, $"v1/appliances/{appliance}/batches"), content);
        var body = await answer.Content.ReadAsByteArrayAsync();
        return (answer.StatusCode, AnswerReader.Parse(body, SyncJson.Default.ProblemMessage));
    }

    private async Task RestartAsync() => await _world.RestartAsync();

    private void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_world.DatabasePath};Pooling=False");
        connection.Open();
        LedgerSchema.Execute(connection, sql);
    }
}
