using System.Text.Json.Serialization;
using TempIdentity.GateAgent.Texts;

namespace TempIdentity.Simulator.Services;

/// <summary>
/// Why a service did not do what it was asked, as it is told to a person. Each service has a closed enum of its reasons and one switch
/// that makes these from it; what all services share is in <see cref="CommonRefusals"/>.
/// </summary>
/// <param name="Code">Stable, snake_case.</param>
/// <param name="Status">HTTP status, 400 to 599.</param>
/// <param name="Title">What is wrong.</param>
/// <param name="NextStep">What to do now.</param>
/// <param name="Rule">The rule that asks for it, such as R6; null where there is none.</param>
/// <param name="RetryAfterSeconds">Seconds after which the same request may be tried again; null when waiting does not help.</param>
internal sealed record ServiceRefusal(
    string Code, int Status, BilingualText Title, BilingualText NextStep, string? Rule = null, long? RetryAfterSeconds = null)
{
    public const string TypePrefix = "urn:tempidentity:problem:";

    /// <summary>As it goes over HTTP.</summary>
    public ServiceProblem ToProblem() => new()
    {
        Type = TypePrefix + Code,
        Title = Title.En,
        TitleZhCn = Title.Zh,
        Status = Status,
        Code = Code,
        NextStep = NextStep.En,
        NextStepZhCn = NextStep.Zh,
        Rule = Rule,
        RetryAfterSeconds = RetryAfterSeconds,
    };
}

/// <summary>Problem details (RFC 9457) of every service.</summary>
internal sealed record ServiceProblem
{
    public const string MediaType = "application/problem+json";

    /// <summary>urn:tempidentity:problem: and the code.</summary>
    public required string Type { get; init; }
    public required string Title { get; init; }
    public required string TitleZhCn { get; init; }
    public required int Status { get; init; }
    public required string Code { get; init; }
    public required string NextStep { get; init; }
    public required string NextStepZhCn { get; init; }
    public string? Rule { get; init; }
    public long? RetryAfterSeconds { get; init; }
}

[JsonSerializable(typeof(ServiceProblem))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class ServiceProblemJson : JsonSerializerContext;
