using TempIdentity.Simulator.LiveView;
using TempIdentity.Simulator.Scenarios;

namespace TempIdentity.Simulator.Tests.Scenarios;

/// <summary>
/// I1 by the order of system calls, which a kill loop could never show (SIGKILL keeps the page cache): on the thread that moves the
/// gate, the
/// record's bytes are written to the ledger's log, that log's fdatasync returns, and only then the pulse is sent.
/// </summary>
public sealed class RecordBeforePulseTests : IDisposable
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
                "strace", "-f", "--seccomp-bpf", "-y", "-ttt", "-s", "64", "-o", trace,
                "-e", "trace=fdatasync,fsync,pwrite64,write,sendto,sendmsg",
            ],
        };
        var plan = MorningPeakPlan.Make(8, 3, 4, faults: false);
        var result = await PeakSession.RunAsync(plan, options, null, _ => new NoView(), deadline.Token);
        Assert.Empty(result.Report.Violations);

        var calls = SystemCallTrace.Read(File.ReadLines(trace));
        var pulses = calls.Where(IsPulse).ToArray();
        Assert.Equal(result.Report.GateOpenings, pulses.Length);
        var before = 0;
        foreach (var pulse in pulses)
        {
            AssertRecordedBefore(pulse, calls, before);
            before = pulse.Began;
        }
    }

    /// <summary>
    /// Between the pulse before and this one: a write to the log by this thread, and after the last of them a sync that returned.
    /// </summary>
    private static void AssertRecordedBefore(TracedCall pulse, IReadOnlyList<TracedCall> calls, int after)
    {
        var own = calls.Where(call => call.Thread == pulse.Thread && call.Began > after && call.Returned < pulse.Began).ToArray();
        var written = own.LastOrDefault(call => call.Name is "pwrite64" or "write" && OnLog(call));
        Assert.True(written is { Succeeded: true }, $"No record was written before the pulse at line {pulse.Began}.");
        var synced = own.FirstOrDefault(call => call.Name is "fdatasync" or "fsync" && OnLog(call) && call.Began > written.Returned);
        Assert.True(synced is { Succeeded: true }, $"No fdatasync returned between the record and the pulse at line {pulse.Began}.");
    }

    private static bool IsPulse(TracedCall call) =>
        call.Name is "sendto" or "sendmsg" or "write" && call.Arguments.Contains("""{\"pulse\":""", StringComparison.Ordinal);

    private static bool OnLog(TracedCall call) => call.Arguments.Split('>')[0].EndsWith("-wal", StringComparison.Ordinal);
}
