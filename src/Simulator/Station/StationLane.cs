using TempIdentity.GateAgent;

namespace TempIdentity.Simulator.Station;

/// <summary>A lane of the station in a box.</summary>
internal sealed record StationLane(string Id, Purpose Purpose)
{
    /// <summary>True where wings open; elsewhere an officer looks at the display.</summary>
    public bool HasWings => Purpose.Direction() != Direction.None;

    /// <summary>The lanes of the station that runs without an end: two entries, an exit, and an officer at the roadside.</summary>
    public static IReadOnlyList<StationLane> Station { get; } =
    [
        new("1", Purpose.StationEntry), new("2", Purpose.StationEntry), new("3", Purpose.StationExit), new("4", Purpose.Roadside),
    ];

    /// <summary>The first <paramref name="count"/> lanes of the pattern entry, exit, entry, roadside.</summary>
    public static IReadOnlyList<StationLane> Pattern(int count) =>
        [.. Enumerable.Range(0, count).Select(index => new StationLane(
            (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
            (index % 4) switch { 1 => Purpose.StationExit, 3 => Purpose.Roadside, _ => Purpose.StationEntry }))];
}
