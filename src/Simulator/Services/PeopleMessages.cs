using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Services;

internal sealed record NewPersonRequest
{
    public const string RideId = "ride-id";
    public const string Licence = "licence";

    [Description("ride-id, or licence: the person then has a driving licence with a photo on file")]
    [RegularExpression($"^({RideId}|{Licence})$")]
    public required string Kind { get; init; }

    [Description("A minor holds a ride ID only (R4), an officer a licence only (L1)")]
    public PersonGroup Group { get; init; } = PersonGroup.Adult;
}

[Description("A synthetic person whom nobody had before / 尚未使用的模拟人员")]
internal sealed record NewPersonMessage
{
    public required string Name { get; init; }
    public required DocumentType DocumentType { get; init; }
    public required string Number { get; init; }
    public required string PhoneNumber { get; init; }

    [Description("Of the driving licence (档案编号); only for who has one")]
    public string? ArchiveNumber { get; init; }

    [Description("Vehicle classes of the driving licence (准驾车型)")]
    public IReadOnlyList<string>? Classes { get; init; }
}

/// <summary>Which way through the gates.</summary>
internal enum TicketUse
{
    Entry,
    Exit,
}

internal sealed record TicketRequest
{
    [Description("Of a resident identity card")]
    public required string Number { get; init; }

    public required string Name { get; init; }

    public required TicketUse Use { get; init; }
}

[JsonSerializable(typeof(NewPersonRequest))]
[JsonSerializable(typeof(NewPersonMessage))]
[JsonSerializable(typeof(TicketRequest))]
[JsonSerializable(typeof(TicketMessage))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class PeopleJson : JsonSerializerContext;
