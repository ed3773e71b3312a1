namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary>What a run is asked for.</summary>
internal sealed record RenewalRequest(int Phones, int Lanes, TimeSpan Duration, int Seed);

/// <summary>A whole run from plan to verdict: in a directory of its own, which is gone afterwards.</summary>
internal static class RenewalSession
{
    /// <summary>Throws as <see cref="RenewalRun.RunAsync"/> does.</summary>
    public static async Task<RenewalResult> RunAsync(
        RenewalRequest request, string? outDirectory, TimeProvider time, Action<string> progress, CancellationToken stop)
    {
        if (outDirectory is not null) Directory.CreateDirectory(outDirectory);
        var directory = PeakSession.MakeDirectory();
        try
        {
            await using var run = await RenewalRun.StartAsync(directory, time, stop);
            var licences = await run.HasLicencesAsync(stop);
            var plan = RenewalPlan.Make(request.Phones, request.Lanes, request.Duration, request.Seed, licences);
            return await run.RunAsync(plan, progress, outDirectory, stop);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
