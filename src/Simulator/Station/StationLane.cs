using TempIdentity.GateAgent;

namespace TempIdentity.Simulator.Station;

/// <summary>A lane of the station in a box.</summary>
internal sealed record StationLane(string Id, Purpose Purpose)
{
    /// <summary>True where wings open; elsewhere an officer looks at the display.</summary>
    public bool HasWings => Purpose.Direction() != Direction.None;

    /// <summary>The first <paramref name="count"/> lanes of the pattern entry, exit, entry, roadside.</summary>
    public static IReadOnlyList<StationLane> Pattern(int count) =>
        [.. Enumerable.Range(0, count).Select(index => new StationLane(
            (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
            (index % 4) switch { 1 => Purpose.StationExit, 3 => Purpose.Roadside, _ => Purpose.StationEntry }))];
}
