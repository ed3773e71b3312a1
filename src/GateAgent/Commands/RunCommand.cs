using System.CommandLine;
using TempIdentity.GateAgent.Configuration;
using TempIdentity.GateAgent.Hosting;

namespace TempIdentity.GateAgent.Commands;

/// <summary><c>run</c>: the appliance itself.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var config = ConfigOption.Create();
        var command = new Command("run", "Runs the appliance until it is told to stop") { config };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(config)));
        return command;
    }

    private static int Run(string file)
    {
        var result = ConfigurationReader.ReadFile(file);
        if (result.Configuration is { } configuration) return AgentHost.Run(configuration);
        foreach (var error in result.Errors) Console.Error.WriteLine(error);
        return ExitCodes.BadConfiguration;
    }
}
