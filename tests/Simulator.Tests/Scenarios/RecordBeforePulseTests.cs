using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TempIdentity.Simulator.LiveView;
using TempIdentity.Simulator.Scenarios;

namespace TempIdentity.Simulator.Tests.Scenarios;

/// <summary>
/// I1 by the order of system calls, which a kill loop could never show (SIGKILL keeps the page cache): the record's bytes are written to
/// the
/// ledger's log, that log's fdatasync returns, and only then the pulse is sent.
/// </summary>
public sealed partial class RecordBeforePulseTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("ti-trace-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [StraceFact]
    public async Task The_ledgers_fdatasync_returns_before_each_pulse_is_sent_I1()
    {
        var trace = Path.Combine(_directory, "trace");
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(100));
        var options = new PeakOptions
        {
            Wrapper =
            [
                "strace", "-f", "--seccomp-bpf", "-y", "-ttt", "-s", "8192", "-o", trace,
                "-e", "trace=fdatasync,fsync,pwrite64,write,sendto,sendmsg",
            ],
        };
        var plan = MorningPeakPlan.Make(8, 3, 4, faults: false);
        var result = await PeakSession.RunAsync(plan, options, null, _ => new NoView(), deadline.Token);
        Assert.Empty(result.Report.Violations);

        var calls = SystemCallTrace.Read(File.ReadLines(trace));
        var pulses = calls.Where(call => GrantOf(call) is not null).ToArray();
        Assert.Equal(result.Report.GateOpenings, pulses.Length);
        foreach (var pulse in pulses) AssertRecordedBefore(pulse, PresentationOf(result, GrantOf(pulse)!.Value), calls);
    }

    /// <summary>
    /// The first write to the log that holds this record's presentation, then a sync of the log that returned, then the pulse.
    /// </summary>
    private static void AssertRecordedBefore(TracedCall pulse, string presentation, IReadOnlyList<TracedCall> calls)
    {
        var written = calls.FirstOrDefault(call =>
            call.Name is "pwrite64" or "write" && OnLog(call) && call.Arguments.Contains(presentation, StringComparison.Ordinal));
        Assert.True(written is { Succeeded: true } && written.Returned < pulse.Began,
            $"The record was not written before the pulse at line {pulse.Began}.");
        var synced = calls.Any(call => call.Name is "fdatasync" or "fsync" && OnLog(call) && call.Succeeded
            && call.Began > written.Returned && call.Returned < pulse.Began);
        Assert.True(synced, $"No fdatasync returned between the record and the pulse at line {pulse.Began}.");
    }

    /// <summary>What makes the record of a grant unlike any other: head office holds the same body.</summary>
    private static string PresentationOf(PeakResult result, long grant)
    {
        var row = result.Evidence.Rows.Single(row => row.Sequence == grant);
        return JsonDocument.Parse(row.Body!).RootElement.GetProperty("presentation").GetString()!;
    }

    /// <summary>The grant that a pulse names; null for any other call.</summary>
    private static long? GrantOf(TracedCall call) =>
        call.Name is "sendto" or "sendmsg" or "write" && Pulse().Match(call.Arguments) is { Success: true } pulse
            ? long.Parse(pulse.Groups["grant"].Value, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex("""\{\\"pulse\\":\{\\"grant\\":(?<grant>\d+)""")]
    private static partial Regex Pulse();

    private static bool OnLog(TracedCall call) => call.Arguments.Split('>')[0].EndsWith("-wal", StringComparison.Ordinal);
}
