using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace TempIdentity.GateAgent.Hosting;

/// <summary>Makes the loggers: standard error, one JSON object a line, written by a thread of its own.</summary>
internal static class Logs
{
    /// <summary>Lines that wait at most. Beyond it lines are dropped: a stuck reader of the log never holds up a gate.</summary>
    private const int QueueLinesMax = 4096;

    public static ILoggerFactory Create()
    {
        // systemd sets it when the journal reads our output.
        var journal = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("JOURNAL_STREAM"));
        return LoggerFactory.Create(logging =>
        {
            logging.SetMinimumLevel(LogLevel.Information);
            logging.AddConsole(console =>
            {
                console.FormatterName = JsonLineFormatter.FormatterName;
                console.LogToStandardErrorThreshold = LogLevel.Trace;
                console.MaxQueueLength = QueueLinesMax;
                console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
            });
            logging.Services.AddSingleton<ConsoleFormatter>(new JsonLineFormatter(TimeProvider.System, journal));
        });
    }
}
