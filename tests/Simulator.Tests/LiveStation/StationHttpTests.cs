using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using TempIdentity.Simulator.Imaging;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.LiveStation;
using TempIdentity.Simulator.LiveStation.Http;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.Simulator.Tests.Imaging;
using TempIdentity.Simulator.Tests.Issuers;
using TempIdentity.Simulator.Tests.Services;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.Simulator.Tests.LiveStation;

/// <summary>The station's addresses as a page meets them, over a station without machines.</summary>
public sealed class StationHttpTests : IAsyncLifetime
{
    private readonly ServiceFiles _files = new();
    private readonly HttpClient _http = new();
    private readonly ServiceClock _clock = ServiceClock.Simulated(TestWorld.Start);
    private ServiceWorld _world = null!;
    private FakeStation _station = null!;
    private StationParts _parts = null!;
    private ServiceHost _host = null!;

    public async Task InitializeAsync()
    {
        _world = new ServiceWorld(_files.Directory, _clock);
        _world.Publisher.Publish(_clock.Now);
        _station = new FakeStation(_world);
        _parts = new StationParts(_station, _world, TimeProvider.System);
        _host = new ServiceHost([new StationModule(_parts, _clock, TimeProvider.System)], port: 0);
        await _host.StartAsync();
        _http.BaseAddress = _host.Url;
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
        await _parts.DisposeAsync();
        _world.Dispose();
        _files.Dispose();
    }

    private string Code() => _world.Authorities.RideIds.IssueCode(
        _world.Authorities.RideIds.Grant(People.Default, _clock.Now), SignatureAlgorithm.ESP256, _clock.Now).Value!;

    private async Task<(int Status, string? Code, JsonElement Json, string Text)> SendAsync(string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(content is null ? HttpMethod.Get : HttpMethod.Post, "station/v1/" + path);
        request.Content = content;
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var json = JsonDocument.Parse(text).RootElement;
        var problem = response.Content.Headers.ContentType?.MediaType == ServiceProblem.MediaType;
        return ((int)response.StatusCode, problem ? json.GetProperty("code").GetString() : null, json, text);
    }

    private Task<(int Status, string? Code, JsonElement Json, string Text)> PostAsync(string path, object body) =>
        SendAsync(path, JsonContent.Create(body));

    private Task<(int Status, string? Code, JsonElement Json, string Text)> PictureAsync(byte[] png)
    {
        var content = new ByteArrayContent(png);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return SendAsync("lanes/1/scans", content);
    }

    [Fact]
    public async Task A_code_as_text_gets_its_verdict_and_what_is_none_is_refused_by_name()
    {
        var granted = await PostAsync("lanes/1/scans", new { text = Code() });
        Assert.Equal("granted", granted.Json.GetProperty("verdict").GetProperty("code").GetString());
        Assert.Equal("text", granted.Json.GetProperty("verdict").GetProperty("read_as").GetString());
        Assert.Equal("lane_unknown", (await PostAsync("lanes/9/scans", new { text = "TI1:" })).Code);
        foreach (var malformed in new[] { "{}", "{\"text\":null}", "null", "[]", "{\"text\":1}", "{" })
            Assert.Equal("malformed_request",
                (await SendAsync("lanes/1/scans", new StringContent(malformed, Encoding.UTF8, "application/json"))).Code);
        Assert.Equal("unsupported_media_type",
            (await SendAsync("lanes/1/scans", new StringContent("TI1:", Encoding.UTF8, "text/plain"))).Code);
    }

    [ZbarFact]
    public async Task A_picture_is_read_and_what_is_none_is_refused_by_name()
    {
        var code = Code();
        var read = await PictureAsync(QrImage.Of(code).ToPng());
        Assert.Equal("image", read.Json.GetProperty("verdict").GetProperty("read_as").GetString());
        Assert.Equal("not_a_picture", (await PictureAsync([1, 2, 3])).Code);
        Assert.Equal("no_code_in_picture", (await PictureAsync(TestPng.Grey8(64, 64, new byte[64 * 64]))).Code);
        Assert.Equal("two_codes", (await PictureAsync(SideBySide(QrImage.Of(code), QrImage.Of(Code())))).Code);
        Assert.Equal("not_a_picture", (await PictureAsync(new byte[PictureReader.BytesMax])).Code);
        Assert.Equal("request_too_large", (await PictureAsync(new byte[PictureReader.BytesMax + 1])).Code);
    }

