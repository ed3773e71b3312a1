using System.Text.Json.Nodes;
using TempIdentity.GateAgent.Configuration;

namespace TempIdentity.GateAgent.Tests.Configuration;

/// <summary>Rules between keys: unknown ones, what must differ, what simulated devices and purposes ask for.</summary>
public class ConfigurationRuleTests
{
    [Theory]
    [InlineData("", "simulate", "simulated")]
    [InlineData("trust", "dir", null)]
    [InlineData("head_office", "sealing-key", "sealing_key")]
    [InlineData("lanes[0]", "lane_id", null)]
    [InlineData("lanes[0].scanner", "bauds", "baud")]
    [InlineData("lanes[0].gate", "pulse_ms", null)]
    [InlineData("lanes[0].gate", "pulse_miliseconds", "pulse_milliseconds")]
    [InlineData("lanes[0].windows", "code_age_max_second", "code_age_max_seconds")]
    public void AnUnknownKeyIsRefusedAndTheNearestNamed(string parent, string name, string? nearest)
    {
        var error = Assert.Single(SampleConfiguration.ReadWith(root => root.At(parent)[name] = 1).Errors);
        Assert.Equal((parent.Length == 0 ? name : $"{parent}.{name}", ConfigurationProblem.UnknownKey), (error.Path, error.Problem));
        Assert.Equal(nearest is not null, error.Text.En.EndsWith($"(did you mean {nearest}?)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("lanes[0].gate", "path")]
    [InlineData("lanes[1].gate", "chip")]
    [InlineData("lanes[2].gate", "pulse_milliseconds")]
    public void AKeyOfAnotherKindOfGateIsUnknownHere(string parent, string name)
    {
        var error = Assert.Single(SampleConfiguration.ReadWith(root => root.At(parent)[name] = 1).Errors);
        Assert.Equal(($"{parent}.{name}", ConfigurationProblem.UnknownKey), (error.Path, error.Problem));
    }

    [Theory]
    [InlineData("lanes[1].id", "1", "lanes[0].id")]
    [InlineData("lanes[2].scanner.path", "/dev/ttyACM0", "lanes[0].scanner.path")]
    [InlineData("device_directory", "/var/lib/tempidentity/state/", "state_directory")]
    [InlineData("trust.directory", "/var/lib/tempidentity/device", "device_directory")]
    public void WhatMustDifferMayNotBeTheSame(string path, string value, string first)
    {
        var error = Assert.Single(SampleConfiguration.ReadWith(root => root.Set(path, value)).Errors);
        Assert.Equal((path, ConfigurationProblem.Repeated, first), (error.Path, error.Problem, error.Found));
    }

    [Theory]
    [InlineData("lanes[0].gate.passage_line", 4, "lanes[0].gate.relay_line")]
    [InlineData("lanes[0].gate.red_line", 6, "lanes[0].gate.green_line")]
    public void ALineOfAChipServesOnce(string path, int line, string first)
    {
        var error = Assert.Single(SampleConfiguration.ReadWith(root => root.Set(path, line)).Errors);
        Assert.Equal((path, ConfigurationProblem.Repeated, first), (error.Path, error.Problem, error.Found));
    }

    [Theory]
    [InlineData("/dev/gpiochip0", false)]
    [InlineData("/dev/gpiochip1", true)]
    public void LinesAreUniquePerChipAcrossLanes(string chip, bool accepted)
    {
        var errors = SampleConfiguration.ReadWith(root => root.Set("lanes[2].gate",
            new JsonObject { ["kind"] = "gpio", ["chip"] = chip, ["relay_line"] = 7 })).Errors;
        Assert.Equal(accepted ? [] : [("lanes[2].gate.relay_line", "lanes[0].gate.red_line")],
            errors.Select(error => (error.Path, error.Found)));
    }

    [Fact]
    public void ASocketServesOneGate()
    {
        var errors = SampleConfiguration.ReadWith(root => root.Set("lanes[2].gate",
            new JsonObject { ["kind"] = "socket", ["path"] = "/run/gate-2.sock" })).Errors;
        Assert.Equal([("lanes[2].gate.path", ConfigurationProblem.Repeated)], errors.Select(error => (error.Path, error.Problem)));
    }

    [Fact]
    public void SimulatedDevicesAreRefusedUnlessTheConfigurationSaysSo()
    {
        var errors = SampleConfiguration.ReadWith(root => root.Set("simulated", false)).Errors;
        Assert.Equal(
            [("lanes[1].gate.kind", ConfigurationProblem.NeedsSimulated), ("lanes[1].scanner.path", ConfigurationProblem.NeedsSimulated)],
            errors.Select(error => (error.Path, error.Problem)).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_clock_that_a_tester_moves_is_refused_unless_the_configuration_says_so(bool simulated)
    {
        var result = SampleConfiguration.ReadWith(root =>
        {
            root.Set("simulated", simulated);
            root.Set("simulated_clock", "/run/advanced");
            ((JsonArray)root["lanes"]!).RemoveAt(1);
        });
        Assert.Equal(simulated ? [] : [("simulated_clock", ConfigurationProblem.NeedsSimulated)],
            result.Errors.Select(error => (error.Path, error.Problem)));
        if (simulated) Assert.Equal("/run/advanced", result.Configuration!.SimulatedClock);
    }

    [Fact]
    public void A_scanner_elsewhere_than_below_dev_is_a_simulated_one()
    {
        var errors = SampleConfiguration.ReadWith(root =>
        {
            root.Set("simulated", false);
            root.Set("lanes[0].scanner.path", "/run/scanner-1");
            ((JsonArray)root["lanes"]!).RemoveAt(1);
        }).Errors;
        Assert.Equal([("lanes[0].scanner.path", ConfigurationProblem.BadForm)], errors.Select(error => (error.Path, error.Problem)));
    }

    [Theory]
    [InlineData("http://head.example/", false, false)]
    [InlineData("http://head.example/", true, true)]
    [InlineData("https://head.example/", false, true)]
    [InlineData("http://127.0.0.1/", false, true)]
    [InlineData("http://[::1]/", false, true)]
    public void PlainHttpStaysOnThisMachineOrInASimulation(string url, bool simulated, bool accepted)
    {
        var errors = SampleConfiguration.ReadWith(root =>
        {
            root.Set("simulated", simulated);
            root.Set("head_office.url", url);
            ((JsonArray)root["lanes"]!).RemoveAt(1);
        }).Errors;
        Assert.Equal(accepted ? [] : [("head_office.url", ConfigurationProblem.NeedsHttps)],
            errors.Select(error => (error.Path, error.Problem)));
    }

    [Theory]
    [InlineData("station-entry", false, ConfigurationProblem.Missing)]
    [InlineData("station-exit", false, ConfigurationProblem.Missing)]
    [InlineData("real-name-check", false, null)]
    [InlineData("real-name-check", true, null)]
    [InlineData("roadside", false, null)]
    [InlineData("roadside", true, ConfigurationProblem.NotForPurpose)]
    [InlineData("rental", true, ConfigurationProblem.NotForPurpose)]
    [InlineData("ticket-office", true, null)]
    public void AStationBelongsToTheStationsPurposes(string purpose, bool given, object? problem)
    {
        var errors = SampleConfiguration.ReadWith(root =>
        {
            root.Set("lanes[0].purpose", purpose);
            if (!given) root.Set("lanes[0].station", null);
        }).Errors;
        Assert.Equal(problem is null ? [] : [("lanes[0].station", (ConfigurationProblem)problem)],
            errors.Select(error => (error.Path, error.Problem)));
    }

    [Theory]
    [InlineData("on-board", "G1", null)]
    [InlineData("on-board", null, ConfigurationProblem.Missing)]
    [InlineData("station-entry", "G1", null)]
    [InlineData("station-entry", null, null)]
    [InlineData("real-name-check", "G1", ConfigurationProblem.NotForPurpose)]
    [InlineData("roadside", "G1", ConfigurationProblem.NotForPurpose)]
    [InlineData("on-board", "g1", ConfigurationProblem.BadForm)]
    public void ATrainBelongsToLanesThatLookAtTickets(string purpose, string? train, object? problem)
    {
        var errors = SampleConfiguration.ReadWith(root =>
        {
            root.Set("lanes[0].purpose", purpose);
            root.Set("lanes[0].train", train);
            if (purpose is "on-board" or "roadside") root.Set("lanes[0].station", null);
        }).Errors;
        Assert.Equal(problem is null ? [] : [("lanes[0].train", (ConfigurationProblem)problem)],
            errors.Select(error => (error.Path, error.Problem)));
    }

    [Theory]
    [InlineData("rental", true)]
    [InlineData("station-entry", false)]
    public void OnlyLanesThatCheckLicencesAskForPaper(string purpose, bool accepted)
    {
        var errors = SampleConfiguration.ReadWith(root =>
        {
            root.Set("lanes[0].purpose", purpose);
            root.Set("lanes[0].ask_for_paper", true);
            if (accepted) root.Set("lanes[0].station", null);
        }).Errors;
        Assert.Equal(accepted ? [] : [("lanes[0].ask_for_paper", ConfigurationProblem.NotForPurpose)],
            errors.Select(error => (error.Path, error.Problem)));
    }
}
