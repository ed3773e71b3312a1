using System.Diagnostics;
using TempIdentity.Simulator.Commands;
using TempIdentity.Simulator.Issue;
using TempIdentity.Simulator.LiveView;
using TempIdentity.Simulator.Scenarios;
using TempIdentity.Simulator.Station.Interop;

namespace TempIdentity.Simulator.Tests.Commands;

public sealed class ScenarioCommandTests : IDisposable
{
    private const int SIGHUP = 1;
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);
    private readonly string _directory = Directory.CreateTempSubdirectory("ti-scenario-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("--passengers", "x")]
    [InlineData("--passengers", "0")]
    [InlineData("--passengers", "5001")]
    [InlineData("--lanes", "4.5")]
    [InlineData("--lanes", "17")]
    [InlineData("--seed", "99999999999")]
    public async Task A_number_that_is_none_or_out_of_range_is_a_usage_error(string option, string value) =>
        Assert.Equal(IssueRun.Usage, await CommandLine.RunAsync(["scenario", "morning-peak", option, value]));

    [Fact]
    public async Task A_place_for_evidence_that_cannot_be_made_ends_the_run_before_it_begins()
    {
        var file = Path.Combine(_directory, "file");
        await File.WriteAllTextAsync(file, "");
        var began = false;
        await Assert.ThrowsAsync<IOException>(() => PeakSession.RunAsync(
            MorningPeakPlan.Make(1, 1, 1, faults: false), new PeakOptions(), file,
            _ =>
            {
                began = true;
                return new NoView();
            },
            CancellationToken.None));
        Assert.False(began);
    }

    [Fact]
    public async Task A_temporary_directory_that_cannot_be_used_is_named()
    {
        using var simulator = Start(Path.Combine(_directory, "absent"));
        using var deadline = new CancellationTokenSource(EndsWithin);
        var error = await simulator.StandardError.ReadToEndAsync(deadline.Token);
        await simulator.WaitForExitAsync(deadline.Token);
        Assert.Equal(ScenarioCommand.CouldNotRun, simulator.ExitCode);
        Assert.Contains(Path.Combine(_directory, "absent"), error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_terminal_leaves_no_directory_behind()
    {
        using var simulator = Start(_directory);
        using var deadline = new CancellationTokenSource(EndsWithin);
        var output = simulator.StandardOutput.ReadToEndAsync(deadline.Token);
        while (Left().Length == 0) await Task.Delay(LookAgain, TimeProvider.System, deadline.Token);
        Signals.Send(simulator.Id, SIGHUP);
        await simulator.WaitForExitAsync(deadline.Token);
        await output;
        Assert.Equal(ScenarioCommand.CouldNotRun, simulator.ExitCode);
        Assert.Empty(Left());
    }

    private string[] Left() => Directory.GetDirectories(_directory, "tempidentity-*");

    private static Process Start(string temporary)
    {
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Simulator.dll"), "scenario", "morning-peak", "--passengers", "2", "--seed", "1"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = temporary;
        return Process.Start(start)!;
    }
}
