using System.Text.Json;
using TempIdentity.GateAgent.Recording;
using TempIdentity.Simulator.HeadOffice;

namespace TempIdentity.Simulator.Scenarios;

/// <summary>Bodies of head office's records.</summary>
internal static class PeakRecords
{
    public static PassageBody Passage(HeldRecord record) => JsonSerializer.Deserialize(record.Body, RecordJson.Default.PassageBody)!;

    public static DeviceBody Device(HeldRecord record) => JsonSerializer.Deserialize(record.Body, RecordJson.Default.DeviceBody)!;

    /// <summary>The appliance says that somebody vouches for its clock (I7).</summary>
    public static bool IsTrustedClock(HeldRecord record) => record.Code == "clock_state" && Device(record).Detail == "trusted";
}

/// <summary>
/// What goes wrong with head office's answers after its return: now and then, always the same, and never for long. Thread-safe.
/// </summary>
internal sealed class FaultRound
{
    private static readonly HeadOfficeFault[] Round =
    [
        HeadOfficeFault.ServerError, HeadOfficeFault.None, HeadOfficeFault.DropAnswerAfterCommit, HeadOfficeFault.None,
        HeadOfficeFault.None, HeadOfficeFault.HtmlNotFound, HeadOfficeFault.None, HeadOfficeFault.None, HeadOfficeFault.None,
    ];

    private int _asked;

    public HeadOfficeFault Next() => Round[(Interlocked.Increment(ref _asked) - 1) % Round.Length];
}
