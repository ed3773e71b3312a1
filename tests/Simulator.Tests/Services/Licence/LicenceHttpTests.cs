using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.Simulator.Services.Licence.Drivers;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.Simulator.Tests.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.Simulator.Tests.Services.Licence;

/// <summary>The licence issuer as a phone and an operator meet it.</summary>
public sealed partial class LicenceHttpTests : IAsyncLifetime
{
    private readonly ServiceFiles _files = new();
    private readonly ServiceWorld _world;
    private readonly ServiceHost _host;
    private readonly HttpClient _client = new();
    private int _phones;

    public LicenceHttpTests()
    {
        _world = new ServiceWorld(_files.In("data"), ServiceClock.Simulated(LicenceWorld.Start));
        _host = new ServiceHost(_world.Modules(), port: 0);
    }

    public async Task InitializeAsync()
    {
        await _host.StartAsync();
        _client.BaseAddress = _host.Url;
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
        _world.Dispose();
        _files.Dispose();
    }

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex SixDigits();

    [Fact]
    [Trait("rule", "L14")]
    public async Task A_phone_registers_files_applies_and_shows_a_code_that_verifies()
    {
        var token = await CheckedAsync(0);
        var application = await OkAsync(HttpStatusCode.Created, HttpMethod.Post, "applications", token, new { });
        Assert.Equal("issued", application.GetProperty("state").GetString());
        var display = await OkAsync(HttpStatusCode.OK, HttpMethod.Post, "licence/display", token, new { });
        var code = display.GetProperty("code");
        Assert.Equal(display.GetProperty("generated_at").GetDateTimeOffset(), code.GetProperty("generated_at").GetDateTimeOffset());
        Assert.Equal(LicenceWorld.Start, UnixTime.From(display.GetProperty("generated_at").GetDateTimeOffset()));
        Assert.Equal("black", display.GetProperty("colour").GetString());
        Assert.Equal("正常", display.GetProperty("statuses")[0].GetProperty("text_zh_cn").GetString());
        var load = TestWorld.Load(_world.Authorities.Trust.Publish(LicenceWorld.Start, []), LicenceWorld.Start);
        Assert.Equal(VerdictCode.Granted, TestWorld.Verdict(code.GetProperty("code").GetString()!, load.Store!, LicenceWorld.Start));
        using var photo = await SendAsync(HttpMethod.Get, "licence/photo", token, null);
        Assert.Equal("image/png", photo.Content.Headers.ContentType?.MediaType);
        Assert.True(photo.Headers.CacheControl?.NoStore);
    }

