using System.Buffers.Text;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.RideId;
using TempIdentity.Simulator.Tests.Issuers;
using TempIdentity.Simulator.Tests.Services.RideId;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.Simulator.Tests.Services.Http;

public sealed class RideIdHttpTests : IAsyncLifetime
{
    private ServiceClient _client = null!;

    public async Task InitializeAsync() => _client = await ServiceClient.StartAsync();

    public async Task DisposeAsync() => await _client.DisposeAsync();

    private VerdictCode Verdict(string code)
    {
        _client.World.Publisher.Publish(_client.Now);
        var files = Directory.EnumerateFiles(_client.World.Publisher.Directory)
            .ToDictionary(path => Path.GetFileName(path)!, File.ReadAllBytes);
        return TestWorld.Verdict(code, TestWorld.Load(files, _client.Now).Store!, _client.Now);
    }

    [Fact]
    [Trait("rule", "R5")]
    [Trait("rule", "R7")]
    [Trait("rule", "R9")]
    public async Task A_phone_applies_passes_the_check_and_shows_a_code()
    {
        var token = await _client.SessionAsync();
        var application = await _client.ApplyAsync(token, 0);
        var certificate = await _client.CheckAsync(token, application);
        Assert.Equal(200, certificate.Status);
        var from = certificate.Json.GetProperty("valid_from").GetDateTimeOffset();
        Assert.Equal(from.AddDays(1), certificate.Json.GetProperty("valid_until").GetDateTimeOffset());
        Assert.Equal("**甲", certificate.Text("masked_name"));
        var code = await _client.PostAsync("ride-id/v1/certificate/codes", new { algorithm = "sm2" }, token);
        Assert.Equal(60, code.Json.GetProperty("refresh_after_seconds").GetInt32());
        Assert.Contains("刷新", code.Text("advice_zh_cn"), StringComparison.Ordinal);
        Assert.Equal(VerdictCode.Granted, Verdict(code.Text("code")));
        Assert.Equal(certificate.Text("certificate_id"), (await _client.GetAsync("ride-id/v1/certificate", token)).Text("certificate_id"));
    }

    [Theory]
    [InlineData(SignatureAlgorithm.ESP256, "esp256")]
    [InlineData(SignatureAlgorithm.SM2, "sm2")]
    [Trait("rule", "R10")]
    public async Task A_phone_with_its_own_key_signs_codes_without_the_network(SignatureAlgorithm algorithm, string name)
    {
        var token = await _client.SessionAsync();
        await _client.CheckAsync(token, await _client.ApplyAsync(token, 0));
        using var key = SigningKey.Generate(algorithm);
        var holder = Base64Url.EncodeToString(key.PublicKey.ToCompressed());
        var grant = await _client.PostAsync("ride-id/v1/certificate/grants", new { holder_algorithm = name, holder_key = holder }, token);
        Assert.Equal(_client.Now.Seconds + 1800, grant.Json.GetProperty("ends_at").GetDateTimeOffset().ToUnixTimeSeconds());
        var code = CodeSigner.SignPresentation(Base64Url.DecodeFromChars(grant.Text("grant")), key, _client.Now, 1);
        Assert.Equal(VerdictCode.Granted, Verdict(code));
        foreach (var wrong in new[] { "AAAA", "!!", Base64Url.EncodeToString(new byte[33]), new string('A', 90) })
        {
            var refused = await _client.PostAsync(
                "ride-id/v1/certificate/grants", new { holder_algorithm = name, holder_key = wrong }, token);
            Assert.Equal("holder_key_refused", refused.Code);
        }
    }

