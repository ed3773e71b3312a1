using System.Text.Json.Serialization;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>The timetable's file as written; <see cref="TimetableReader"/> checks it.</summary>
internal sealed record TimetableData(
    int CheckInOpensMinutes, int CheckInClosesMinutes, int ExitWithinMinutes, int PresaleDays,
    IReadOnlyList<RailStation> Stations, IReadOnlyList<TrainData> Trains, IReadOnlyList<ProductData> Products);

/// <param name="Seats">Places between any two stops.</param>
internal sealed record TrainData(string Number, int Seats, IReadOnlyList<StopData> Stops);

/// <summary>Times are HH:MM in China, with <c>+1</c> on the day after the train's start.</summary>
internal sealed record StopData(string Station, string? Arrives, string? Departs);

/// <param name="Days">Service days, the first included.</param>
/// <param name="Rides">Rides in all; multi-ride tickets only.</param>
/// <param name="RidesADay">Rides a day at most; absent: as many as one likes.</param>
internal sealed record ProductData(
    string Id, string Kind, string Name, string NameEn, string Origin, string Destination, int Days, int? Rides, int? RidesADay);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(TimetableData))]
internal sealed partial class TimetableJson : JsonSerializerContext;
