namespace TempIdentity.Simulator.Tickets;

/// <summary>
/// Stations by telegraph code (电报码), in groups of one city: a gate can tell a traveller who went to the city's other station.
/// </summary>
internal static class StationMap
{
    private static readonly string[][] Cities =
    [
        ["VNP", "BJP", "BXP"],
        ["TJP", "TXP"],
        ["AOH", "SHH", "SNH"],
        ["NJH", "NKH"],
    ];

    /// <summary>The other stations of a station's city.</summary>
    public static IReadOnlyList<string> Neighbours(string station) =>
        [.. Cities.Where(city => city.Contains(station)).SelectMany(city => city).Where(other => other != station)];

    /// <summary>A station of another city, to sell a ticket to.</summary>
    public static string Elsewhere(string station) => station is "TJP" or "TXP" ? "VNP" : "TJP";

    /// <summary>True for three capital letters.</summary>
    public static bool IsCode(string text) => text.Length == 3 && !text.AsSpan().ContainsAnyExceptInRange('A', 'Z');
}