    [Fact]
    [Trait("rule", "L5")]
    public async Task An_uploaded_photo_is_reviewed_and_the_outbox_tells_it()
    {
        var token = await CheckedAsync(4);
        var photo = await UploadAsync(token, TestPhotos.Jpeg(), "image/jpeg", "photos?source=album&taken_on=2026-11-01");
        Assert.Equal("jpeg", photo.GetProperty("format").GetString());
        var body = new
        {
            way = "album",
            photo_id = photo.GetProperty("photo_id").GetString(),
            simulated_findings = new[] { "ears_or_brows_covered" },
        };
        var application = await OkAsync(HttpStatusCode.Created, HttpMethod.Post, "applications", token, body);
        Assert.Equal("submitted", application.GetProperty("state").GetString());
        Assert.True(application.GetProperty("holidays_known").GetBoolean());
        _world.Clock.Advance(86_400);
        var applications = await OkAsync(HttpStatusCode.OK, HttpMethod.Get, "applications", token, null);
        var refused = applications.GetProperty("applications")[0];
        Assert.Equal("refused", refused.GetProperty("state").GetString());
        Assert.Equal("ears_or_brows_covered", refused.GetProperty("refused").GetProperty("findings")[0].GetProperty("finding").GetString());
        var outbox = await OkAsync(HttpStatusCode.OK, HttpMethod.Get, "simulation/outbox", null, null);
        Assert.Contains(outbox.GetProperty("messages").EnumerateArray(), message =>
            message.GetProperty("text_zh_cn").GetString()!.Contains("未通过审核", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_operator_sets_statuses_reviews_and_changes_licences()
    {
        var token = await CheckedAsync(0);
        await OkAsync(HttpStatusCode.Created, HttpMethod.Post, "applications", token, new { });
        var driver = new { document_type = "resident_identity_card", document_number = LicenceWorld.Person(0).Number };
        var status = new { status = "twelve_points", reason = "points_reached", from = "2026-11-01T00:00:00+08:00" };
        var operatorToken = _world.Operator.Text;
        await OkAsync(HttpStatusCode.OK, HttpMethod.Post, "operator/drivers/statuses", operatorToken,
            new { driver, statuses = new[] { status } });
        var display = await OkAsync(HttpStatusCode.OK, HttpMethod.Post, "licence/display", token, new { });
        Assert.Equal("red", display.GetProperty("colour").GetString());
        var renewal = await OkAsync(HttpStatusCode.OK, HttpMethod.Post, "operator/drivers/renewal", operatorToken,
            new { driver, classes = new[] { "C1", "D" } });
        Assert.True(renewal.GetProperty("must_apply_again").GetBoolean());
        await RefusedAsync("superseded_by_renewal", 409, HttpMethod.Post, "licence/codes", token, new { });
        await OkAsync(HttpStatusCode.OK, HttpMethod.Post, "operator/drivers/transfer-in", operatorToken,
            new { driver, authority = 150300 });
        var waiting = await OkAsync(HttpStatusCode.OK, HttpMethod.Get, "operator/applications", operatorToken, null);
        Assert.Empty(waiting.GetProperty("applications").EnumerateArray());
        await RefusedAsync("operator_required", 401, HttpMethod.Get, "operator/applications", token, null);
    }

    [Fact]
    public async Task A_phone_gets_a_grant_for_its_key()
    {
        var token = await CheckedAsync(0);
        await OkAsync(HttpStatusCode.Created, HttpMethod.Post, "applications", token, new { });
        using var key = _world.Authorities.Secrets.DeriveKey(SignatureAlgorithm.ESP256, "phone");
        var holder = Base64Url.EncodeToString(key.PublicKey.ToCompressed());
        var grant = await OkAsync(
            HttpStatusCode.OK, HttpMethod.Post, "licence/grants", token, new { holder_algorithm = "esp256", holder_key = holder });
        Assert.NotEmpty(Base64Url.DecodeFromChars(grant.GetProperty("grant").GetString()));
        await RefusedAsync("holder_key_malformed", 422, HttpMethod.Post, "licence/grants", token,
            new { holder_algorithm = "esp256", holder_key = new string('A', 44) });
    }

    [Fact]
    public async Task Refusals_are_problem_details_with_a_next_step_in_both_languages()
    {
        var token = await RegisteredAsync(0);
        await RefusedAsync("session_required", 401, HttpMethod.Get, "filing", null, null);
        await RefusedAsync("licence_not_filed", 409, HttpMethod.Get, "filing", token, null);
        await RefusedAsync("archive_number_refused", 403, HttpMethod.Post, "filing", token, new { archive_number = "999999999999" });
        await RefusedAsync("malformed_request", 400, HttpMethod.Post, "filing", token, new { archive_number = 5 });
        await RefusedAsync("malformed_request", 400, HttpMethod.Post, "filing", token, new { archive = "999999999999" });
        await RefusedAsync("not_found", 404, HttpMethod.Get, "nothing", token, null);
    }

    [Fact]
    [Trait("rule", "L6")]
    public async Task Photos_that_are_none_are_refused_by_name()
    {
        var token = await CheckedAsync(0);
        await PhotoRefusedAsync("photo_renamed_format", 422, token, TestPhotos.Png(), "image/jpeg");
        await PhotoRefusedAsync("unsupported_media_type", 415, token, TestPhotos.Png(), "image/gif");
        await PhotoRefusedAsync("photo_too_many_bytes", 422, token, new byte[PhotoLimits.BytesMax + 1], "image/jpeg");
        await PhotoRefusedAsync("request_too_large", 413, token, new byte[PhotoLimits.BytesMax + 100_000], "image/jpeg");
        using var nowhere = await SendAsync(HttpMethod.Post, "photos?source=elsewhere", token, Picture(TestPhotos.Png(), "image/png"));
        await AssertProblemAsync("malformed_request", 400, nowhere);
        await PhotoRefusedAsync("session_required", 401, "nobody", TestPhotos.Png(), "image/png");
    }

    [Fact]
    [Trait("rule", "L15")]
    public async Task The_purposes_are_told()
    {
        var purposes = await OkAsync(HttpStatusCode.OK, HttpMethod.Get, "purposes", null, null);
        Assert.Equal(7, purposes.GetProperty("purposes").GetArrayLength());
    }

    [Fact]
    public async Task The_document_names_every_operation_its_answers_and_its_problems()
    {
        var document = JsonDocument.Parse(await _client.GetStringAsync(new Uri("openapi/licence.json", UriKind.Relative))).RootElement;
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Path: path.Name, operation.Value))).ToArray();
        Assert.Equal(25, operations.Length);
        Assert.All(operations, operation => Assert.StartsWith("/licence/v1/", operation.Path, StringComparison.Ordinal));
        var identifiers = operations.Select(operation => operation.Value.GetProperty("operationId").GetString()).ToArray();
        Assert.Equal(identifiers.Length, identifiers.Distinct().Count());
        Assert.All(operations, operation =>
        {
            var responses = operation.Value.GetProperty("responses").EnumerateObject().ToArray();
            Assert.Contains(responses, response => response.Name[0] == '2');
            Assert.All(responses.Where(response => response.Name[0] != '2'), response =>
                Assert.True(response.Value.GetProperty("content").TryGetProperty("application/problem+json", out _)));
        });
        var schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.Contains("locked", schemas.GetProperty("CredentialStatus").GetRawText(), StringComparison.Ordinal);
        var upload = operations.Single(operation => operation.Path.EndsWith("/photos", StringComparison.Ordinal)).Value;
        Assert.Equal(["source", "taken_on"], upload.GetProperty("parameters").EnumerateArray()
            .Select(parameter => parameter.GetProperty("name").GetString()));
        Assert.Contains("album", upload.GetProperty("parameters")[0].GetRawText(), StringComparison.Ordinal);
        Assert.True(upload.GetProperty("requestBody").GetProperty("content").TryGetProperty("image/png", out _));
    }

