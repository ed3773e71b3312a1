using System.Text.RegularExpressions;

namespace TempIdentity.Simulator.Tests.Rules;

/// <summary>The tests of all projects as they are written: which there are, and which rules each says it shows.</summary>
internal static partial class TestSources
{
    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlySet<string>>> Read = new(Load);

    /// <summary>By <c>Class.Method</c>, the rules of the test's traits.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> RulesByTest => Read.Value;

    private static Dictionary<string, IReadOnlySet<string>> Load()
    {
        var found = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(ProjectRoot.In("tests"), "*.cs", SearchOption.AllDirectories).Where(IsSource))
        {
            var source = File.ReadAllText(path);
            if (Class().Match(source) is not { Success: true } type) continue;
            foreach (Match test in Method().Matches(source))
            {
                var rules = Rule().Matches(test.Groups["attributes"].Value).Select(match => match.Groups[1].Value);
                found[$"{type.Groups[1].Value}.{test.Groups["name"].Value}"] = rules.ToHashSet(StringComparer.Ordinal);
            }
        }
        return found;
    }

    private static bool IsSource(string path) =>
        !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal);

    [GeneratedRegex(@"^public (?:sealed |abstract |partial |static )*class (\w+)", RegexOptions.Multiline)]
    private static partial Regex Class();

    // Attributes (some go on over indented lines) and comments, then the test itself.
    [GeneratedRegex(
        @"(?<attributes>(?:^    \[[^\n]*\n(?:^ {8,}[^\n]*\n)*|^    //[^\n]*\n)+)^    public (?:async )?\w+ (?<name>\w+)\(",
        RegexOptions.Multiline)]
    private static partial Regex Method();

    [GeneratedRegex(@"Trait\(""rule"", ""([RL]\d{1,2})""\)")]
    private static partial Regex Rule();
}
