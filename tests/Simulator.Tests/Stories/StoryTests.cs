using TempIdentity.GateAgent;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Stories;
using TempIdentity.Simulator.Stories.RideId;
using TempIdentity.Simulator.Stories.Telling;
using TempIdentity.Simulator.Stories.World;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Tests.Stories;

/// <summary>Stories as such: they fail when what was expected was not seen, and the same seed tells the same story.</summary>
public sealed class StoryTests
{
    private static readonly Story Canary = new("canary", new("A canary", "金丝雀"), ["R16"], StoryTime.At("2026-11-25 07:20:00"), Expecting);

    public static TheoryData<string> Names => [.. StoryCatalogue.All.Select(story => story.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_story_holds_with_another_seed_too(string name)
    {
        var result = StoryCatalogue.Find(name)!.Play(seed: 20_261_125);
        Assert.Null(result.Steps.FirstOrDefault(step => !step.Held));
        Assert.True(result.Held);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_object(string name)
    {
        var again = StoryCatalogue.Find(name)!.Play(Story.SeedDefault);
        Assert.Equal(StoryJson.ToText(StoryReport.Of(StoryRuns.Held(name))), StoryJson.ToText(StoryReport.Of(again)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_story_tells_a_number_or_a_name_in_clear(string name)
    {
        var told = StoryJson.ToText(StoryReport.Of(StoryRuns.Held(name)));
        Assert.DoesNotContain(CitizenRegister.Standard, person => told.Contains(person.Number, StringComparison.Ordinal)
            || told.Contains(person.Name, StringComparison.Ordinal));
        Assert.DoesNotContain("TI1:", told, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_story_moves_a_gate_without_a_grant(string name) =>
        Assert.All(StoryRuns.Held(name).Verdicts, verdict => Assert.Equal(
            verdict.Code == VerdictCode.Granted && verdict.Purpose.Direction() != Direction.None, verdict.Opened));

    [Fact]
    public void A_story_whose_expectation_is_wrong_fails_and_names_the_step()
    {
        var result = Canary.Play(Story.SeedDefault);
        Assert.False(result.Held);
        Assert.False(result.Broken);
        var failed = Assert.Single(result.Steps, step => !step.Held);
        Assert.Equal(("granted, gate opens", "no_ticket"), (failed.Expected, failed.Seen));
        Assert.False(StoryReport.Of(result).Held);
    }

    [Fact]
    public void A_story_that_cannot_go_on_fails_at_that_step()
    {
        var story = Canary with { Script = Broken };
        var result = story.Play(Story.SeedDefault);
        Assert.True(result.Broken);
        Assert.False(result.Held);
        Assert.Equal("check_failed R5", result.Steps[^1].Seen);
    }

    [Fact]
    public void A_story_leaves_no_directory_behind()
    {
        var directory = "";
        (Canary with { Script = script => directory = script.World.Publisher.Directory }).Play(Story.SeedDefault);
        Assert.NotEmpty(directory);
        Assert.False(Directory.Exists(Path.GetDirectoryName(directory)));
    }

    [Fact]
    public void A_story_that_expects_nothing_does_not_hold() =>
        Assert.False((Canary with { Script = script => script.Tell(StoryActor.Gate, "无事", "Nothing") }).Play(Story.SeedDefault).Held);

    [Fact]
    public void Names_are_kebab_case_and_distinct_and_rules_are_rules()
    {
        Assert.All(StoryCatalogue.All, story => Assert.Matches("^[a-z]+(-[a-z0-9]+)*$", story.Name));
        Assert.Equal(StoryCatalogue.All.Count, StoryCatalogue.All.Select(story => story.Name).Distinct().Count());
        Assert.All(
            StoryCatalogue.All.SelectMany(story => story.Rules), rule => Assert.Matches("^(R([1-9]|1[0-7])|L([1-9]|1[0-6]))$", rule));
    }

    /// <summary>Somebody without a ticket, told as if the gate had to open.</summary>
    private static void Expecting(StoryScript script)
    {
        var station = script.World.Station("VNP");
        using var user = RideIdUser.Anonymous(script.World, People.Default);
        script.Obtain(user, grantsLeft: 2);
        script.Later(5).Scan(station, Purpose.StationEntry, script.Fresh(user), "没有车票", "Without a ticket", VerdictCode.Granted);
    }

    private static void Broken(StoryScript script)
    {
        using var user = RideIdUser.Anonymous(script.World, People.Default with { Name = "测试无" });
        script.Obtain(user, grantsLeft: 2);
        script.Tell(StoryActor.Traveller, "不会到这里", "Is never told");
    }
}
