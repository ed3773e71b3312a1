using System.Text.Json.Nodes;
using TempIdentity.GateAgent.Configuration;

namespace TempIdentity.GateAgent.Tests.Configuration;

/// <summary>Forms of texts: each side of what is allowed.</summary>
public class ConfigurationFormTests
{
    private static readonly string Point = Convert.ToBase64String(Convert.FromHexString(SampleConfiguration.Point));

    /// <summary>The same x with y + 1: 65 bytes that are no point of the curve.</summary>
    private static readonly string OffCurve = Convert.ToBase64String(Convert.FromHexString(SampleConfiguration.Point[..^2] + "f6"));

    private static readonly string Compressed = Convert.ToBase64String(Convert.FromHexString("03" + SampleConfiguration.Point[2..66]));

    public static TheoryData<string, string, bool> Texts => new()
    {
        { "appliance", "a", true },
        { "appliance", new string('z', 64), true },
        { "appliance", new string('z', 65), false },
        { "appliance", "", false },
        { "appliance", "gate_1", false },
        { "state_directory", "state", false },
        { "state_directory", "/var/../etc", false },
        { "state_directory", "/", false },
        { "state_directory", "/a\u0000b", false },
        { "state_directory", "/状态", true },
        { "trust.root_sha256", new string('A', 64), false },
        { "trust.root_sha256", new string('0', 63), false },
        { "head_office.url", "http://127.0.0.1:1234/base/", true },
        { "head_office.url", "https://head.example/", true },
        { "head_office.url", "https://head.example/base", false },
        { "head_office.url", "https://user:secret@head.example/", false },
        { "head_office.url", "https://head.example/?a=b", false },
        { "head_office.url", "https://head.example/#a", false },
        { "head_office.url", "ftp://head.example/", false },
        { "head_office.url", "/base/", false },
        { "head_office.sealing_key", Point, true },
        { "head_office.sealing_key", OffCurve, false },
        { "head_office.sealing_key", Compressed, false },
        { "head_office.sealing_key", "AAAA", false },
        { "head_office.time_key", Compressed, true },
        { "head_office.time_key", OffCurve, false },
        { "lanes[0].id", new string('x', 16), true },
        { "lanes[0].id", new string('x', 17), false },
        { "lanes[0].id", "Lane", false },
        { "lanes[0].station", "BJP", true },
        { "lanes[0].station", "BJ", false },
        { "lanes[0].station", "BJPX", false },
        { "lanes[0].station", "bjp", false },
        { "lanes[0].scanner.path", "/dev/serial/by-id/usb-scanner", true },
        { "lanes[0].scanner.path", "/tmp/tty", true },
        { "lanes[0].scanner.path", "/tmp/tty/", false },
        { "lanes[0].scanner.path", "/dev/../tmp/tty", false },
        { "lanes[0].gate.chip", "/dev/gpiochip12", true },
        { "lanes[0].gate.chip", "/dev/gpiochip", false },
        { "lanes[0].gate.chip", "/dev/mem", false },
        { "lanes[1].gate.path", "/" + new string('s', 106), true },
        { "lanes[1].gate.path", "/" + new string('s', 107), false },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void ATextHasItsForm(string path, string value, bool accepted)
    {
        var errors = SampleConfiguration.ReadWith(root => root.Set(path, value)).Errors;
        Assert.Equal(accepted ? [] : [(path, ConfigurationProblem.BadForm)], errors.Select(error => (error.Path, error.Problem)));
    }

    [Theory]
    [InlineData("lanes[0].purpose", "station_entry")]
    [InlineData("lanes[0].scanner.kind", "usb")]
    [InlineData("lanes[2].gate.kind", "relay")]
    public void AWordIsOneOfTheAllowed(string path, string value)
    {
        var errors = SampleConfiguration.ReadWith(root => root.Set(path, value)).Errors;
        Assert.Equal([(path, ConfigurationProblem.NotAllowed, value)], errors.Select(error => (error.Path, error.Problem, error.Found)));
    }

    [Fact]
    public void AnErrorNeverShowsKeysOrControlCharacters()
    {
        var errors = SampleConfiguration.ReadWith(root =>
        {
            root.Set("head_office.sealing_key", "c2VjcmV0");
            root.Set("bad\nkey", JsonValue.Create(1));
        }).Errors;
        Assert.All(errors, error => Assert.DoesNotContain("c2VjcmV0", error.ToString(), StringComparison.Ordinal));
        Assert.All(errors, error => Assert.DoesNotContain('\n', error.ToString()));
    }
}