    [Fact]
    [Trait("rule", "R1")]
    [Trait("rule", "R12")]
    public async Task A_user_registers_by_SMS_applies_with_nothing_typed_and_signs_out()
    {
        var person = CitizenRegister.Standard[7];
        var started = await _client.PostAsync("ride-id/v1/registrations", new
        {
            id_number = person.Number,
            name = person.Name,
            phone = "13800000007",
            password = RideWorld.Password,
        });
        Assert.Equal(202, started.Status);
        var sms = (await _client.GetAsync("ride-id/v1/simulation/outbox")).Json.GetProperty("messages")[0];
        var opened = await _client.PostAsync($"ride-id/v1/registrations/{started.Text("registration_id")}/confirmation",
            new { code = RideWorld.CodeIn(sms.GetProperty("text_zh_cn").GetString()!) });
        var token = opened.Text("token");
        var account = await _client.GetAsync("ride-id/v1/account", token);
        Assert.Equal("138****0007", account.Text("masked_phone"));
        Assert.Equal($"*****************{person.Number[^1]}", account.Text("masked_id_number"));
        Assert.Equal("sign_in_required", (await _client.GetAsync("ride-id/v1/account", await _client.SessionAsync())).Code);
        var application = (await _client.PostAsync("ride-id/v1/applications", ServiceClient.Application(null, null), token))
            .Text("application_id");
        Assert.Equal(200, (await _client.CheckAsync(token, application)).Status);
        Assert.Equal(204, (await _client.PostAsync("ride-id/v1/page/close", null, token)).Status);
        Assert.Equal(200, (await _client.GetAsync("ride-id/v1/certificate", token)).Status);
        Assert.Single((await _client.GetAsync("ride-id/v1/notices", token)).Json.GetProperty("notices").EnumerateArray());
        Assert.Equal(204, (await _client.PostAsync("ride-id/v1/sign-out", null, token)).Status);
        Assert.Equal("session_required", (await _client.GetAsync("ride-id/v1/certificate", token)).Code);
        var again = await _client.PostAsync("ride-id/v1/sign-in", new { phone = "13800000007", password = RideWorld.Password });
        Assert.True(again.Json.GetProperty("registered").GetBoolean());
        Assert.Equal("check_after_sign_in", (await _client.GetAsync("ride-id/v1/certificate", again.Text("token"))).Code);
    }

    [Fact]
    [Trait("rule", "R2")]
    public async Task A_refusal_says_what_to_do_in_both_languages()
    {
        var token = await _client.SessionAsync();
        var person = CitizenRegister.Standard[0];
        var refused = await _client.PostAsync("ride-id/v1/applications",
            new { id_number = person.Number, name = person.Name, location = new { authorised = true } }, token);
        Assert.Equal((422, "application/problem+json"), (refused.Status, refused.MediaType));
        Assert.Equal("urn:tempidentity:problem:location_not_fixed", refused.Text("type"));
        Assert.Equal(422, refused.Json.GetProperty("status").GetInt32());
        Assert.Equal("R2", refused.Text("rule"));
        Assert.Contains("重新定位", refused.Text("next_step_zh_cn"), StringComparison.Ordinal);
        // As it is read, not as escapes.
        Assert.Contains("重新定位", refused.Json.GetRawText(), StringComparison.Ordinal);
        Assert.NotEmpty(refused.Text("title"));
        Assert.NotEmpty(refused.Text("title_zh_cn"));
        Assert.NotEmpty(refused.Text("next_step"));
    }

