using TempIdentity.Simulator.LiveView;
using TempIdentity.Simulator.Scenarios;

namespace TempIdentity.Simulator.Tests.Scenarios;

/// <summary>Whole runs with real agents, made once for all tests that look at them.</summary>
public sealed class PeakRuns : IAsyncLifetime
{
    private const int Seed = 21;
    private readonly string _directory = Directory.CreateTempSubdirectory("ti-peak-").FullName;

    internal PeakResult Faults { get; private set; } = null!;
    internal PeakResult FaultsAgain { get; private set; } = null!;
    internal PeakResult Calm { get; private set; } = null!;
    internal PeakResult CalmAgain { get; private set; } = null!;

    /// <summary>Where the first run with faults left its evidence.</summary>
    public string Evidence => Path.Combine(_directory, "evidence");

    public async Task InitializeAsync()
    {
        (Faults, FaultsAgain) = await TwiceAsync(faults: true, Evidence);
        (Calm, CalmAgain) = await TwiceAsync(faults: false, outDirectory: null);
    }

    private static async Task<(PeakResult, PeakResult)> TwiceAsync(bool faults, string? outDirectory)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(100));
        var plan = MorningPeakPlan.Make(12, Seed, 4, faults);
        var results = await Task.WhenAll(
            PeakSession.RunAsync(plan, new PeakOptions(), outDirectory, _ => new NoView(), deadline.Token),
            PeakSession.RunAsync(plan, new PeakOptions(), null, _ => new NoView(), deadline.Token));
        return (results[0], results[1]);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return Task.CompletedTask;
    }
}
