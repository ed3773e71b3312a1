using System.Threading.Channels;
using TempIdentity.GateAgent.Actuation;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Configuration;
using TempIdentity.GateAgent.Scanning;

namespace TempIdentity.GateAgent.Hosting;

/// <summary>Builds lanes, scanners and gates as configured.</summary>
internal static class Edges
{
    /// <summary>A scanner's loop comes round at least every 200 ms.</summary>
    private static readonly TimeSpan ScannerAllowed = TimeSpan.FromSeconds(5);

    public static Lane Lane(LaneSection section) => new(
        new LaneId(section.Id), section.Purpose, section.Station, section.Windows,
        HasGate: section.Purpose.Direction() != Direction.None && section.Gate is not GateSection.None)
    {
        Train = section.Train,
        AsksForPaper = section.AsksForPaper,
    };

    public static IGate Gate(LaneSection section, IClock clock, ChannelWriter<CoreEvent> core)
    {
        var lane = new LaneId(section.Id);
        return section.Gate switch
        {
            GateSection.Gpio gpio => new GpioGate(lane, gpio, new GpioChip(gpio.Chip), new GateSignals(lane, clock, core),
                TimeProvider.System),
            GateSection.Socket socket => new SocketGate(lane, socket.Path, socket.PulseMilliseconds, new GateSignals(lane, clock, core)),
            GateSection.None => new NoGate(),
            _ => throw new InvalidOperationException($"No gate for {section.Gate.GetType().Name}."),
        };
    }

    public static IScanner Scanner(LaneSection section, IClock clock, ChannelWriter<CoreEvent> core, Watchdog watchdog) =>
        new SerialScanner(
        new LaneId(section.Id), section.Scanner, clock, core, watchdog.Register($"scanner of lane {section.Id}", ScannerAllowed));
}
