using System.Globalization;
using System.Text.Json.Nodes;
using TempIdentity.GateAgent.Configuration;

namespace TempIdentity.GateAgent.Tests.Configuration;

/// <summary>Both sides of each number's range, and each word that is allowed, from the table of keys itself.</summary>
public class ConfigurationRangeTests
{
    public static TheoryData<string> Integers =>
        new(KnownKeys.All.Where(key => key.Kind == KeyKind.Integer).Select(key => key.Path));

    public static TheoryData<string> Required => new(KnownKeys.All.Where(key => key.Mandatory).Select(key => key.Path));

    public static TheoryData<string> Everything => new(KnownKeys.All.Select(key => key.Path));

    [Theory]
    [MemberData(nameof(Integers))]
    public void ANumberMayTouchItsEndsAndNotPassThem(string path)
    {
        var key = Key(path);
        Assert.Empty(ReadWith(key, key.Min).Errors);
        Assert.Empty(ReadWith(key, key.Max).Errors);
        foreach (var outside in new[] { key.Min - 1, key.Max + 1 })
        {
            var error = Assert.Single(ReadWith(key, outside).Errors);
            Assert.Equal((Place(path), ConfigurationProblem.OutOfRange), (error.Path, error.Problem));
            Assert.Equal(outside.ToString(CultureInfo.InvariantCulture), error.Found);
        }
    }

    [Theory]
    [MemberData(nameof(Required))]
    public void AMandatoryKeyMayNotBeAbsent(string path)
    {
        var errors = SampleConfiguration.ReadWith(root => root.Set(Place(path), null)).Errors;
        Assert.Contains((Place(path), ConfigurationProblem.Missing), errors.Select(error => (error.Path, error.Problem)));
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void NullIsOfNoType(string path)
    {
        var json = SampleConfiguration.Create();
        json.Set(Place(path), "placeholder-for-null");
        var errors = SampleConfiguration.Read(json.ToJsonString()
            .Replace("\"placeholder-for-null\"", "null", StringComparison.Ordinal)).Errors;
        Assert.Contains((Place(path), ConfigurationProblem.WrongType, "null"),
            errors.Select(error => (error.Path, error.Problem, error.Found)));
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("\"200\"")]
    [InlineData("true")]
    public void ANumberIsAnIntegerAndNothingElse(string raw)
    {
        var json = SampleConfiguration.Create().ToJsonString()
            .Replace("\"pulse_milliseconds\":200", "\"pulse_milliseconds\":" + raw, StringComparison.Ordinal);
        Assert.Equal(ConfigurationProblem.WrongType, Assert.Single(SampleConfiguration.Read(json).Errors).Problem);
    }

    [Fact]
    public void ANumberBeyondEveryIntegerIsOutOfRange()
    {
        var json = SampleConfiguration.Create().ToJsonString()
            .Replace("\"pulse_milliseconds\":200", "\"pulse_milliseconds\":99999999999999999999", StringComparison.Ordinal);
        Assert.Equal(ConfigurationProblem.OutOfRange, Assert.Single(SampleConfiguration.Read(json).Errors).Problem);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public void LanesAreOneToSixteen(int count, bool accepted)
    {
        var result = SampleConfiguration.ReadWith(root =>
        {
            var lanes = (JsonArray)root["lanes"]!;
            var last = lanes[2]!.ToJsonString();
            lanes.Clear();
            for (var i = 0; i < count; i++)
            {
                var lane = (JsonObject)JsonNode.Parse(last)!;
                lane.Set("id", i.ToString(CultureInfo.InvariantCulture));
                lane.Set("scanner.path", string.Create(CultureInfo.InvariantCulture, $"/dev/ttyACM{i}"));
                lanes.Add(lane);
            }
        });
        Assert.Equal(accepted ? [] : [("lanes", ConfigurationProblem.OutOfRange)],
            result.Errors.Select(error => (error.Path, error.Problem)));
    }

    private static KnownKey Key(string path) => KnownKeys.All.Single(key => key.Path == path);

    /// <summary>Where the sample has a key: the socket's keys on the second lane, all others on the first.</summary>
    private static string Place(string path) =>
        path.TrimEnd('[', ']').Replace("[]", path == KnownKeys.SocketPath.Path ? "[1]" : "[0]", StringComparison.Ordinal);

    /// <summary>Reads with a number; the other lines of the chip make room for it.</summary>
    private static ConfigurationResult ReadWith(KnownKey key, int value) => SampleConfiguration.ReadWith(root =>
    {
        root.Set(Place(key.Path), value);
    });
}
