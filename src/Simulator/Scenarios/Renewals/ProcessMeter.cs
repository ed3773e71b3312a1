using System.Globalization;

namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary>What the kernel tells of a process.</summary>
/// <param name="CpuSeconds">User and system time since its start.</param>
internal readonly record struct ProcessReading(double CpuSeconds, long ResidentBytes, long PeakResidentBytes);

/// <summary>Reads CPU time and memory of a process from /proc. Thread-safe.</summary>
/// <param name="name">As the report calls it.</param>
internal sealed class ProcessMeter(string name, int id)
{
    /// <summary>The kernel's USER_HZ, the same on every architecture that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Fields 14 and 15 of /proc/PID/stat; field 3 is the first after the name in brackets.</summary>
    private const int UserField = 14 - 3;

    public string Name => name;

    /// <summary>Throws <see cref="IOException"/> when the process is gone.</summary>
    public ProcessReading Read()
    {
        var stat = File.ReadAllText(Path("stat"));
        // A name may hold spaces and brackets of its own.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = Number(fields[UserField]) + Number(fields[UserField + 1]);
        var status = File.ReadAllLines(Path("status"));
        return new ProcessReading(ticks / TicksPerSecond, Kilobytes(status, "VmRSS:"), Kilobytes(status, "VmHWM:"));
    }

    private string Path(string file) => string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/{file}");

    private static long Kilobytes(string[] status, string key) =>
        1024 * Number(status.First(line => line.StartsWith(key, StringComparison.Ordinal))[key.Length..].Replace("kB", "").Trim());

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
