using System.Text.Json.Nodes;
using TempIdentity.GateAgent;

namespace TempIdentity.Simulator.Station;

/// <summary>What the appliance is told about this station.</summary>
internal sealed record AgentPlace(
    string Appliance, string Station, string StateDirectory, string DeviceDirectory, string TrustDirectory, byte[] RootSha256,
    Uri HeadOffice, byte[] SealingKey, byte[]? TimeKey, TimeSpan PassWindow)
{
    /// <summary>File of the seconds by which time was moved ahead; null: it runs as the machine's does.</summary>
    public string? SimulatedClock { get; init; }
}

/// <summary>Writes the agent's configuration: the same file format as on a real appliance, with simulated gates.</summary>
internal static class AgentConfigurationFile
{
    public const int TrustPollMilliseconds = 250;
    public const int RetryMillisecondsMax = 500;
    public const int IdleGapMilliseconds = 1000;
    public const int CoalesceMilliseconds = 1000;

    public static void Write(
        string path, AgentPlace place, IEnumerable<StationLane> lanes, Func<StationLane, (string Tty, string Socket)> devices)
    {
        var headOffice = new JsonObject
        {
            ["url"] = place.HeadOffice.ToString(),
            ["sealing_key"] = Convert.ToBase64String(place.SealingKey),
            ["retry_milliseconds_max"] = RetryMillisecondsMax,
        };
        if (place.TimeKey is { } timeKey) headOffice["time_key"] = Convert.ToBase64String(timeKey);
        var file = new JsonObject
        {
            ["simulated"] = true,
            ["appliance"] = place.Appliance,
            ["state_directory"] = place.StateDirectory,
            ["device_directory"] = place.DeviceDirectory,
            ["trust"] = new JsonObject
            {
                ["directory"] = place.TrustDirectory,
                ["root_sha256"] = Convert.ToHexStringLower(place.RootSha256),
                ["poll_milliseconds"] = TrustPollMilliseconds,
            },
            ["head_office"] = headOffice,
            ["lanes"] = new JsonArray([.. lanes.Select(lane => Lane(lane, place, devices(lane)))]),
        };
        if (place.SimulatedClock is { } clock) file["simulated_clock"] = clock;
        File.WriteAllText(path, file.ToJsonString());
    }

    private static JsonObject Lane(StationLane lane, AgentPlace place, (string Tty, string Socket) devices)
    {
        var section = new JsonObject
        {
            ["id"] = lane.Id,
            ["purpose"] = lane.Purpose.ToText(),
            ["scanner"] = new JsonObject
            {
                ["kind"] = "serial",
                ["path"] = devices.Tty,
                ["baud"] = 115200,
                ["idle_gap_milliseconds"] = IdleGapMilliseconds,
                ["coalesce_milliseconds"] = CoalesceMilliseconds,
            },
            ["gate"] = new JsonObject { ["kind"] = "socket", ["path"] = devices.Socket },
            ["pass_window_milliseconds"] = (int)place.PassWindow.TotalMilliseconds,
        };
        if (lane.HasWings) section["station"] = place.Station;
        return section;
    }
}
