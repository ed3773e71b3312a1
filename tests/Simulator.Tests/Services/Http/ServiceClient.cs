using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.Simulator.Tests.Issuers;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Tests.Services.Http;

/// <summary>The services over HTTP on a free port, and a client that knows the published messages only.</summary>
internal sealed class ServiceClient : IAsyncDisposable
{
    private readonly List<IDisposable> _left = [];
    private HttpClient _http = new();
    private ServiceFiles _files = new();
    private ServiceHost? _host;

    public ServiceClock Clock { get; } = ServiceClock.Simulated(TestWorld.Start);

    public ServiceWorld World { get; private set; } = null!;

    public UnixTime Now => Clock.Now;

    public Uri Url => _host!.Url;

    public static async Task<ServiceClient> StartAsync()
    {
        var client = new ServiceClient();
        await client.OpenAsync();
        return client;
    }

    /// <summary>Ends the host without its files' being closed, and starts another one on what lies on the disk at this moment.</summary>
    public async Task PowerCutAsync()
    {
        var after = _files.AfterPowerCut();
        _left.Add(World);
        _left.Add(_files);
        using var hard = new CancellationTokenSource();
        await hard.CancelAsync();
        await _host!.StopAsync(hard.Token);
        _http.Dispose();
        _http = new HttpClient();
        _files = after;
        await OpenAsync();
    }

    /// <summary>Sends JSON and gives status and JSON.</summary>
    public async Task<Reply> SendAsync(HttpMethod method, string path, object? body = null, string? token = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is string raw) request.Content = new StringContent(raw, Encoding.UTF8, "application/json");
        else if (body is not null) request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Reply((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType,
            text.Length == 0 ? default : JsonDocument.Parse(text).RootElement, response.Headers);
    }

    public Task<Reply> PostAsync(string path, object? body = null, string? token = null) => SendAsync(HttpMethod.Post, path, body, token);

    public Task<Reply> GetAsync(string path, string? token = null) => SendAsync(HttpMethod.Get, path, null, token);

    /// <summary>A session of nobody's.</summary>
    public async Task<string> SessionAsync() => (await PostAsync("ride-id/v1/sessions")).Text("token");

    /// <summary>The body of an application with everything that is asked for.</summary>
    public static object Application(string? number, string? name) => new Dictionary<string, object?>
    {
        ["id_number"] = number,
        ["name"] = name,
        ["location"] = new { authorised = true, fix = new { latitude = 39.9, longitude = 116.4 } },
    };

    /// <summary>Applies and gives the application's number.</summary>
    public async Task<string> ApplyAsync(string token, int person) =>
        (await PostAsync("ride-id/v1/applications",
            Application(CitizenRegister.Standard[person].Number, CitizenRegister.Standard[person].Name), token)).Text("application_id");

    public Task<Reply> CheckAsync(string token, string application, string camera = "pass") =>
        PostAsync($"ride-id/v1/applications/{application}/check", new { camera }, token);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host!.DisposeAsync();
        World.Dispose();
        foreach (var left in _left) left.Dispose();
        _files.Dispose();
    }

    private async Task OpenAsync()
    {
        World = new ServiceWorld(_files.Directory, Clock);
        _host = new ServiceHost(World.Modules(), port: 0);
        await _host.StartAsync();
        _http.BaseAddress = _host.Url;
    }
}

/// <summary>What came back.</summary>
internal sealed record Reply(int Status, string? MediaType, JsonElement Json, HttpResponseHeaders Headers)
{
    public string Text(string name) => Json.GetProperty(name).GetString()!;

    /// <summary>A problem's code; null for any other answer.</summary>
    public string? Code => MediaType == ServiceProblem.MediaType ? Text("code") : null;
}
