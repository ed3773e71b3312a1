using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TempIdentity.GateAgent.Commands;

/// <summary>What <c>verify</c> is asked.</summary>
internal sealed record VerifyRequest
{
    public required string TrustDirectory { get; init; }
    public string? DeviceDirectory { get; init; }
    public string? At { get; init; }
    public string? Purpose { get; init; }
    public string? Station { get; init; }
    public string? Train { get; init; }
    public bool ShowIdentity { get; init; }
}

/// <summary>An answer, or an error in both languages, with the exit code.</summary>
internal sealed record VerifyOutcome(int ExitCode, VerifyAnswer? Answer, string? Error);

/// <summary>The answer of <c>verify --json</c>; docs/cli/verify.schema.json describes it.</summary>
internal sealed record VerifyAnswer
{
    public required string Answer { get; init; }
    public required string Code { get; init; }
    public required IReadOnlyList<string> Also { get; init; }
    public required string Purpose { get; init; }
    public required string At { get; init; }
    public required bool Authentic { get; init; }
    public string? Credential { get; init; }
    public string? Form { get; init; }
    public string? Algorithm { get; init; }
    public string? Key { get; init; }
    public string? Presentation { get; init; }
    public VerifyTiers? Tiers { get; init; }
    public VerifyLicence? Licence { get; init; }
    public VerifyStatus? Status { get; init; }
    public VerifyTicket? Ticket { get; init; }
    public required VerifyTrust Trust { get; init; }
    public required IReadOnlyDictionary<string, long> Versions { get; init; }
    public required string Provider { get; init; }
    public VerifyIdentity? Identity { get; init; }
    public required VerifyMessages Messages { get; init; }

    [JsonIgnore]
    public int ExitCode => Answer switch { "granted" => 0, "refused" => 1, _ => 2 };
}

/// <summary>The three tiers of time, apart; ages in seconds, negative when from the future.</summary>
internal sealed record VerifyTiers(VerifyAge Code, VerifyAge Liveness, VerifyWindow Credential);

internal sealed record VerifyAge(string At, long AgeS, bool InWindow);

internal sealed record VerifyWindow(string ValidFrom, string ValidUntil, long RemainingS, bool InWindow);

internal sealed record VerifyLicence(IReadOnlyList<string> Classes, int Authority);

internal sealed record VerifyStatus(
    string Knowledge, string? Status, long ListVersion, long ListAgeS, IReadOnlyList<VerifyStatusEntry>? InForce = null);

/// <summary>One status that holds, with its texts; <c>until</c> is absent when no end is set.</summary>
internal sealed record VerifyStatusEntry(
    string Status, string Reason, bool PaperNeeded, string From, string? Until, VerifyText StatusText, VerifyText ReasonText);

internal sealed record VerifyTicket(string Train, string Origin, string Destination, string Kind, int Rides);

internal sealed record VerifyTrust(long Version, long AgeS, string Freshness, string ExpiresAt);

/// <summary>The identity, only when asked for. Outcome: opened, not_verified, purpose_may_not, key_missing, absent, corrupt.</summary>
internal sealed record VerifyIdentity(string Outcome, string? Document, string? Number, string? Name);

internal sealed record VerifyMessages(VerifyText Passenger, VerifyText Staff, VerifyText Engineer);

internal sealed record VerifyText([property: JsonPropertyName("zh-CN")] string Zh, [property: JsonPropertyName("en")] string En);

[JsonSerializable(typeof(VerifyAnswer))]
internal sealed partial class VerifyJson : JsonSerializerContext
{
    /// <summary>Chinese stays readable; the output is no HTML.</summary>
    private static readonly VerifyJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string ToText(VerifyAnswer answer) => JsonSerializer.Serialize(answer, typeof(VerifyAnswer), Readable);
}
