using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using TempIdentity.Simulator.Station.Interop;

namespace TempIdentity.Simulator.Station;

/// <summary>
/// GateAgent as a separate, real process: started beside this program, known to be ready by sd_notify, stopped or killed by its id.
/// Disposing leaves no orphan.
/// </summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    /// <summary>From start to READY, at most.</summary>
    public static readonly TimeSpan ReadyMax = TimeSpan.FromSeconds(30);

    /// <summary>From SIGTERM to the end, at most; then SIGKILL.</summary>
    public static readonly TimeSpan StopMax = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly NotifySocket _notify;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _output;
    private Task _draining = Task.CompletedTask;

    private AgentProcess(Process process, NotifySocket notify, string logPath, bool wrapped, Action<string>? logged)
    {
        (_process, _notify) = (process, notify);
        Wrapped = wrapped;
        _output = Task.WhenAll(
            AppendAsync(process.StandardError, logPath, logged), AppendAsync(process.StandardOutput, logPath + ".stdout"));
    }

    /// <summary>True when another command (a tracer) runs the agent as its child.</summary>
    public bool Wrapped { get; }

    /// <summary>From start to READY.</summary>
    public TimeSpan TimeToReady { get; private set; }

    /// <summary>The agent's arguments as the kernel shows them to everybody on the machine; taken when it was ready.</summary>
    public byte[] CommandLine { get; private set; } = [];

    /// <summary>Resident memory at READY, in bytes.</summary>
    public long ResidentBytesAtReady { get; private set; }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>The agent's own id, also below a wrapper.</summary>
    public int Id => Wrapped ? ChildOf(_process.Id) ?? _process.Id : _process.Id;

    /// <summary>GateAgent.dll, which the build puts beside this program.</summary>
    public static string AgentPath => Path.Combine(AppContext.BaseDirectory, "GateAgent.dll");

    /// <summary>
    /// Starts the agent and waits until it is ready. Throws <see cref="AgentFailedException"/> when it does not get there.
    /// <paramref name="logged"/> gets each line of its log, in order, on a thread of its own.
    /// </summary>
    public static async Task<AgentProcess> StartAsync(
        string configurationPath, string logPath, string notifyPath, IReadOnlyList<string>? wrapper, TimeProvider time,
        CancellationToken stop, Action<string>? logged = null)
    {
        string[] command = [.. wrapper ?? [], DotnetPath(), AgentPath, "run", "--config", configurationPath];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.Environment["NOTIFY_SOCKET"] = notifyPath;
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        var notify = new NotifySocket(notifyPath);
        var began = time.GetTimestamp();
        Process process;
        try
        {
            process = Process.Start(start) ?? throw new AgentFailedException("The agent could not be started.");
        }
        catch (Win32Exception failed)
        {
            notify.Dispose();
            throw new AgentFailedException($"The agent could not be started: {failed.Message}");
        }
        process.StandardInput.Close();
        var agent = new AgentProcess(process, notify, logPath, wrapper is { Count: > 0 }, logged);
        try
        {
            await agent.WaitForReadyAsync(logPath, time, stop);
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }
        agent.TimeToReady = time.GetElapsedTime(began);
        agent.CommandLine = await File.ReadAllBytesAsync($"/proc/{agent.Id}/cmdline", stop);
        agent.ResidentBytesAtReady = ResidentBytes(agent.Id);
        agent._draining = notify.DrainAsync(agent._stop.Token);
        return agent;
    }

    private async Task WaitForReadyAsync(string logPath, TimeProvider time, CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(ReadyMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        var ready = _notify.WaitForReadyAsync(either.Token);
        var exited = _process.WaitForExitAsync(either.Token);
        var first = await Task.WhenAny(ready, exited);
        stop.ThrowIfCancellationRequested();
        if (first == ready && ready.IsCompletedSuccessfully) return;
        var why = first == exited && exited.IsCompletedSuccessfully
            ? $"ended with exit code {_process.ExitCode} before it was ready"
            : $"was not ready within {ReadyMax.TotalSeconds} s";
        throw new AgentFailedException($"The agent {why}; its log is {logPath}.");
    }

    /// <summary>SIGKILL: no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        Signals.Send(Id, Signals.SIGKILL);
        await ExitAsync(StopMax);
    }

    /// <summary>SIGTERM, and SIGKILL when that does not end it in time. True when it ended by itself.</summary>
    public async Task<bool> TerminateAsync()
    {
        if (_process.HasExited) return true;
        Signals.Send(Id, Signals.SIGTERM);
        if (await ExitAsync(StopMax)) return true;
        await KillAsync();
        return false;
    }

    private async Task<bool> ExitAsync(TimeSpan within)
    {
        using var deadline = new CancellationTokenSource(within);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
            await _output.WaitAsync(deadline.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        await _stop.CancelAsync();
        await _draining;
        _notify.Dispose();
        _process.Dispose();
        _stop.Dispose();
    }

    /// <summary>Returns when the process has ended, however, and all that it logged is read.</summary>
    public async Task EndedAsync(CancellationToken stop)
    {
        await _process.WaitForExitAsync(stop);
        await _output.WaitAsync(stop);
    }

    internal static async Task AppendAsync(StreamReader from, string path, Action<string>? line = null)
    {
        await using var to = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        if (line is null)
        {
            await from.BaseStream.CopyToAsync(to);
            return;
        }
        while (await from.ReadLineAsync() is { } text)
        {
            await to.WriteAsync(Encoding.UTF8.GetBytes(text + "\n"));
            line(text);
        }
    }

    /// <summary>The dotnet that runs this program, or the one on the path.</summary>
    internal static string DotnetPath()
    {
        var host = Environment.ProcessPath;
        return host is not null && Path.GetFileName(host) == "dotnet" ? host : "dotnet";
    }

    /// <summary>True when the agent has all these files open, as the kernel tells.</summary>
    public bool HoldsOpen(IEnumerable<string> paths)
    {
        var open = new HashSet<string>();
        foreach (var descriptor in Directory.EnumerateFileSystemEntries(string.Create(CultureInfo.InvariantCulture, $"/proc/{Id}/fd")))
            if (new FileInfo(descriptor).LinkTarget is { } target) open.Add(target);
        return paths.All(open.Contains);
    }

    private static int? ChildOf(int id)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/task/{id}/children");
        var first = File.Exists(path) ? File.ReadAllText(path).Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() : null;
        return int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var child) ? child : null;
    }

    private static long ResidentBytes(int id)
    {
        var fields = File.ReadAllText($"/proc/{id}/statm").Split(' ');
        return long.Parse(fields[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
    }
}

/// <summary>The agent could not be brought to READY.</summary>
internal sealed class AgentFailedException(string message) : Exception(message);
