namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>A station.</summary>
/// <param name="Code">Telegraph code (电报码), three capital letters.</param>
/// <param name="City">Stations of one city are each other's neighbours: a gate can tell a traveller who went to the other one.</param>
internal sealed record RailStation(string Code, string Name, string NameEn, string City);

/// <summary>The stations of the timetable, in groups of one city. Immutable, thread-safe.</summary>
internal static class StationMap
{
    private static readonly Dictionary<string, string[]> Others = Timetable.Default.Stations.ToDictionary(
        station => station.Code,
        station => Timetable.Default.Stations.Where(other => other.City == station.City && other != station)
            .Select(other => other.Code).ToArray(),
        StringComparer.Ordinal);

    /// <summary>The other stations of a station's city; none for a station that is not known.</summary>
    public static IReadOnlyList<string> Neighbours(string station) => Others.GetValueOrDefault(station) ?? [];

    /// <summary>True for a station and itself, and for two stations of one city.</summary>
    public static bool SameCity(string station, string other) => station == other || Neighbours(station).Contains(other);

    /// <summary>A station of another city, to sell a ticket to.</summary>
    public static string Elsewhere(string station) => station is "TJP" or "TXP" ? "VNP" : "TJP";

    /// <summary>True for three capital letters.</summary>
    public static bool IsCode(string text) => text.Length == 3 && !text.AsSpan().ContainsAnyExceptInRange('A', 'Z');
}
