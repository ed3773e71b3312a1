using System.Diagnostics;
using System.Text.Json;
using TempIdentity.Simulator.Commands;
using TempIdentity.Simulator.Issue;
using TempIdentity.Simulator.Stories;
using TempIdentity.Simulator.Stories.Telling;

namespace TempIdentity.Simulator.Tests.Stories;

/// <summary>The command line of stories, and the schema of what it prints.</summary>
public sealed class StoryCommandTests
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(60);

    [Fact]
    public void The_object_keeps_its_schema()
    {
        var schema = Schema();
        foreach (var story in StoryCatalogue.All)
        {
            var report = JsonDocument.Parse(StoryJson.ToText(StoryReport.Of(StoryRuns.Held(story.Name)))).RootElement;
            CheckStory(schema.GetProperty("$defs"), report);
        }
    }

    [Fact]
    public void The_object_of_all_stories_keeps_its_schema()
    {
        var all = new AllStoriesReport
        {
            Story = StoryCatalogue.AllName,
            Seed = 1,
            Held = true,
            Stories = [StoryReport.Of(StoryRuns.Held("forgotten-id"))],
        };
        var known = Check(Schema().GetProperty("$defs").GetProperty("all"), JsonDocument.Parse(StoryJson.ToText(all)).RootElement);
        Assert.Equal("#/$defs/story", known.GetProperty("stories").GetProperty("items").GetProperty("$ref").GetString());
    }

    [Theory]
    [InlineData("forgoten-id", "forgotten-id")]
    [InlineData("tunel", "tunnel")]
    public void The_nearest_story_is_named(string given, string near) => Assert.Equal(near, StoryCatalogue.NearestTo(given));

    [Fact]
    public void Nothing_near_is_not_guessed() => Assert.Null(StoryCatalogue.NearestTo("zzzzzzzzzzzz"));

    [Theory]
    [InlineData("story")]
    [InlineData("story", "forgoten-id")]
    [InlineData("story", "tunnel", "--seed", "x")]
    public async Task A_wrong_command_line_is_a_usage_error(params string[] args) =>
        Assert.Equal(IssueRun.Usage, await CommandLine.RunAsync(args));

    [Fact]
    public async Task An_unknown_name_is_answered_with_the_nearest_and_the_list()
    {
        var (exit, output, error) = await RunAsync("story", "forgoten-id");
        Assert.Equal((IssueRun.Usage, ""), (exit, output));
        Assert.Contains("“forgotten-id”", error, StringComparison.Ordinal);
        Assert.Contains("did you mean \"forgotten-id\"? story --list lists them", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_json_the_last_line_is_the_object_and_the_story_is_told_on_standard_error()
    {
        var (exit, output, error) = await RunAsync("story", "refunded-at-noon", "--json", "--seed", "7");
        Assert.Equal(0, exit);
        var report = JsonDocument.Parse(output.TrimEnd('\n').Split('\n')[^1]).RootElement;
        Assert.Equal(("refunded-at-noon", 7, true),
            (report.GetProperty("story").GetString(), report.GetProperty("seed").GetInt32(), report.GetProperty("held").GetBoolean()));
        Assert.Contains("成立 held", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_story_for_people_ends_with_its_verdict_in_lines_of_at_most_100_columns()
    {
        var (exit, output, _) = await RunAsync("story", "tunnel");
        Assert.Equal(0, exit);
        Assert.DoesNotContain('\u001b', output);
        Assert.Contains("成立 held", output.TrimEnd('\n').Split('\n')[^1], StringComparison.Ordinal);
        Assert.All(output.Split('\n'), line => Assert.True(Columns(line) <= StoryView.ColumnsMax, line));
    }

    [Fact]
    public async Task The_list_names_every_story()
    {
        var (exit, output, _) = await RunAsync("story", "--list");
        Assert.Equal(0, exit);
        Assert.All(StoryCatalogue.All, story => Assert.Contains(story.Name, output, StringComparison.Ordinal));
    }

    /// <summary>Chinese characters and their punctuation take two columns.</summary>
    private static int Columns(string line) => line.TrimEnd().Sum(character => character >= '\u2e80' ? 2 : 1);

    private static async Task<(int Exit, string Output, string Error)> RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Simulator.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(EndsWithin);
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, await output, await error);
    }

    private static void CheckStory(JsonElement definitions, JsonElement report)
    {
        Check(definitions.GetProperty("story"), report);
        foreach (var step in report.GetProperty("steps").EnumerateArray()) Check(definitions.GetProperty("step"), step);
        foreach (var verdict in report.GetProperty("verdicts").EnumerateArray())
        {
            Check(definitions.GetProperty("verdict"), verdict);
            Check(definitions.GetProperty("text"), verdict.GetProperty("passenger"));
            if (!verdict.TryGetProperty("statuses", out var statuses)) continue;
            foreach (var status in statuses.EnumerateArray()) Check(definitions.GetProperty("status"), status);
        }
    }

    private static JsonElement Check(JsonElement schema, JsonElement value)
    {
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        var names = value.EnumerateObject().Select(property => property.Name).ToArray();
        Assert.All(schema.GetProperty("required").EnumerateArray(), required => Assert.Contains(required.GetString(), names));
        Assert.All(names, name => Assert.True(schema.GetProperty("properties").TryGetProperty(name, out _), name));
        return schema.GetProperty("properties");
    }

    private static JsonElement Schema() =>
        JsonDocument.Parse(File.ReadAllBytes(ProjectRoot.In("docs", "cli", "story.schema.json"))).RootElement;
}
