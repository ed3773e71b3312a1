using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TempIdentity.GateAgent.Hosting;

namespace TempIdentity.GateAgent.Tests.Hosting;

public class JsonLineFormatterTests
{
    [Fact]
    public void ALineIsOneJsonObjectWithItsFields()
    {
        var line = Write(journal: false, new EventId(1003, "Stopped"), LogLevel.Information, null,
            [new("Lane", "1"), new("Grant", 17L), new("Simulated", true), new("{OriginalFormat}", "x")]);
        using var json = JsonDocument.Parse(line);
        Assert.Equal(
            ["t", "level", "id", "event", "part", "text", "lane", "grant", "simulated"],
            json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("information", 1003, "Stopped", "Part"),
            (json.RootElement.GetProperty("level").GetString(), json.RootElement.GetProperty("id").GetInt32(),
                json.RootElement.GetProperty("event").GetString(), json.RootElement.GetProperty("part").GetString()));
        Assert.Equal(17, json.RootElement.GetProperty("grant").GetInt64());
    }

    [Theory]
    [InlineData(LogLevel.Critical, "<2>{")]
    [InlineData(LogLevel.Error, "<3>{")]
    [InlineData(LogLevel.Warning, "<4>{")]
    [InlineData(LogLevel.Information, "<6>{")]
    public void TheJournalGetsThePriority(LogLevel level, string begins) =>
        Assert.StartsWith(begins, Write(journal: true, new EventId(1), level, null, []), StringComparison.Ordinal);

    [Fact]
    public void AnExceptionAppearsAsTypesAndStacksAndNeverItsMessage()
    {
        var exception = new InvalidOperationException("110101199003070000", new IOException("张三"));
        var line = Write(journal: false, new EventId(1), LogLevel.Error, exception, []);
        using var json = JsonDocument.Parse(line);
        Assert.Equal("System.InvalidOperationException", json.RootElement.GetProperty("exception").GetString());
        Assert.Equal("System.IO.IOException", json.RootElement.GetProperty("exception_1").GetString());
        Assert.DoesNotContain("110101199003070000", line, StringComparison.Ordinal);
        Assert.DoesNotContain("张三", line, StringComparison.Ordinal);
    }

    [Fact]
    public void WhateverATextHoldsALineStaysOneLine() =>
        Assert.Single(Write(journal: false, new EventId(1), LogLevel.Error, null, [new("File", "a\nb\r\u2028c")]).TrimEnd('\n')
            .Split('\n', '\r'));

    private static string Write(bool journal, EventId id, LogLevel level, Exception? exception, List<KeyValuePair<string, object?>> state)
    {
        var writer = new StringWriter { NewLine = "\n" };
        var entry = new LogEntry<IReadOnlyList<KeyValuePair<string, object?>>>(
            level, "A.Namespace.Part", id, state, exception, (_, _) => "text");
        new JsonLineFormatter(TimeProvider.System, journal).Write(entry, null, writer);
        return writer.ToString();
    }
}
