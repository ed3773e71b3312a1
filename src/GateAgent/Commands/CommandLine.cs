using System.CommandLine;

namespace TempIdentity.GateAgent.Commands;

/// <summary>The appliance's command line.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command and gives the process's exit code.</summary>
    public static int Run(string[] args)
    {
        var parsed = Root().Parse(args.Length == 0 ? ["--help"] : args);
        foreach (var error in parsed.Errors) Console.Error.WriteLine(error.Message);
        if (parsed.Errors.Count > 0) return ExitCodes.Usage;
        try
        {
            // Signals are the host's business, and an unexpected exception is an exit code of ours.
            var code = parsed.Invoke(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
            return args.Length == 0 ? ExitCodes.Usage : code;
        }
        catch (Exception exception)
        {
            // The message may quote what was read; the type and the stack do not.
            Console.Error.WriteLine($"internal error: {exception.GetType().FullName}{Environment.NewLine}{exception.StackTrace}");
            return ExitCodes.Internal;
        }
    }

    private static RootCommand Root() => new("TempIdentity gate agent: verifies codes at a gate, without a network")
    {
        RunCommand.Create(),
        CheckConfigCommand.Create(),
        VerifyCommand.Create(),
    };
}
