using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using TempIdentity.Simulator.Station;
using TempIdentity.Simulator.Station.Interop;

namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary><c>serve</c> as a separate process on a free port: its CPU and memory are its own. Disposing leaves no orphan.</summary>
internal sealed partial class ServicesProcess : IAsyncDisposable
{
    /// <summary>From start to the address, at most.</summary>
    public static readonly TimeSpan ReadyMax = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly Task _errors;
    private Task _output = Task.CompletedTask;

    private ServicesProcess(Process process, string logPath)
    {
        _process = process;
        _errors = AgentProcess.AppendAsync(process.StandardError, logPath);
    }

    public int Id => _process.Id;

    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    /// <summary>SHA-256 of the root that gates pin.</summary>
    public byte[] RootSha256 { get; private set; } = [];

    /// <summary>Starts the services. Throws <see cref="AgentFailedException"/> when they do not come up.</summary>
    /// <param name="data">Their data directory.</param>
    /// <param name="options">More of <c>serve</c>'s options.</param>
    public static async Task<ServicesProcess> StartAsync(
        string data, string logPath, IReadOnlyList<string> options, TimeProvider time, CancellationToken stop)
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Simulator.dll"), "serve", "--services-only", "--port", "0", "--data", data, .. options,
        ];
        var start = new ProcessStartInfo(AgentProcess.DotnetPath(), arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        Process process;
        try
        {
            process = Process.Start(start) ?? throw new AgentFailedException("The services could not be started.");
        }
        catch (Win32Exception failed)
        {
            throw new AgentFailedException($"The services could not be started: {failed.Message}");
        }
        var services = new ServicesProcess(process, logPath);
        try
        {
            using var deadline = new CancellationTokenSource(ReadyMax, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
            await services.ReadAnnouncementAsync(logPath, either.Token);
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
        return services;
    }

    /// <summary>SIGTERM, and SIGKILL when that does not end it in time.</summary>
    public async Task StopAsync()
    {
        if (_process.HasExited) return;
        Signals.Send(Id, Signals.SIGTERM);
        if (!await ExitAsync()) _process.Kill();
        await ExitAsync();
        await Task.WhenAll(_output, _errors);
    }

    // The tokens that are printed too are kept nowhere.
    private async Task ReadAnnouncementAsync(string logPath, CancellationToken stop)
    {
        string? url = null;
        while (await _process.StandardOutput.ReadLineAsync(stop) is { } line)
        {
            if (Address().Match(line) is { Success: true } address) url = address.Groups[1].Value;
            if (Root().Match(line) is not { Success: true } root || url is null) continue;
            Url = new Uri(url);
            RootSha256 = Convert.FromHexString(root.Groups[1].Value);
            _output = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return;
        }
        throw new AgentFailedException($"The services ended before they served; their log is {logPath}.");
    }

    private async Task<bool> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(StopMax);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"Serving at (http://\S+)")]
    private static partial Regex Address();

    [GeneratedRegex("Root SHA-256: ([0-9a-fA-F]{64})")]
    private static partial Regex Root();
}
