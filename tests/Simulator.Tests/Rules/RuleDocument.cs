using System.Text.RegularExpressions;

namespace TempIdentity.Simulator.Tests.Rules;

/// <summary>One rule's section of docs/rules.md.</summary>
internal sealed record RuleSection(
    string Rule, IReadOnlyList<string> Enforced, IReadOnlyList<string> Texts, IReadOnlyList<string> Tests, IReadOnlyList<string> Mutants);

/// <summary>Reads docs/rules.md: a heading a rule, below it lines that begin with a word and a colon.</summary>
internal static partial class RuleDocument
{
    /// <summary>R1–R17 and L1–L16.</summary>
    public static IReadOnlyList<string> AllRules { get; } =
        [.. Enumerable.Range(1, 17).Select(n => $"R{n}"), .. Enumerable.Range(1, 16).Select(n => $"L{n}")];

    public static IReadOnlyList<RuleSection> Read() => Parse(File.ReadAllText(ProjectRoot.In("docs", "rules.md")));

    public static IReadOnlyList<RuleSection> Parse(string page) =>
        [.. Heading().Split(page).Skip(1).Chunk(2).Select(pair => Section(pair[0], pair[1]))];

    private static RuleSection Section(string rule, string body) => new(
        rule, Quoted(body, "Enforced"), Lines(body, "Text"), Quoted(body, "Tests"), Quoted(body, "Mutants"));

    private static IReadOnlyList<string> Quoted(string body, string word) =>
        [.. Lines(body, word).SelectMany(line => Code().Matches(line).Select(match => match.Groups[1].Value))];

    private static IReadOnlyList<string> Lines(string body, string word) =>
        [.. body.Split('\n').Where(line => line.StartsWith($"- {word}: ", StringComparison.Ordinal))
            .Select(line => line[(word.Length + 4)..])];

    [GeneratedRegex(@"^### ([RL]\d{1,2})\b", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
