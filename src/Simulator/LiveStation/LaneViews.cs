using TempIdentity.GateAgent;
using TempIdentity.Simulator.Station;

namespace TempIdentity.Simulator.LiveStation;

/// <summary>A lane as it can be seen.</summary>
internal static class LaneViews
{
    public static LaneView Of(LaneDesk desk, string station)
    {
        var (lane, gate) = (desk.Lane, desk.Gate);
        var display = gate.Display;
        return new LaneView
        {
            Id = lane.Id,
            Purpose = lane.Purpose.ToText(),
            Station = lane.HasWings ? station : null,
            Direction = DirectionOf(lane.Purpose.Direction()),
            Wings = gate.IsOpen ? WingState.Open : WingState.Closed,
            Lamp = LampOf(gate, display),
            Scanner = desk.ScannerOnline ? ScannerState.Online : ScannerState.Offline,
            ScannerPlugged = desk.Scanner.IsPlugged,
            Gate = gate.IsConnected ? GateState.Connected : GateState.Gone,
            Emergency = gate.Emergency,
            Display = display is null
                ? null
                : new DisplayView(display.Answer, display.Code, VerdictBook.TextsOf(display.Code).Passenger),
            Bodies = gate.Bodies,
            Outcome = desk.Outcome,
        };
    }

    /// <summary>A fire shows green: everybody goes out.</summary>
    private static LampState LampOf(SimulatedGate gate, GateDisplay? display) =>
        gate.Emergency ? LampState.Green : display?.Answer switch
        {
            null => LampState.Off,
            "granted" => LampState.Green,
            "refused" => LampState.Red,
            _ => LampState.Amber,
        };

    private static LaneDirection DirectionOf(Direction direction) => direction switch
    {
        Direction.None => LaneDirection.None,
        Direction.Entry => LaneDirection.Entry,
        Direction.Exit => LaneDirection.Exit,
    };
}
