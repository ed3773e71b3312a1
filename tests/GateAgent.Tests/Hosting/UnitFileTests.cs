namespace TempIdentity.GateAgent.Tests.Hosting;

/// <summary>What the unit must say, and what it must not.</summary>
public class UnitFileTests
{
    private static readonly HashSet<string> Lines =
        [.. File.ReadAllLines(ProjectRoot.In("deploy", "systemd", "tempidentity.service"))];

    [Theory]
    [InlineData("Type=notify")]
    [InlineData("NotifyAccess=main")]
    [InlineData("WatchdogSec=10")]
    [InlineData("WatchdogSignal=SIGKILL")]
    [InlineData("Restart=always")]
    [InlineData("StartLimitIntervalSec=0")]
    [InlineData("LimitCORE=0")]
    [InlineData("User=tempidentity")]
    [InlineData("DevicePolicy=closed")]
    public void I9_TheUnitSaysSo(string line) => Assert.Contains(line, Lines);

    [Fact]
    public void AJustInTimeCompilerMayWriteCodeAndNothingWaitsForTheNetwork()
    {
        Assert.DoesNotContain(Lines, line => line.StartsWith("MemoryDenyWriteExecute=", StringComparison.Ordinal));
        Assert.DoesNotContain(Lines, line => line.Contains("network", StringComparison.Ordinal)
            && line.Contains('=', StringComparison.Ordinal));
        Assert.Contains(Lines, line => line.Contains("DOTNET_EnableDiagnostics=0", StringComparison.Ordinal));
    }
}
