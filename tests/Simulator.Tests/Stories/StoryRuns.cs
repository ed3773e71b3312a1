using System.Collections.Concurrent;
using TempIdentity.Simulator.Stories;
using TempIdentity.Simulator.Stories.Telling;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Tests.Stories;

/// <summary>Each story played once for all tests that look at it.</summary>
internal static class StoryRuns
{
    private static readonly ConcurrentDictionary<string, Lazy<StoryResult>> Played = new();

    /// <summary>The story as it went; it must have held, and the first step that did not is named.</summary>
    public static StoryResult Held(string name)
    {
        var result = Played.GetOrAdd(name, key => new Lazy<StoryResult>(() => StoryCatalogue.Find(key)!.Play(Story.SeedDefault))).Value;
        Assert.Null(result.Steps.FirstOrDefault(step => !step.Held));
        Assert.True(result.Held);
        return result;
    }

    /// <summary>The verdicts of a story in order, each with the purpose of its lane, such as <c>station-entry granted</c>.</summary>
    public static string[] Verdicts(StoryResult result) =>
        [.. result.Verdicts.Select(verdict => $"{GateAgent.Purposes.ToText(verdict.Purpose)} {verdict.Code.ToText()}")];

    /// <summary>How often a gate was moved.</summary>
    public static int Openings(StoryResult result) => result.Verdicts.Count(verdict => verdict.Opened);

    /// <summary>What services refused, in order: code and rule.</summary>
    public static string[] Refusals(StoryResult result) =>
        [.. result.Steps.Where(step => step.Verdict is null && step.Seen is not null).Select(step => step.Seen!).Where(IsRefusal)];

    private static bool IsRefusal(string seen) => seen.Split(' ') is [var code, var rule] && code.Contains('_', StringComparison.Ordinal)
        && rule.Length is 2 or 3 && rule[0] is 'R' or 'L';
}
