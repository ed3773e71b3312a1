using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TempIdentity.GateAgent;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Texts;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Stories.Telling;

/// <summary>A text in both languages.</summary>
internal sealed record StoryText([property: JsonPropertyName("zh-CN")] string Zh, [property: JsonPropertyName("en")] string En)
{
    public static StoryText Of(BilingualText text) => new(text.Zh, text.En);
}

/// <summary>A step in <c>story --json</c>; docs/cli/story.schema.json.</summary>
internal sealed record StoryStepReport
{
    public required string At { get; init; }
    public required string Actor { get; init; }
    public required string Action { get; init; }
    [JsonPropertyName("zh-CN")]
    public required string Zh { get; init; }
    [JsonPropertyName("en")]
    public required string En { get; init; }
    public string? Expected { get; init; }
    public string? Seen { get; init; }
    public StoryText? Answer { get; init; }
}

/// <summary>A verdict in <c>story --json</c>.</summary>
internal sealed record StoryVerdictReport
{
    /// <summary>Index of its step, from 0.</summary>
    public required int Step { get; init; }
    public required string At { get; init; }
    public required string Appliance { get; init; }
    public required string Lane { get; init; }
    public required string Purpose { get; init; }
    public required string Answer { get; init; }
    public required string Code { get; init; }
    public IReadOnlyList<string>? Also { get; init; }
    public required bool Opened { get; init; }
    public required StoryText Passenger { get; init; }
    public required StoryText Staff { get; init; }
    public IReadOnlyList<StatusBody>? Statuses { get; init; }
    public int? Ride { get; init; }
    public long? ManifestChange { get; init; }
}

/// <summary>The object that <c>story NAME --json</c> ends with.</summary>
internal sealed record StoryReport
{
    public required string Story { get; init; }
    public required int Seed { get; init; }
    public required bool Held { get; init; }
    public required StoryText Title { get; init; }
    public required IReadOnlyList<string> Rules { get; init; }
    public required IReadOnlyList<StoryStepReport> Steps { get; init; }
    public required IReadOnlyList<StoryVerdictReport> Verdicts { get; init; }

    public static StoryReport Of(StoryResult result) => new()
    {
        Story = result.Story.Name,
        Seed = result.Seed,
        Held = result.Held,
        Title = StoryText.Of(result.Story.Title),
        Rules = result.Story.Rules,
        Steps = [.. result.Steps.Select(Of)],
        Verdicts = [.. result.Steps.Index().Where(entry => entry.Item.Verdict is not null).Select(entry => Of(entry.Index, entry.Item))],
    };

    private static StoryStepReport Of(StoryStep step) => new()
    {
        At = step.At.ToString(),
        Actor = step.Actor.ToText(),
        Action = step.Action.ToText(),
        Zh = step.Text.Zh,
        En = step.Text.En,
        Expected = step.Expected,
        Seen = step.Seen,
        Answer = step.Answer is { } answer ? StoryText.Of(answer) : null,
    };

    private static StoryVerdictReport Of(int index, StoryStep step)
    {
        var verdict = step.Verdict!;
        return new StoryVerdictReport
        {
            Step = index,
            At = step.At.ToString(),
            Appliance = verdict.Appliance,
            Lane = verdict.Record.Lane,
            Purpose = verdict.Purpose.ToText(),
            Answer = verdict.Record.Answer,
            Code = verdict.Record.Code,
            Also = verdict.Record.Also,
            Opened = verdict.Opened,
            Passenger = StoryText.Of(verdict.Passenger),
            Staff = StoryText.Of(verdict.Staff),
            Statuses = verdict.Record.Statuses,
            Ride = verdict.Record.Ride,
            ManifestChange = verdict.Record.ManifestChange,
        };
    }
}

/// <summary>The object that <c>story all --json</c> ends with.</summary>
internal sealed record AllStoriesReport
{
    public required string Story { get; init; }
    public required int Seed { get; init; }
    public required bool Held { get; init; }
    public required IReadOnlyList<StoryReport> Stories { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoryReport))]
[JsonSerializable(typeof(AllStoriesReport))]
internal sealed partial class StoryJson : JsonSerializerContext
{
    /// <summary>One line, with Chinese as it is.</summary>
    private static readonly StoryJson Line = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string ToText(StoryReport report) => JsonSerializer.Serialize(report, Line.StoryReport);

    public static string ToText(AllStoriesReport report) => JsonSerializer.Serialize(report, Line.AllStoriesReport);
}
