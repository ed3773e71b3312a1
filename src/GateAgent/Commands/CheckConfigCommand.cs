using System.CommandLine;
using TempIdentity.GateAgent.Configuration;

namespace TempIdentity.GateAgent.Commands;

/// <summary>
/// <c>check-config</c>: says everything that is wrong with a configuration, and apart from that what this machine lacks for it. Only the
/// first decides the exit code, so that a configuration can be checked on another machine.
/// </summary>
internal static class CheckConfigCommand
{
    public static Command Create()
    {
        var config = ConfigOption.Create();
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output" };
        var command = new Command("check-config", "Checks a configuration and says everything that is wrong with it") { config, json };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(config), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string file, bool json)
    {
        var result = ConfigurationReader.ReadFile(file);
        IReadOnlyList<EnvironmentFinding> environment = result.Configuration is { } valid ? EnvironmentCheck.Check(valid) : [];
        if (json)
            Console.Out.WriteLine(CheckConfigReport.ToJson(file, result, environment));
        else
            WriteText(file, result, environment);
        return result.Configuration is null ? ExitCodes.BadConfiguration : ExitCodes.Ok;
    }

    private static void WriteText(string file, ConfigurationResult result, IReadOnlyList<EnvironmentFinding> environment)
    {
        foreach (var error in result.Errors) Console.Error.WriteLine(error);
        if (result.Errors.Count > 0) return;
        Console.Out.WriteLine($"{file}: valid | 有效");
        foreach (var finding in environment)
            Console.Out.WriteLine($"environment: {finding.Path}: {finding.Target}: {finding.Text.En} | {finding.Text.Zh}");
    }
}
