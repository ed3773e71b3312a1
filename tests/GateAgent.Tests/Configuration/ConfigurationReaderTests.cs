using System.Text;
using System.Text.Json.Nodes;
using TempIdentity.GateAgent.Configuration;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.GateAgent.Tests.Configuration;

public class ConfigurationReaderTests
{
    [Fact]
    public void AWholeConfigurationIsReadAsWritten()
    {
        var result = SampleConfiguration.Read(SampleConfiguration.Create());
        Assert.Empty(result.Errors);
        var configuration = result.Configuration!;
        Assert.True(configuration.Simulated);
        Assert.Equal("gate-0001", configuration.Appliance);
        Assert.Equal("/var/lib/tempidentity/trust", configuration.Trust.Directory);
        Assert.Equal(Enumerable.Repeat((byte)0xAA, 32), configuration.Trust.RootSha256.ToArray());
        Assert.Equal(65, configuration.HeadOffice.SealingKey.Length);
        Assert.Equal(2000, configuration.HeadOffice.RetryMillisecondsMax);
        Assert.Equal(new GateSection.Gpio("/dev/gpiochip0", 4, 5, 6, 7, true, 200), configuration.Lanes[0].Gate);
        Assert.Equal(new GateSection.Socket("/run/gate-2.sock", 300), configuration.Lanes[1].Gate);
        Assert.Equal(new GateSection.None(), configuration.Lanes[2].Gate);
        Assert.Equal(("2", Purpose.StationExit, "VNP"),
            (configuration.Lanes[1].Id, configuration.Lanes[1].Purpose, configuration.Lanes[1].Station));
    }

    [Fact]
    public void WhatIsAbsentHasThePublishedDefaults()
    {
        var configuration = SampleConfiguration.ReadWith(root =>
        {
            root.Set("simulated", null);
            root.Set("trust.poll_milliseconds", null);
            root.Set("head_office.time_key", null);
            root.Set("head_office.retry_milliseconds_max", null);
            root.Set("lanes[0].gate.active_low", null);
            root.Set("lanes[0].gate.passage_line", null);
            ((JsonArray)root["lanes"]!).RemoveAt(1);
        }).Configuration!;
        Assert.False(configuration.Simulated);
        Assert.Equal(250, configuration.Trust.PollMilliseconds);
        Assert.Null(configuration.HeadOffice.TimeKey);
        Assert.Equal(30_000, configuration.HeadOffice.RetryMillisecondsMax);
        Assert.Equal(new GateSection.Gpio("/dev/gpiochip0", 4, null, 6, 7, false, 200), configuration.Lanes[0].Gate);
        Assert.Equal(new ScannerSection("/dev/ttyACM1", 115_200, 150, 1000, 10), configuration.Lanes[1].Scanner);
        Assert.Equal(CodeWindows.Default, configuration.Lanes[1].Windows);
        Assert.Equal(5000, configuration.Lanes[1].PassWindowMilliseconds);
    }

    [Fact]
    public void EveryErrorIsReportedAtOnceWithFilePathAndWhatIsAllowed()
    {
        var result = SampleConfiguration.ReadWith(root =>
        {
            root.Set("appliance", "Gate 1");
            root.Set("colour", "red");
            root.Set("trust.root_sha256", null);
            root.Set("lanes[0].gate.pulse_milliseconds", 5000);
            root.Set("lanes[1].scanner.baud", 1200);
            root.Set("lanes[2].scanner.path", "/dev/ttyACM0");
        });
        Assert.Null(result.Configuration);
        Assert.Equal(
            [
                ("appliance", ConfigurationProblem.BadForm),
                ("colour", ConfigurationProblem.UnknownKey),
                ("lanes[0].gate.pulse_milliseconds", ConfigurationProblem.OutOfRange),
                ("lanes[1].scanner.baud", ConfigurationProblem.NotAllowed),
                ("lanes[2].scanner.path", ConfigurationProblem.Repeated),
                ("trust.root_sha256", ConfigurationProblem.Missing),
            ],
            result.Errors.Select(error => (error.Path, error.Problem)).OrderBy(error => error.Path, StringComparer.Ordinal));
        var pulse = result.Errors.Single(error => error.Problem == ConfigurationProblem.OutOfRange);
        Assert.Equal(
            "test.json: lanes[0].gate.pulse_milliseconds: 5000 is out of range; allowed: 100–2000 | 5000 超出范围；允许：100–2000",
            pulse.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{} {}")]
    [InlineData("{ \"simulated\": true, }")]
    [InlineData("{ /* no */ }")]
    [InlineData("{ \"appliance\": \"\\ud800\" }")]
    [InlineData("{ \"\\udc00\": 1 }")]
    public void WhatIsNotStrictJsonIsRefused(string json) =>
        Assert.Equal(ConfigurationProblem.NotJson, Assert.Single(SampleConfiguration.Read(json).Errors).Problem);

    [Fact]
    public void WhatIsNotUtf8IsRefused()
    {
        var result = ConfigurationReader.Read(new byte[] { (byte)'{', 0xFF, (byte)'}' }, "test.json");
        Assert.Equal("not UTF-8", Assert.Single(result.Errors).Found);
    }

    [Fact]
    public void TheFileMayHaveItsLimitAndNoByteMore()
    {
        var json = SampleConfiguration.Create().ToJsonString();
        var full = json + new string(' ', ConfigurationReader.FileBytesMax - Encoding.UTF8.GetByteCount(json));
        Assert.Empty(SampleConfiguration.Read(full).Errors);
        Assert.Equal(ConfigurationProblem.TooLarge, Assert.Single(SampleConfiguration.Read(full + " ").Errors).Problem);
    }

    [Fact]
    public void AFileThatIsNotThereIsAnErrorAndNoException()
    {
        var error = Assert.Single(ConfigurationReader.ReadFile("/nonexistent/gate.json").Errors);
        Assert.Equal((ConfigurationProblem.Unreadable, "/nonexistent/gate.json"), (error.Problem, error.File));
    }

    [Fact]
    public void ADoubledKeyIsRefusedWhereItStands()
    {
        var json = SampleConfiguration.Create().ToJsonString()
            .Replace("\"relay_line\":4", "\"relay_line\":4,\"relay_line\":9", StringComparison.Ordinal);
        var error = Assert.Single(SampleConfiguration.Read(json).Errors);
        Assert.Equal(("lanes[0].gate.relay_line", ConfigurationProblem.DuplicateKey), (error.Path, error.Problem));
    }
}
