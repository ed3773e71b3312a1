using System.Reflection;
using Microsoft.Extensions.Logging;
using TempIdentity.GateAgent.Hosting;

namespace TempIdentity.GateAgent.Tests.Hosting;

public class LogTests
{
    private static readonly List<(LoggerMessageAttribute Attribute, string Name)> Lines = typeof(Log)
        .GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Select(method => (method.GetCustomAttribute<LoggerMessageAttribute>()!, method.Name))
        .Where(line => line.Item1 is not null)
        .ToList();

    [Fact]
    public void EachNumberIsUsedOnce() =>
        Assert.Empty(Lines.GroupBy(line => line.Attribute.EventId).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void TheDocumentListsEachLineAsItIs()
    {
        var documented = File.ReadAllLines(ProjectRoot.In("docs", "logs.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2]))
            .Order(StringComparer.Ordinal);
        var expected = Lines
            .Select(line => $"| {line.Attribute.EventId} | {line.Name} | {line.Attribute.Level} | "
                + $"{line.Attribute.Message!.Replace("\n", "\\n", StringComparison.Ordinal)} |")
            .Order(StringComparer.Ordinal);
        Assert.Equal(expected, documented);
    }
}
