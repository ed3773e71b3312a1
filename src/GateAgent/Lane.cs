using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.GateAgent;

/// <summary>A lane's name in configuration, records and logs.</summary>
internal readonly record struct LaneId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>What a lane is for (R16, L15).</summary>
internal enum Purpose
{
    StationEntry,
    StationExit,
    RealNameCheck,
    Roadside,
}

/// <summary>Which way a ticket is used.</summary>
internal enum Direction
{
    None,
    Entry,
    Exit,
}

/// <summary>A lane as the pure middle sees it.</summary>
internal sealed record Lane(LaneId Id, Purpose Purpose, string? Station, CodeWindows Windows, bool HasGate);

internal static class Purposes
{
    public static string ToText(this Purpose purpose) => purpose switch
    {
        Purpose.StationEntry => "station-entry",
        Purpose.StationExit => "station-exit",
        Purpose.RealNameCheck => "real-name-check",
        Purpose.Roadside => "roadside",
    };

    public static bool TryParse(string? text, out Purpose purpose)
    {
        foreach (var candidate in Enum.GetValues<Purpose>())
        {
            purpose = candidate;
            if (candidate.ToText() == text) return true;
        }
        purpose = default;
        return false;
    }

    public static Direction Direction(this Purpose purpose) => purpose switch
    {
        Purpose.StationEntry => GateAgent.Direction.Entry,
        Purpose.StationExit => GateAgent.Direction.Exit,
        Purpose.RealNameCheck or Purpose.Roadside => GateAgent.Direction.None,
    };

    /// <summary>The credential kind that a purpose accepts.</summary>
    public static CredentialKind Accepts(this Purpose purpose) =>
        purpose == Purpose.Roadside ? CredentialKind.DrivingLicence : CredentialKind.RideId;
}
