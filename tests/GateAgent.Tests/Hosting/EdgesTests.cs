using TempIdentity.GateAgent.Hosting;
using TempIdentity.GateAgent.Tests.Configuration;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.GateAgent.Tests.Hosting;

/// <summary>What a lane's section becomes in the pure middle.</summary>
public sealed class EdgesTests
{
    [Fact]
    public void A_lane_judges_by_its_own_windows_purpose_and_station()
    {
        var configuration = SampleConfiguration.ReadWith(root =>
        {
            root.Set("lanes[0].windows.code_age_max_seconds", 61);
            root.Set("lanes[0].windows.issued_ahead_max_seconds", 1);
            root.Set("lanes[0].windows.bound_ahead_max_seconds", 2);
            root.Set("lanes[0].windows.liveness_age_max_seconds", 62);
        }).Configuration!;
        var windows = new CodeWindows
        {
            CodeAgeMaxSeconds = 61,
            IssuedAheadMaxSeconds = 1,
            BoundAheadMaxSeconds = 2,
            LivenessAgeMaxSeconds = 62,
        };
        Assert.Equal(new Lane(new LaneId("1"), Purpose.StationEntry, "VNP", windows, HasGate: true), Edges.Lane(configuration.Lanes[0]));
        Assert.Equal(new Lane(new LaneId("2"), Purpose.StationExit, "VNP", CodeWindows.Default, HasGate: true),
            Edges.Lane(configuration.Lanes[1]));
        Assert.Equal(new Lane(new LaneId("3"), Purpose.Roadside, null, CodeWindows.Default, HasGate: false),
            Edges.Lane(configuration.Lanes[2]));
    }

    [Theory]
    [InlineData("station-entry", "socket", true)]
    [InlineData("station-exit", "socket", true)]
    [InlineData("real-name-check", "socket", false)]
    [InlineData("station-entry", "none", false)]
    public void Only_a_purpose_with_a_direction_and_a_gate_to_move_has_one(string purpose, string kind, bool hasGate)
    {
        var configuration = SampleConfiguration.ReadWith(root =>
        {
            root.Set("lanes[1].purpose", purpose);
            if (kind == "none") root.Set("lanes[1].gate", new System.Text.Json.Nodes.JsonObject { ["kind"] = "none" });
        }).Configuration!;
        Assert.Equal(hasGate, Edges.Lane(configuration.Lanes[1]).HasGate);
    }
}
