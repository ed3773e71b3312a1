using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary>A service refused.</summary>
/// <param name="code">The problem's code.</param>
/// <param name="retryAfter">When it is worth to ask again; null when it was not said.</param>
internal sealed class ServiceRefusedException(string code, int status, TimeSpan? retryAfter)
    : Exception(FormattableString.Invariant($"A service answered {status} {code}."))
{
    public string Code => code;
    public TimeSpan? RetryAfter => retryAfter;
}

/// <summary>The services as a phone's app sees them: JSON over HTTP, a bearer token, problem details. Thread-safe.</summary>
internal sealed class ServiceHttp(Uri address) : IDisposable
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = AnswerMax };

    /// <summary>True when a service of this name is served.</summary>
    public async Task<bool> ServesAsync(string name, CancellationToken stop)
    {
        using var answer = await _http.GetAsync(new Uri($"openapi/{name}.json", UriKind.Relative), stop);
        return answer.IsSuccessStatusCode;
    }

    public Task<JsonElement> GetAsync(string path, CancellationToken stop) => AskAsync(HttpMethod.Get, path, null, null, stop);

    /// <summary>Throws <see cref="ServiceRefusedException"/> for every answer that is no success.</summary>
    public Task<JsonElement> PostAsync(string path, JsonObject? body, string? token, CancellationToken stop) =>
        AskAsync(HttpMethod.Post, path, body, token, stop);

    private async Task<JsonElement> AskAsync(HttpMethod method, string path, JsonObject? body, string? token, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request, stop);
        var content = await answer.Content.ReadAsByteArrayAsync(stop);
        if (answer.IsSuccessStatusCode) return content.Length == 0 ? default : JsonElement.Parse(content);
        throw new ServiceRefusedException(CodeOf(content), (int)answer.StatusCode, answer.Headers.RetryAfter?.Delta);
    }

    private static string CodeOf(byte[] problem)
    {
        try
        {
            return JsonElement.Parse(problem).GetProperty("code").GetString() ?? "";
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "no_problem_details";
        }
    }

    public void Dispose() => _http.Dispose();
}
