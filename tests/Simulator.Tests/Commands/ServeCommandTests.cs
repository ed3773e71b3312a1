using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Station.Interop;
using TempIdentity.Simulator.Tests.Services;

namespace TempIdentity.Simulator.Tests.Commands;

/// <summary><c>serve</c> as a process: announced, stopped, killed, started again.</summary>
public sealed partial class ServeCommandTests : IDisposable
{
    /// <summary>Far more than a start or a stop takes.</summary>
    private const int WaitMilliseconds = 60_000;

    private const int Sigint = 2;
    private readonly ServiceFiles _files = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _files.Dispose();
    }

    [Fact]
    public async Task Killed_after_an_answer_it_goes_on_there_and_Ctrl_C_stops_it_cleanly()
    {
        var person = CitizenRegister.Standard[0];
        string token, certificate;
        using (var first = Start(out var url))
        {
            token = Text(await PostAsync(url, "sessions", null, null), "token");
            var application = Text(await PostAsync(url, "applications", token, new
            {
                id_number = person.Number,
                name = person.Name,
                location = new { authorised = true, fix = new { latitude = 39.9, longitude = 116.4 } },
            }), "application_id");
            certificate = Text(await PostAsync(url, $"applications/{application}/check", token, new { camera = "pass" }), "certificate_id");
            Signals.Send(first.Id, Signals.SIGKILL);
            Assert.True(first.WaitForExit(WaitMilliseconds));
        }
        using var second = Start(out var again);
        Assert.Equal(certificate, Text(await PostAsync(again, "certificate/check", token, new { camera = "pass" }), "certificate_id"));
        Assert.StartsWith("TI1:", Text(await PostAsync(again, "certificate/codes", token, new { }), "code"), StringComparison.Ordinal);
        Signals.Send(second.Id, Sigint);
        var rest = await second.StandardOutput.ReadToEndAsync();
        Assert.True(second.WaitForExit(WaitMilliseconds));
        Assert.Equal((0, ""), (second.ExitCode, await second.StandardError.ReadToEndAsync()));
        Assert.Contains("已停止 Stopped.", rest, StringComparison.Ordinal);
        Assert.DoesNotContain(person.Number, rest, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_files.Directory, TrustPublisher.DirectoryName, "set.cose")));
    }

    [Theory]
    [InlineData("--port", "70000")]
    [InlineData("--port", "x")]
    [InlineData("--time", "slow")]
    public async Task An_option_out_of_range_is_a_usage_error(string option, string value) =>
        Assert.Equal(64, await TempIdentity.Simulator.Commands.CommandLine.RunAsync(["serve", "--data", _files.Directory, option, value]));

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private async Task<JsonElement> PostAsync(Uri url, string path, string? token, object? body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url, "ride-id/v1/" + path));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, response.StatusCode.ToString());
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    /// <summary>Starts the services on a free port and reads their address.</summary>
    private Process Start(out Uri url)
    {
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Simulator.dll"), "serve", "--data", _files.Directory, "--port", "0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        var process = Process.Start(start)!;
        var announced = process.StandardOutput.ReadLine() ?? process.StandardError.ReadToEnd();
        var found = Address().Match(announced);
        Assert.True(found.Success, announced);
        url = new Uri(string.Create(CultureInfo.InvariantCulture, $"{found.Value}/"));
        // The last line of the announcement: the rest is served by now.
        while (process.StandardOutput.ReadLine() is { } line && !line.Contains("Ctrl-C", StringComparison.Ordinal)) continue;
        return process;
    }

    [GeneratedRegex("http://127\\.0\\.0\\.1:[0-9]+")]
    private static partial Regex Address();
}
