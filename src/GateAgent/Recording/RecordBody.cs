using System.Text.Json;
using System.Text.Json.Serialization;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Recording;

/// <summary>A decision as recorded: the verdict and the non-personal inputs that it rests on (I10). JSON names are snake_case.</summary>
internal sealed record DecisionBody
{
    public required string At { get; init; }
    public required long MonotonicNs { get; init; }
    public required string Clock { get; init; }
    public required int ClockErrorMs { get; init; }
    public required string Lane { get; init; }
    public required string Purpose { get; init; }
    public string? Station { get; init; }
    public required string Answer { get; init; }
    public required string Code { get; init; }
    public IReadOnlyList<string>? Also { get; init; }
    public string? Form { get; init; }
    public string? Credential { get; init; }
    public string? CredentialKind { get; init; }
    public string? Key { get; init; }
    public string? Presentation { get; init; }
    public long? CodeAgeS { get; init; }
    public long? LivenessAgeS { get; init; }
    public string? Status { get; init; }

    /// <summary>The statuses with reason and time that held; null where the list tells the bare status only.</summary>
    public IReadOnlyList<StatusBody>? Statuses { get; init; }
    public long? StatusVersion { get; init; }
    public long? StatusAgeS { get; init; }
    public long? ManifestRevision { get; init; }
    public long? ManifestChange { get; init; }
    public bool? Inside { get; init; }
    public bool? TooSoon { get; init; }
    public string? Ticket { get; init; }

    /// <summary>The ride of a ticket with several, from 0.</summary>
    public int? Ride { get; init; }
    public required long TrustVersion { get; init; }
    public required string Provider { get; init; }
    public required string FrameEnd { get; init; }
    public required int FrameBytes { get; init; }
    public bool Simulated { get; init; }

    /// <summary>The raw frame, sealed to head office (I6); base64.</summary>
    public required string Sealed { get; init; }
}

/// <summary>One status that held at a decision; <c>until</c> is absent when no end is set.</summary>
internal sealed record StatusBody(string Status, string Reason, bool PaperNeeded, string From, string? Until)
{
    public static StatusBody Of(StatusEntry entry) => new(
        entry.Status.ToText(), entry.Reason.ToText(), entry.PaperNeeded, entry.From.ToString(),
        entry.Until == StatusEntry.NoEnd ? null : entry.Until.ToString());
}

/// <summary>The outcome of a grant at a gate (I4).</summary>
internal sealed record PassageBody
{
    public required string At { get; init; }
    public required string Clock { get; init; }
    public required int ClockErrorMs { get; init; }
    public required string Lane { get; init; }
    public required long Grant { get; init; }
    public required string Outcome { get; init; }
    public bool Simulated { get; init; }
}

/// <summary>Something that happened to the appliance.</summary>
internal sealed record DeviceBody
{
    public required string At { get; init; }
    public required string Clock { get; init; }
    public required int ClockErrorMs { get; init; }
    public required string Event { get; init; }
    public string? Lane { get; init; }
    public long? Count { get; init; }
    public string? Detail { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DecisionBody))]
[JsonSerializable(typeof(PassageBody))]
[JsonSerializable(typeof(DeviceBody))]
internal sealed partial class RecordJson : JsonSerializerContext
{
    public static byte[] ToBytes(DecisionBody body) => JsonSerializer.SerializeToUtf8Bytes(body, Default.DecisionBody);
    public static byte[] ToBytes(PassageBody body) => JsonSerializer.SerializeToUtf8Bytes(body, Default.PassageBody);
    public static byte[] ToBytes(DeviceBody body) => JsonSerializer.SerializeToUtf8Bytes(body, Default.DeviceBody);
}