    private async Task<string> RegisteredAsync(int driver)
    {
        var person = LicenceWorld.Person(driver);
        var started = await OkAsync(HttpStatusCode.Accepted, HttpMethod.Post, "registrations", null, new
        {
            document_number = person.Number,
            name = person.Name,
            phone = FormattableString.Invariant($"137{_phones++:D8}"),
            address = "测试路1号",
            password = LicenceWorld.Password,
        });
        var outbox = await OkAsync(HttpStatusCode.OK, HttpMethod.Get, "simulation/outbox", null, null);
        var code = SixDigits().Match(outbox.GetProperty("messages").EnumerateArray().Last().GetProperty("text_zh_cn").GetString()!).Value;
        var id = started.GetProperty("registration_id").GetString();
        var session = await OkAsync(
            HttpStatusCode.Created, HttpMethod.Post, $"registrations/{id}/confirmation", null, new { code });
        return session.GetProperty("token").GetString()!;
    }

    private async Task<string> CheckedAsync(int driver)
    {
        var token = await RegisteredAsync(driver);
        await OkAsync(HttpStatusCode.OK, HttpMethod.Post, "filing", token,
            new { archive_number = StandardDrivers.ArchiveNumberOf(driver) });
        await OkAsync(HttpStatusCode.OK, HttpMethod.Post, "real-person-checks", token, new { camera = "pass" });
        return token;
    }

    private async Task<JsonElement> OkAsync(HttpStatusCode status, HttpMethod method, string path, string? token, object? body)
    {
        using var response = await SendAsync(method, path, token, body is null ? null : JsonContent.Create(body));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{path}: {(int)response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task RefusedAsync(string code, int status, HttpMethod method, string path, string? token, object? body)
    {
        using var response = await SendAsync(method, path, token, body is null ? null : JsonContent.Create(body));
        await AssertProblemAsync(code, status, response);
    }

    private async Task<JsonElement> UploadAsync(string token, byte[] photo, string mediaType, string path)
    {
        using var response = await SendAsync(HttpMethod.Post, path, token, Picture(photo, mediaType));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.Created, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task PhotoRefusedAsync(string code, int status, string token, byte[] photo, string mediaType)
    {
        using var response = await SendAsync(HttpMethod.Post, "photos?source=album", token, Picture(photo, mediaType));
        await AssertProblemAsync(code, status, response);
    }

    private static async Task AssertProblemAsync(string code, int status, HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, text);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal("urn:tempidentity:problem:" + code, problem.GetProperty("type").GetString());
        foreach (var name in new[] { "title", "title_zh_cn", "next_step", "next_step_zh_cn" })
            Assert.NotEmpty(problem.GetProperty(name).GetString()!);
    }

    private static ByteArrayContent Picture(byte[] photo, string mediaType)
    {
        var content = new ByteArrayContent(photo);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return content;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, new Uri("licence/v1/" + path, UriKind.Relative)) { Content = content };
        // A phone with a large picture asks first, so that a refusal comes before the picture goes.
        request.Headers.ExpectContinue = content is ByteArrayContent;
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _client.SendAsync(request);
    }
}
