using System.Text.Json;
using TempIdentity.GateAgent.Recording;

namespace TempIdentity.GateAgent.Tests.Hosting;

/// <summary>The appliance as a real process, at its smallest. The whole path is the Simulator's.</summary>
public class AgentProcessTests
{
    [Fact]
    public void TheApplianceBecomesReadyAnswersAFrameRecordsItAndStopsCleanly()
    {
        using var stage = new AgentStage();
        stage.Start();
        stage.WaitFor("READY=1");
        Assert.Equal("""{"hello":{"lane":"2"}}""", stage.GateLine());
        stage.Scan("NO CODE OF OURS");
        Assert.Equal("""{"show":{"answer":"refused","code":"malformed"}}""", stage.GateLine());
        Assert.Equal(0, stage.Terminate());
        stage.WaitFor("STOPPING=1");

        using var ledger = SqliteLedger.Open(stage.StateDirectory, "gate-0001");
        Assert.False(ledger.UncleanStart);
        var records = ledger.Read(0, 100, 1_000_000);
        Assert.Equal("started", records.First(record => record.Code != "clock_state").Code);
        Assert.Equal("stopped", records[^1].Code);
        Assert.Single(records, record => record.Code == "trust_activated");
        using var decision = JsonDocument.Parse(Assert.Single(records, record => record.Kind == RecordKind.Decision).Body);
        Assert.Equal("malformed", decision.RootElement.GetProperty("code").GetString());
        Assert.True(decision.RootElement.GetProperty("simulated").GetBoolean());
    }

    [Fact]
    public void I9_TheApplianceFeedsTheManagersWatchdogWhileItLives()
    {
        using var stage = new AgentStage();
        stage.Start(TimeSpan.FromSeconds(1));
        stage.WaitFor("READY=1");
        for (var beat = 0; beat < 3; beat++) stage.WaitFor("WATCHDOG=1");
        Assert.Equal(0, stage.Terminate());
    }

    [Fact]
    public void WithoutItsSigningKeyTheApplianceDoesNotStart()
    {
        using var stage = new AgentStage();
        File.Delete(stage.In("device/signing.key"));
        stage.Start();
        Assert.Equal(65, stage.WaitForExit());
    }

    [Fact]
    public void AStateDirectoryInUseIsNotSharedByTwo()
    {
        using var stage = new AgentStage();
        Directory.CreateDirectory(stage.StateDirectory);
        using var ledger = SqliteLedger.Open(stage.StateDirectory, "gate-0001");
        stage.Start();
        Assert.Equal(70, stage.WaitForExit());
    }
}
