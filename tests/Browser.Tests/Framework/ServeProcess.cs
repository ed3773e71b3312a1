using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using TempIdentity.Simulator.Station.Interop;

namespace TempIdentity.Browser.Tests.Framework;

/// <summary><c>serve</c> as a visitor starts it: a process of its own on a free port, with a directory that goes with it.</summary>
internal sealed partial class ServeProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly string _data;
    private readonly List<string> _lines = [];
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource _announced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServeProcess(string data, string[] options)
    {
        _data = data;
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Simulator.dll"), "serve", "--data", data, "--port", "0", .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => { lock (_errors) _errors.AppendLine(line.Data); };
        _process.Exited += (_, _) => _announced.TrySetException(new InvalidOperationException("serve ended before it served."));
    }

    /// <summary>Base address, with its closing slash.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Its data directory.</summary>
    public string Data => _data;

    /// <summary>What it printed until it served: addresses and keys.</summary>
    public IReadOnlyList<string> Announcement => _lines;

    public static async Task<ServeProcess> StartAsync(params string[] options)
    {
        var serve = new ServeProcess(Directory.CreateTempSubdirectory("ti-browser-").FullName, options);
        try
        {
            serve._process.Start();
            serve._process.BeginOutputReadLine();
            serve._process.BeginErrorReadLine();
            await serve._announced.Task.WaitAsync(StartMax);
            return serve;
        }
        catch
        {
            await serve.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) Signals.Send(_process.Id, Signals.SIGTERM);
        try
        {
            await _process.WaitForExitAsync().WaitAsync(StopMax);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
        Directory.Delete(_data, recursive: true);
        lock (_errors) Assert.Equal("", _errors.ToString().Trim());
    }

    private void Take(string? line)
    {
        if (line is null || _announced.Task.IsCompleted) return;
        lock (_lines) _lines.Add(line);
        if (Address().Match(line) is { Success: true } address) Url = new Uri(address.Groups[1].Value);
        if (line.Contains("Ctrl-C stops", StringComparison.Ordinal)) _announced.TrySetResult();
    }

    [GeneratedRegex(@"Serving at (http://\S+)")]
    private static partial Regex Address();
}