    [Fact]
    public async Task Books_show_no_identity_without_the_key_and_only_the_right_one_opens()
    {
        var code = Code();
        await PostAsync("lanes/1/scans", new { text = code });
        var state = await SendAsync("state", null);
        foreach (var secret in new[] { People.Default.Number, People.Default.Name, code, _station.HeadOfficeKey })
            Assert.DoesNotContain(secret, state.Text, StringComparison.Ordinal);
        Assert.Equal("key_needed", (await PostAsync("books/open", new { record = 1 })).Code);
        Assert.Equal("key_needed", (await PostAsync("books/open", new { record = 1, key = "" })).Code);
        var wrong = await PostAsync("books/open", new { record = 1, key = Convert.ToBase64String(new byte[32]) });
        Assert.Equal((403, "key_wrong"), (wrong.Status, wrong.Code));
        Assert.DoesNotContain(People.Default.Number, wrong.Text, StringComparison.Ordinal);
        Assert.Equal("record_unknown", (await PostAsync("books/open", new { record = 99, key = _station.HeadOfficeKey })).Code);
        var opened = await PostAsync("books/open", new { record = 1, key = _station.HeadOfficeKey });
        Assert.Equal((code, "opened"), (opened.Json.GetProperty("code").GetString(), opened.Json.GetProperty("knowledge").GetString()));
        Assert.Equal(People.Default.Number, opened.Json.GetProperty("identity").GetProperty("number").GetString());
    }

