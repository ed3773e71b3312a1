using System.Text;
using System.Text.Json.Nodes;
using TempIdentity.GateAgent.Configuration;

namespace TempIdentity.GateAgent.Tests.Configuration;

/// <summary>A valid configuration as a JSON tree that tests bend. Three lanes: gpio, socket, none.</summary>
internal static class SampleConfiguration
{
    /// <summary>The generator of P-256 (FIPS 186-5), uncompressed: a point on the curve that nobody takes for a key.</summary>
    public const string Point =
        "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
        + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

    public static JsonObject Create()
    {
        var point = Convert.ToBase64String(Convert.FromHexString(Point));
        return (JsonObject)JsonNode.Parse($$"""
            {
              "simulated": true,
              "appliance": "gate-0001",
              "state_directory": "/var/lib/tempidentity/state",
              "device_directory": "/var/lib/tempidentity/device",
              "trust": { "directory": "/var/lib/tempidentity/trust", "root_sha256": "{{new string('a', 64)}}", "poll_milliseconds": 250 },
              "head_office": { "url": "http://127.0.0.1:1234/", "sealing_key": "{{point}}", "time_key": "{{point}}",
                  "retry_milliseconds_max": 2000 },
              "lanes": [
                { "id": "1", "purpose": "station-entry", "station": "VNP",
                  "scanner": { "kind": "serial", "path": "/dev/ttyACM0", "baud": 9600, "idle_gap_milliseconds": 150,
                               "coalesce_milliseconds": 1000, "frames_per_second_max": 10 },
                  "gate": { "kind": "gpio", "chip": "/dev/gpiochip0", "relay_line": 4, "passage_line": 5, "green_line": 6, "red_line": 7,
                            "active_low": true, "pulse_milliseconds": 200 },
                  "pass_window_milliseconds": 5000,
                  "windows": { "code_age_max_seconds": 90, "issued_ahead_max_seconds": 5, "bound_ahead_max_seconds": 30,
                               "liveness_age_max_seconds": 1800 } },
                { "id": "2", "purpose": "station-exit", "station": "VNP",
                  "scanner": { "kind": "serial", "path": "/dev/pts/3" },
                  "gate": { "kind": "socket", "path": "/run/gate-2.sock", "pulse_milliseconds": 300 } },
                { "id": "3", "purpose": "roadside",
                  "scanner": { "kind": "serial", "path": "/dev/ttyACM1" },
                  "gate": { "kind": "none" } }
              ]
            }
            """)!;
    }

    public static ConfigurationResult Read(JsonObject configuration) => Read(configuration.ToJsonString());

    public static ConfigurationResult Read(string json) => ConfigurationReader.Read(Encoding.UTF8.GetBytes(json), "test.json");

    /// <summary>Reads the sample after a change.</summary>
    public static ConfigurationResult ReadWith(Action<JsonObject> change)
    {
        var configuration = Create();
        change(configuration);
        return Read(configuration);
    }

    /// <summary>The node at a path such as <c>lanes[0].gate</c>.</summary>
    public static JsonObject At(this JsonObject root, string path)
    {
        JsonNode node = root;
        foreach (var part in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            node = bracket < 0 ? node[part]! : node[part[..bracket]]![int.Parse(part[(bracket + 1)..^1], null)]!;
        }
        return (JsonObject)node;
    }

    /// <summary>Sets a key by its path; null removes it.</summary>
    public static void Set(this JsonObject root, string path, JsonNode? value)
    {
        var dot = path.LastIndexOf('.');
        var parent = root.At(dot < 0 ? "" : path[..dot]);
        parent.Remove(path[(dot + 1)..]);
        if (value is not null) parent[path[(dot + 1)..]] = value;
    }
}
