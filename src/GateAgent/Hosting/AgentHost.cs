using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using TempIdentity.GateAgent.Commands;
using TempIdentity.GateAgent.Configuration;
using TempIdentity.GateAgent.Recording;

namespace TempIdentity.GateAgent.Hosting;

/// <summary>
/// The appliance as a process: builds the parts, runs them until SIGTERM or SIGINT, stops them in order. A part that fails in a way it must
/// not ends the process on purpose: relays fall back as at any death, the service manager starts it anew, and the next start says so.
/// </summary>
internal sealed class AgentHost
{
    private readonly TaskCompletionSource<string> _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Runs to the end; the exit code.</summary>
    public static int Run(AgentConfiguration configuration)
    {
        using var logs = Logs.Create();
        return new AgentHost().RunAsync(configuration, logs).GetAwaiter().GetResult();
    }

    private async Task<int> RunAsync(AgentConfiguration configuration, ILoggerFactory logs)
    {
        var log = logs.CreateLogger<AgentHost>();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopOn);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopOn);
        using var notifier = SystemdNotifier.FromEnvironment();
        log.Starting(configuration.Appliance, Version, configuration.Lanes.Count, configuration.Simulated);

        var (parts, failure) = AgentParts.Build(configuration, notifier, logs);
        if (parts is null)
        {
            log.CannotStart(failure!.Reason, failure.Cause);
            return failure.ExitCode;
        }
        log.ProviderChosen(parts.Provider.Name);
        var run = new AgentRun(parts, log);
        run.Start();
        notifier.Ready();
        log.Ready((long)(TimeProvider.System.GetUtcNow() - Process.GetCurrentProcess().StartTime).TotalMilliseconds);

        if (await run.WaitAsync(_stop.Task) is var (name, cause))
        {
            // Nothing is tidied up: what failed may hold locks, and death itself is safe.
            log.PartCrashed(name, cause);
            return ExitCodes.Internal;
        }
        log.Stopping(await _stop.Task);
        notifier.Stopping();
        return await StopAsync(run, parts, log) ? ExitCodes.Ok : ExitCodes.Internal;
    }

    private static async Task<bool> StopAsync(AgentRun run, AgentParts parts, ILogger log)
    {
        if (!await run.StopAsync()) return false;
        try
        {
            parts.Ledger.CloseCleanly();
        }
        catch (LedgerException e)
        {
            log.NotClosedCleanly(e);
            return false;
        }
        run.Dispose();
        parts.Dispose();
        log.Stopped();
        return true;
    }

    private static string Version =>
        typeof(AgentHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private void StopOn(PosixSignalContext context)
    {
        context.Cancel = true;
        _stop.TrySetResult(context.Signal.ToString());
    }
}
