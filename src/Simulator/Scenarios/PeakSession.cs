using TempIdentity.Simulator.Imaging;
using TempIdentity.Simulator.LiveView;
using TempIdentity.Simulator.Scenarios.Checks;
using TempIdentity.Simulator.Station;

namespace TempIdentity.Simulator.Scenarios;

/// <summary>All that came out of a session.</summary>
internal sealed record PeakResult(PeakReport Report, IReadOnlyList<Finding> Findings, EvidenceSet Evidence, string? SampleCode);

/// <summary>A whole run from plan to verdict: in a directory of its own, which is gone afterwards.</summary>
internal static class PeakSession
{
    /// <summary>A run that takes longer is given up.</summary>
    public static readonly TimeSpan RunMax = TimeSpan.FromMinutes(20);

    /// <summary>
    /// Runs and checks. <paramref name="outDirectory"/> gets the evidence. Throws when the run could not be made: <see
    /// cref="AgentFailedException"/>,
    /// <see cref="TimeoutException"/>, <see cref="IOException"/>, <see cref="OperationCanceledException"/>.
    /// </summary>
    public static async Task<PeakResult> RunAsync(
        MorningPeakPlan plan, PeakOptions options, string? outDirectory, Func<StationBoard, IStationView> view, CancellationToken stop)
    {
        // Before the run: a place that cannot be written is known now, not when there is something to write.
        if (outDirectory is not null) Directory.CreateDirectory(outDirectory);
        var directory = MakeDirectory();
        try
        {
            using var deadline = new CancellationTokenSource(RunMax, options.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
            return await RunInAsync(directory, plan, options, outDirectory, view, either.Token);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>A run's own directory. Throws <see cref="IOException"/> that names the place when none can be made.</summary>
    internal static string MakeDirectory()
    {
        try
        {
            return Directory.CreateTempSubdirectory("tempidentity-").FullName;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"no directory can be made in {Path.GetTempPath()} (TMPDIR): {failed.Message}", failed);
        }
    }

    private static async Task<PeakResult> RunInAsync(string directory, MorningPeakPlan plan, PeakOptions options, string? outDirectory,
        Func<StationBoard, IStationView> view, CancellationToken stop)
    {
        var log = new EvidenceLog(options.Time);
        var board = new StationBoard(plan.Lanes, plan.Visits.Count, log);
        await using var run = new MorningPeak(plan, options, directory, log, board);
        double peakMs;
        try
        {
            await using (view(board)) await run.RunAsync(stop);
            peakMs = log.NowMs;
        }
        finally
        {
            if (outDirectory is not null) KeepLog(run.Hall.LogPath, outDirectory);
        }
        var set = PeakEvidence.Gather(plan, run, directory);
        var check = InvariantChecker.Run(set);
        var findings = WithFloor(check.Findings, run.Floor.Violations);
        if (outDirectory is not null) await PeakEvidence.WriteAsync(outDirectory, set, check);
        var durations = new PeakDurations(
            Seconds(log.NowMs), Seconds(peakMs), [.. run.TimesToReady.Select(time => Seconds(time.TotalMilliseconds))]);
        var report = PeakReportJson.Make(
            plan, check, set, [.. findings.SelectMany(finding => finding.Violations)], CodeReader.ReadAs, durations);
        return new PeakResult(report, findings, set, run.Floor.Showing.Texts.OrderBy(text => text.Length).FirstOrDefault());
    }

    private static double Seconds(double milliseconds) => Math.Round(milliseconds / 1000, 2);

    /// <summary>What the lanes saw themselves (no answer, no end) belongs to the invariant that it breaks.</summary>
    internal static List<Finding> WithFloor(IReadOnlyList<Finding> findings, IReadOnlyList<Violation> seen) =>
        [.. findings.Select(finding => finding with
        {
            Violations = [.. finding.Violations, .. seen.Where(violation => violation.Invariant == finding.Invariant)],
        })];

    internal static void KeepLog(string path, string outDirectory)
    {
        foreach (var log in new[] { path, path + ".stdout" }.Where(File.Exists))
            File.Copy(log, Path.Combine(outDirectory, Path.GetFileName(log)), overwrite: true);
    }
}
