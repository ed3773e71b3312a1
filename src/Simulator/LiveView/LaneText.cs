using TempIdentity.Simulator.Station;

namespace TempIdentity.Simulator.LiveView;

/// <summary>Words and pictures of lanes.</summary>
internal static class LaneText
{
    public static string Of(StationLane lane) => $"{lane.Id} {Purpose(lane).English,-8}";

    public static (string Chinese, string English) Purpose(StationLane lane) => Purpose(lane.Purpose);

    public static (string Chinese, string English) Purpose(GateAgent.Purpose purpose) => purpose switch
    {
        GateAgent.Purpose.StationEntry => ("进站", "entry"),
        GateAgent.Purpose.StationExit => ("出站", "exit"),
        GateAgent.Purpose.RealNameCheck => ("核验", "check"),
        GateAgent.Purpose.OnBoard => ("车上", "on board"),
        GateAgent.Purpose.TicketOffice => ("售票", "tickets"),
        GateAgent.Purpose.Roadside => ("路检", "roadside"),
        GateAgent.Purpose.Violation => ("违法", "violation"),
        GateAgent.Purpose.Accident => ("事故", "accident"),
        GateAgent.Purpose.LicenceBusiness => ("业务", "licence"),
        GateAgent.Purpose.Rental => ("租车", "rental"),
        GateAgent.Purpose.Insurance => ("保险", "insurance"),
        GateAgent.Purpose.Qualification => ("资质", "qualification"),
    };

    /// <summary>Fills up with spaces; a longer text is cut with a dot sign.</summary>
    public static string Pad(string text, int width) => text.Length <= width ? text.PadRight(width) : text[..(width - 1)] + "…";
}
