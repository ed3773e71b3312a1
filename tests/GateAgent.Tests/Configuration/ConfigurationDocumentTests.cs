using TempIdentity.GateAgent.Configuration;

namespace TempIdentity.GateAgent.Tests.Configuration;

public class ConfigurationDocumentTests
{
    [Fact]
    public void TheTableListsEachKeyWithKindsRangeAndDefault()
    {
        var documented = File.ReadAllLines(ProjectRoot.In("docs", "configuration.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (Key: cells[1].Trim('`'), Kinds: cells[2], Allowed: cells[3], Default: cells[4]));
        var known = KnownKeys.All.Select(key =>
            (Key: key.Path, Kinds: string.Join(", ", key.ForKinds), Allowed: key.Allowed.En, Default: key.DefaultText));
        Assert.Equal(known, documented);
    }

    [Fact]
    public void TheExampleIsValidAndNotSimulated()
    {
        var result = ConfigurationReader.ReadFile(ProjectRoot.In("deploy", "systemd", "config.example.json"));
        Assert.Empty(result.Errors);
        Assert.False(result.Configuration!.Simulated);
    }

    [Fact]
    public void EachProblemHasADifferentNameAndSentence()
    {
        var problems = Enum.GetValues<ConfigurationProblem>();
        Assert.Equal(problems.Length, problems.Select(problem => problem.ToText()).Distinct().Count());
        var texts = problems.Select(problem => new ConfigurationError("f", "p", problem, "x", default).Text).ToList();
        Assert.Equal(problems.Length, texts.Select(text => text.En).Distinct().Count());
        Assert.Equal(problems.Length, texts.Select(text => text.Zh).Distinct().Count());
    }
}