    [Theory]
    [InlineData("POST", "ride-id/v1/sign-in", "{\"phone\":1}", 400, "malformed_request")]
    [InlineData("POST", "ride-id/v1/sign-in", "{", 400, "malformed_request")]
    [InlineData("POST", "ride-id/v1/sign-in", "{\"phone\":\"1\"}", 400, "malformed_request")]
    [InlineData("POST", "ride-id/v1/sign-in", "{\"phone\":\"1\",\"password\":\"2\",\"more\":3}", 400, "malformed_request")]
    [InlineData("POST", "ride-id/v1/sign-in", "{\"phone\":null,\"password\":\"2\"}", 400, "malformed_request")]
    [InlineData("POST", "ride-id/v1/sign-in", null, 400, "malformed_request")]
    [InlineData("GET", "ride-id/v1/sign-in", null, 405, "method_not_allowed")]
    [InlineData("GET", "ride-id/v1/nothing", null, 404, "not_found")]
    [InlineData("GET", "", null, 404, "not_found")]
    [InlineData("GET", "ride-id/v1/certificate", null, 401, "session_required")]
    [InlineData("POST", "ride-id/v1/sign-in", "{\"phone\":\"13900000000\",\"password\":\"none\"}", 401, "sign_in_refused")]
    [InlineData("GET", "ride-id/v1/operator/certificates/0000000000000001", null, 401, "operator_required")]
    [InlineData("GET", "ride-id/v1/simulation/outbox?after=x", null, 400, "malformed_request")]
    public async Task What_cannot_be_done_gets_problem_details(string method, string path, string? body, int status, string code)
    {
        var reply = await _client.SendAsync(new HttpMethod(method), path, body);
        Assert.Equal((status, code), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task A_body_without_end_and_one_that_is_no_JSON_are_refused()
    {
        var large = await _client.PostAsync("ride-id/v1/sign-in", "{\"phone\":\"" + new string('1', 100_000) + "\"}");
        Assert.Equal((413, "request_too_large"), (large.Status, large.Code));
    }

    [Fact]
    public async Task Only_the_operator_revokes()
    {
        var token = await _client.SessionAsync();
        var id = (await _client.CheckAsync(token, await _client.ApplyAsync(token, 0))).Text("certificate_id");
        var path = $"ride-id/v1/operator/certificates/{id}";
        Assert.Equal("operator_required", (await _client.PostAsync(path + "/revocation", new { reason = "holder_asked" }, token)).Code);
        var staff = _client.World.Operator.Text;
        Assert.Equal("not_found", (await _client.GetAsync("ride-id/v1/operator/certificates/zz", staff)).Code);
        Assert.False((await _client.GetAsync(path, staff)).Json.TryGetProperty("revocation", out _));
        var revoked = await _client.PostAsync(path + "/revocation", new { reason = "impersonation" }, staff);
        Assert.Equal("impersonation", revoked.Json.GetProperty("revocation").GetProperty("reason").GetString());
        Assert.Equal("certificate_revoked", (await _client.GetAsync("ride-id/v1/certificate", token)).Code);
    }

    [Fact]
    [Trait("rule", "R6")]
    public async Task Parallel_requests_of_many_sessions_keep_the_quota()
    {
        for (var i = 0; i < 2; i++)
        {
            var earlier = await _client.SessionAsync();
            Assert.Equal(200, (await _client.CheckAsync(earlier, await _client.ApplyAsync(earlier, 0))).Status);
            _client.Clock.Advance(86_400);
        }
        var runs = Enumerable.Range(0, 10).Select(async _ =>
        {
            var token = await _client.SessionAsync();
            return await _client.CheckAsync(token, await _client.ApplyAsync(token, 0));
        });
        var answers = await Task.WhenAll(runs);
        Assert.Single(answers, answer => !answer.Json.GetProperty("existing").GetBoolean());
        Assert.Single(answers.Select(answer => answer.Text("certificate_id")).Distinct());
        Assert.All(answers, answer => Assert.Equal(0, answer.Json.GetProperty("grants_left_this_month").GetInt32()));
        _client.Clock.Advance(86_400);
        var last = await _client.SessionAsync();
        Assert.Equal("quota_used", (await _client.CheckAsync(last, await _client.ApplyAsync(last, 0))).Code);
    }

    [Fact]
    public async Task Too_many_requests_say_when_to_come_back()
    {
        var token = await _client.SessionAsync();
        var application = await _client.ApplyAsync(token, 0);
        for (var i = 0; i < RideIdLimits.ChecksPerSessionMax; i++) await _client.CheckAsync(token, application, "timeout");
        var refused = await _client.CheckAsync(token, application);
        Assert.Equal((429, "too_many_requests"), (refused.Status, refused.Code));
        Assert.Equal(TimeSpan.FromSeconds(600), refused.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task A_host_that_was_killed_goes_on_where_its_last_answer_left_it()
    {
        var token = await _client.SessionAsync();
        var application = await _client.ApplyAsync(token, 0);
        await _client.PowerCutAsync();
        var certificate = await _client.CheckAsync(token, application);
        Assert.Equal(200, certificate.Status);
        await _client.PowerCutAsync();
        Assert.Equal(certificate.Text("certificate_id"), (await _client.GetAsync("ride-id/v1/certificate", token)).Text("certificate_id"));
        var code = await _client.PostAsync("ride-id/v1/certificate/codes", new { }, token);
        Assert.Equal(VerdictCode.Granted, Verdict(code.Text("code")));
    }

    [Fact]
    public async Task Simulated_time_is_read_and_advanced()
    {
        var before = (await _client.GetAsync("simulation/v1/clock")).Json.GetProperty("now").GetDateTimeOffset();
        var after = await _client.PostAsync("simulation/v1/clock/advance", new { seconds = 1800 });
        Assert.Equal(before.AddSeconds(1800), after.Json.GetProperty("now").GetDateTimeOffset());
        foreach (var seconds in new[] { -1L, 366L * 86_400 + 1 })
            Assert.Equal("malformed_request", (await _client.PostAsync("simulation/v1/clock/advance", new { seconds })).Code);
    }
}
