using System.CommandLine;
using TempIdentity.Simulator.Issue;

namespace TempIdentity.Simulator.Commands;

/// <summary>The Simulator's command line; without arguments it gives the demonstration.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command and gives the process's exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        foreach (var error in parsed.Errors) Console.Error.WriteLine(error.Message);
        if (parsed.Errors.Count > 0) return IssueRun.Usage;
        var own = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        return await parsed.InvokeAsync(own);
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("TempIdentity simulator: a station in a box / 模拟车站")
        {
            ScenarioCommand.Create(),
            IssueCommand.Create(),
            ServeCommand.Create(),
            StoryCommand.Create(),
        };
        root.SetAction((_, stop) => ScenarioCommand.DemonstrateAsync(stop));
        return root;
    }
}