    [Fact]
    public async Task Whose_a_screenshot_was_nobody_sees_even_with_the_key()
    {
        var code = Code();
        _clock.Advance(91);
        _station.Says = VerdictCode.CodeStale;
        await PostAsync("lanes/1/scans", new { text = code });
        var opened = await PostAsync("books/open", new { record = 1, key = _station.HeadOfficeKey });
        Assert.Equal("not_verified", opened.Json.GetProperty("knowledge").GetString());
        Assert.DoesNotContain(People.Default.Number, opened.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_not_tried_at_leisure()
    {
        for (var i = 0; i < BookOpener.WrongKeys.AttemptsMax; i++)
            Assert.Equal("key_wrong", (await PostAsync("books/open", new { record = 1, key = $"{i}" })).Code);
        var refused = await PostAsync("books/open", new { record = 1, key = _station.HeadOfficeKey });
        Assert.Equal((429, "too_many_requests"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task What_it_should_cause_is_told_apart_from_what_it_did_cause()
    {
        // Nobody sold this person a ticket: the world knows, whatever the agent says.
        _station.Says = VerdictCode.NoTicket;
        var right = await PostAsync("trials", new { cheat = "screenshot", lane = "1", text = Code() });
        Assert.Equal((201, "as_expected"), (right.Status, right.Json.GetProperty("state").GetString()));
        _station.Says = VerdictCode.Granted;
        var code = Code();
        var wrong = await PostAsync("trials", new { cheat = "screenshot", lane = "1", text = code });
        Assert.Equal("otherwise", wrong.Json.GetProperty("state").GetString());
        Assert.Equal("no_ticket", wrong.Json.GetProperty("expected")[0].GetProperty("codes")[0].GetString());
        Assert.Equal("granted", wrong.Json.GetProperty("caused")[0].GetProperty("code").GetString());
        Assert.DoesNotContain(code, (await SendAsync("state", null)).Text, StringComparison.Ordinal);
        _station.Says = VerdictCode.Replayed;
        var again = await PostAsync("trials", new { cheat = "forward", lane = "1", text = code });
        Assert.Equal("as_expected", again.Json.GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("forge", "unknown_key")]
    [InlineData("forge_signature", "bad_signature")]
    [InlineData("steal_key", "verifier_key_missing")]
    public async Task A_forger_is_foretold_by_what_the_forger_has_not(string cheat, string code)
    {
        var trial = await PostAsync("trials", new { cheat, lane = "1", text = Code() });
        Assert.Equal(code, trial.Json.GetProperty("expected")[0].GetProperty("codes")[0].GetString());
    }

    [Fact]
    public async Task A_withdrawn_key_counts_no_more_and_its_reserve_signs()
    {
        Assert.Equal("nothing_stolen", (await PostAsync("trials", new { cheat = "withdraw_stolen_key", lane = "1" })).Code);
        var stolen = _world.Authorities.RideIds.CodeKeys.Active(SignatureAlgorithm.ESP256, _clock.Now).Id;
        await PostAsync("trials", new { cheat = "steal_key", lane = "1", text = Code() });
        _station.Says = VerdictCode.UnknownKey;
        var trial = await PostAsync("trials", new { cheat = "withdraw_stolen_key", lane = "1" });
        Assert.Equal("as_expected", trial.Json.GetProperty("state").GetString());
        Assert.NotEqual(stolen, _world.Authorities.RideIds.CodeKeys.Active(SignatureAlgorithm.ESP256, _clock.Now).Id);
        await PostAsync("trials", new { cheat = "steal_key", lane = "1", text = Code() });
        Assert.Equal("no_reserve_key", (await PostAsync("trials", new { cheat = "withdraw_stolen_key", lane = "1" })).Code);
    }

    [Theory]
    [InlineData("{\"cheat\":\"screenshot\"}", "code_needed")]
    [InlineData("{\"cheat\":\"screenshot\",\"lane\":\"1\",\"text\":\"HELLO\"}", "no_credential")]
    [InlineData("{\"cheat\":\"screenshot\",\"lane\":\"9\",\"text\":\"TI1:\"}", "lane_unknown")]
    [InlineData("{\"cheat\":\"suspend\",\"lane\":\"1\",\"text\":\"TI1:\"}", "no_credential")]
    [InlineData("{\"cheat\":\"unplug_scanner\",\"lane\":\"9\"}", "lane_unknown")]
    [InlineData("{\"cheat\":\"bribe\"}", "malformed_request")]
    public async Task A_trial_that_cannot_be_made_is_refused_by_name(string body, string code) =>
        Assert.Equal(code, (await SendAsync("trials", new StringContent(body, Encoding.UTF8, "application/json"))).Code);

    [Fact]
    public async Task Events_begin_with_the_whole_state_and_a_new_line_heals()
    {
        for (var line = 0; line < 2; line++)
        {
            using var stream = await OpenAsync();
            Assert.Equal("state", (await EventAsync(stream)).Name);
            await PostAsync("lanes/1/scans", new { text = Code() });
            var names = new HashSet<string>();
            while (names.Count < 2) names.Add((await EventAsync(stream)).Name);
            Assert.Equal(["state", "verdict"], names.Order());
        }
    }

    [Fact]
    public async Task One_visitor_too_many_is_refused_by_name()
    {
        var places = Enumerable.Range(0, EventHub.VisitorsMax).Select(_ => _parts.Feed.Hub.Join()!).ToList();
        var refused = await SendAsync("events", null);
        Assert.Equal((503, "too_many_visitors"), (refused.Status, refused.Code));
        places[0].Dispose();
        using var stream = await OpenAsync();
        Assert.Equal("state", (await EventAsync(stream)).Name);
        foreach (var place in places) place.Dispose();
    }

    [Fact]
    public async Task The_document_is_there()
    {
        var document = JsonDocument.Parse(await _http.GetStringAsync("openapi/station.json")).RootElement;
        Assert.Equal(["/station/v1/books/open", "/station/v1/events", "/station/v1/lanes/{lane}/scans", "/station/v1/state",
            "/station/v1/trials"], document.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order());
    }

    private async Task<StreamReader> OpenAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "station/v1/events");
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal((HttpStatusCode.OK, EventStream.MediaType), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        return new StreamReader(await response.Content.ReadAsStreamAsync());
    }

    private static async Task<(string Name, string Data)> EventAsync(StreamReader stream)
    {
        var (name, data) = ("", "");
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await stream.ReadLineAsync(late.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line["event: ".Length..];
            if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line["data: ".Length..];
            if (line.Length == 0 && data.Length > 0) return (name, data);
        }
        throw new EndOfStreamException("The line is over.");
    }

    private static byte[] SideBySide(QrImage left, QrImage right)
    {
        Assert.True(PngReader.TryRead(left.ToPng(), out var one));
        Assert.True(PngReader.TryRead(right.ToPng(), out var two));
        var (width, height) = (one!.Width + two!.Width, Math.Max(one.Height, two.Height));
        var pixels = new byte[width * height];
        Array.Fill(pixels, byte.MaxValue);
        for (var y = 0; y < one.Height; y++) Array.Copy(one.Pixels, y * one.Width, pixels, y * width, one.Width);
        for (var y = 0; y < two.Height; y++) Array.Copy(two.Pixels, y * two.Width, pixels, y * width + one.Width, two.Width);
        return TestPng.Grey8(width, height, pixels);
    }
}
