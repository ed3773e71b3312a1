using System.Text.Json;
using TempIdentity.GateAgent.Configuration;
using TempIdentity.GateAgent.Tests.Recording;

namespace TempIdentity.GateAgent.Tests.Configuration;

public sealed class EnvironmentCheckTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void WhatThisMachineLacksIsListedApartFromErrors()
    {
        var result = Read();
        Assert.Empty(result.Errors);
        Assert.Equal(
            [
                ("state_directory", EnvironmentLack.DirectoryMissing),
                ("device_directory", EnvironmentLack.FileMissing),
                ("device_directory", EnvironmentLack.OpenToOthers),
                ("trust.directory", EnvironmentLack.DirectoryMissing),
                ("lanes[1].scanner.path", EnvironmentLack.DeviceMissing),
                ("lanes[1].gate.path", EnvironmentLack.DeviceMissing),
                ("lanes[2].scanner.path", EnvironmentLack.DeviceMissing),
            ],
            EnvironmentCheck.Check(result.Configuration!).Select(finding => (finding.Path, finding.Lack)));
    }

    [Fact]
    public void TheJsonReportHoldsErrorsAndEnvironmentInBothLanguages()
    {
        var result = Read();
        using var valid = JsonDocument.Parse(CheckConfigReport.ToJson("gate.json", result, EnvironmentCheck.Check(result.Configuration!)));
        Assert.True(valid.RootElement.GetProperty("valid").GetBoolean());
        var finding = valid.RootElement.GetProperty("environment")[0];
        Assert.Equal(("directory_missing", "本机没有该目录"), (finding.GetProperty("lack").GetString(), finding.GetProperty("zh").GetString()));

        var broken = SampleConfiguration.ReadWith(root => root.Set("appliance", null));
        using var invalid = JsonDocument.Parse(CheckConfigReport.ToJson("gate.json", broken, []));
        Assert.False(invalid.RootElement.GetProperty("valid").GetBoolean());
        var error = invalid.RootElement.GetProperty("errors")[0];
        Assert.Equal(("appliance", "missing"), (error.GetProperty("path").GetString(), error.GetProperty("problem").GetString()));
    }

    /// <summary>
    /// The sample in a directory that has the device's secrets in part, one of them open; /dev/null stands for the first lane's devices.
    /// </summary>
    private ConfigurationResult Read()
    {
        var device = Directory.CreateDirectory(Path.Combine(_directory.Path, "device")).FullName;
        File.WriteAllBytes(Path.Combine(device, "signing.key"), [1]);
        File.SetUnixFileMode(Path.Combine(device, "signing.key"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        return SampleConfiguration.ReadWith(root =>
        {
            root.Set("state_directory", Path.Combine(_directory.Path, "state"));
            root.Set("device_directory", device);
            root.Set("trust.directory", Path.Combine(_directory.Path, "trust"));
            root.Set("lanes[0].scanner.path", "/dev/null");
            root.Set("lanes[0].gate", new System.Text.Json.Nodes.JsonObject { ["kind"] = "none" });
            root.Set("lanes[1].scanner.path", "/dev/no-such-scanner");
            root.Set("lanes[1].gate.path", "/nonexistent/gate.sock");
            root.Set("lanes[2].scanner.path", "/dev/no-such-scanner-2");
        });
    }
}
