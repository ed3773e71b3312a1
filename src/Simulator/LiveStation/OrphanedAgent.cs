using System.Globalization;
using System.Text;
using TempIdentity.Simulator.Station;
using TempIdentity.Simulator.Station.Interop;

namespace TempIdentity.Simulator.LiveStation;

/// <summary>
/// An agent that a station left behind when it was killed itself: it would hold the ledger's lock for ever. Its id is kept in a file, and
/// only a process that runs our agent on our configuration is ended.
/// </summary>
internal static class OrphanedAgent
{
    private static readonly TimeSpan EndMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    public static void Keep(string file, int id) => File.WriteAllText(file, id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Ends it when there is one: SIGTERM, then SIGKILL.</summary>
    public static async Task EndAsync(string file, string configurationPath, TimeProvider time, CancellationToken stop)
    {
        if (!File.Exists(file)) return;
        var text = File.ReadAllText(file);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || !IsOurs(id, configurationPath)) return;
        Signals.Send(id, Signals.SIGTERM);
        var began = time.GetTimestamp();
        while (IsOurs(id, configurationPath) && time.GetElapsedTime(began) < EndMax) await Task.Delay(LookAgain, time, stop);
        if (IsOurs(id, configurationPath)) Signals.Send(id, Signals.SIGKILL);
    }

    private static bool IsOurs(int id, string configurationPath)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/cmdline");
        try
        {
            var arguments = Encoding.UTF8.GetString(File.ReadAllBytes(path)).Split('\0');
            return arguments.Contains(AgentProcess.AgentPath) && arguments.Contains(configurationPath);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
