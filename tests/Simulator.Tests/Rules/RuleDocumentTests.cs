using System.Text.RegularExpressions;

namespace TempIdentity.Simulator.Tests.Rules;

/// <summary>
/// docs/rules.md is complete and true: every rule of the two credentials is enforced somewhere, says its words, has tests that name it,
/// and each of those tests must fail under a mutant that switches the rule off (tests/mutants/run proves that they do).
/// </summary>
public sealed partial class RuleDocumentTests
{
    private static readonly IReadOnlyList<RuleSection> Sections = RuleDocument.Read();

    public static TheoryData<string> Rules => [.. RuleDocument.AllRules];

    private static RuleSection Of(string rule) => Assert.Single(Sections, section => section.Rule == rule);

    [Fact]
    public void The_page_has_each_rule_once_and_no_other() => Assert.Equal(RuleDocument.AllRules, Sections.Select(section => section.Rule));

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_rule_is_enforced_in_files_that_there_are(string rule)
    {
        Assert.NotEmpty(Of(rule).Enforced);
        Assert.All(Of(rule).Enforced, path => Assert.True(File.Exists(ProjectRoot.In(path)), path));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_rule_has_tests_that_name_it(string rule)
    {
        Assert.NotEmpty(Of(rule).Tests);
        Assert.All(Of(rule).Tests, test =>
        {
            Assert.True(TestSources.RulesByTest.TryGetValue(test, out var rules), $"no such test: {test}");
            Assert.Contains(rule, rules);
        });
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_test_of_a_rule_fails_when_the_rule_is_switched_off(string rule)
    {
        Assert.NotEmpty(Of(rule).Mutants);
        var mustFail = Of(rule).Mutants.Select(MustFail).ToList();
        Assert.All(Of(rule).Tests, test => Assert.Contains(mustFail, names => names.Any(name => IsTest(name, test))));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_words_of_each_rule_are_those_that_people_are_told(string rule)
    {
        Assert.NotEmpty(Of(rule).Texts);
        var told = Of(rule).Texts.SelectMany(line => Words().Matches(line).Select(match => match.Groups[1].Value)).ToList();
        Assert.NotEmpty(told);
        Assert.All(told, text => Assert.Contains(Sources, source => source.Contains(text, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_rule_that_a_test_claims_is_a_rule() =>
        Assert.All(TestSources.RulesByTest.Values.SelectMany(rules => rules), rule => Assert.Contains(rule, RuleDocument.AllRules));

    [Fact]
    public void A_section_without_tests_or_with_an_unknown_one_would_be_noticed()
    {
        var page = RuleDocument.Parse("### R1 a\n\n- Enforced: `a.cs`\n- Tests: `A.B`, `C.D`\n- Text: 「x」\n\n### R2 b\n");
        Assert.Equal(["A.B", "C.D"], page[0].Tests);
        Assert.Empty(page[1].Tests);
        Assert.False(TestSources.RulesByTest.ContainsKey("A.B"));
        Assert.Contains("R15", TestSources.RulesByTest["PassageRuleTests.A_ride_that_nobody_took_is_free_again"]);
    }

    private static IReadOnlyList<string> MustFail(string patch)
    {
        const string Key = "# must fail: ";
        var header = File.ReadLines(ProjectRoot.In("tests", "mutants", patch))
            .Single(line => line.StartsWith(Key, StringComparison.Ordinal));
        return header[Key.Length..].Split(',', StringSplitOptions.TrimEntries);
    }

    // By the method's name, which says it all: an abstract class of tests runs under the names of those that derive from it.
    private static bool IsTest(string fullName, string test) => fullName.Split('.')[^1] == test.Split('.')[^1];

    private static readonly Lazy<IReadOnlyList<string>> Read = new(() =>
        [.. Directory.EnumerateFiles(ProjectRoot.In("src"), "*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".json", StringComparison.Ordinal))
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
            .Select(File.ReadAllText)]);

    private static IReadOnlyList<string> Sources => Read.Value;

    [GeneratedRegex("「([^」]+)」")]
    private static partial Regex Words();
}
