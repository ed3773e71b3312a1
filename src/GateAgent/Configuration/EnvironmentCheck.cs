using System.Globalization;
using TempIdentity.GateAgent.Texts;

namespace TempIdentity.GateAgent.Configuration;

/// <summary>What this machine lacks.</summary>
internal enum EnvironmentLack
{
    DirectoryMissing,
    FileMissing,
    DeviceMissing,
    /// <summary>A secret that others than its owner may read.</summary>
    OpenToOthers,
}

/// <summary>Something that the configuration names and this machine does not have as it should be.</summary>
/// <param name="Path">The configuration's key.</param>
/// <param name="Target">The file, directory or device.</param>
/// <param name="Lack">What is the matter with it.</param>
internal sealed record EnvironmentFinding(string Path, string Target, EnvironmentLack Lack)
{
    public BilingualText Text => Lack switch
    {
        EnvironmentLack.DirectoryMissing => new("no such directory on this machine", "本机没有该目录"),
        EnvironmentLack.FileMissing => new("no such file on this machine", "本机没有该文件"),
        EnvironmentLack.DeviceMissing => new("no such device on this machine now", "本机目前没有该设备"),
        EnvironmentLack.OpenToOthers => new("readable by others than its owner; set mode 0600", "除所有者外的用户可读；请设为 0600"),
    };
}

/// <summary>Looks for what a valid configuration names. Missing scanners are no error at start: they may be plugged in later.</summary>
internal static class EnvironmentCheck
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public static IReadOnlyList<EnvironmentFinding> Check(AgentConfiguration configuration) =>
    [
        .. Directory(KnownKeys.StateDirectory.Path, configuration.StateDirectory),
        .. Directory(KnownKeys.DeviceDirectory.Path, configuration.DeviceDirectory),
        .. Secret(configuration.DeviceDirectory, "device.cbor"),
        .. Secret(configuration.DeviceDirectory, "signing.key"),
        .. Directory(KnownKeys.TrustDirectory.Path, configuration.Trust.Directory),
        .. SimulatedClock(configuration.SimulatedClock),
        .. configuration.Lanes.SelectMany(Lane),
    ];

    private static IEnumerable<EnvironmentFinding> Lane(LaneSection lane, int index)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"lanes[{index}]");
        if (!File.Exists(lane.Scanner.Path))
            yield return new EnvironmentFinding($"{path}.scanner.path", lane.Scanner.Path, EnvironmentLack.DeviceMissing);
        var (key, target) = lane.Gate switch
        {
            GateSection.Gpio gpio => ("chip", gpio.Chip),
            GateSection.Socket socket => ("path", socket.Path),
            _ => ("", null),
        };
        if (target is not null && !File.Exists(target))
            yield return new EnvironmentFinding($"{path}.gate.{key}", target, EnvironmentLack.DeviceMissing);
    }

    private static IEnumerable<EnvironmentFinding> Directory(string key, string target)
    {
        if (!System.IO.Directory.Exists(target)) yield return new EnvironmentFinding(key, target, EnvironmentLack.DirectoryMissing);
    }

    private static IEnumerable<EnvironmentFinding> SimulatedClock(string? target)
    {
        if (target is not null && !File.Exists(target))
            yield return new EnvironmentFinding(KnownKeys.SimulatedClock.Path, target, EnvironmentLack.FileMissing);
    }

    private static IEnumerable<EnvironmentFinding> Secret(string directory, string name)
    {
        var target = System.IO.Path.Combine(directory, name);
        if (!File.Exists(target))
            yield return new EnvironmentFinding(KnownKeys.DeviceDirectory.Path, target, EnvironmentLack.FileMissing);
        else if ((File.GetUnixFileMode(target) & Others) != 0)
            yield return new EnvironmentFinding(KnownKeys.DeviceDirectory.Path, target, EnvironmentLack.OpenToOthers);
    }
}
