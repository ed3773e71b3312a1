using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Spectre.Console;
using TempIdentity.Simulator.LiveView;
using TempIdentity.Simulator.Scenarios;
using TempIdentity.Simulator.Scenarios.Renewals;
using TempIdentity.Simulator.Station;

namespace TempIdentity.Simulator.Commands;

/// <summary>
/// <c>scenario morning-peak</c>, and the demonstration, which is the same with defaults. Exit 0: all invariants held; 1: one was violated;
/// 2: the run could not be made.
/// </summary>
internal static class ScenarioCommand
{
    public const int Held = 0;
    public const int Violated = 1;
    public const int CouldNotRun = 2;
    private const int DemonstrationPaceMs = 650;
    private const int LanesDefault = 4;
    private const int LogWidth = 150;

    public static Command Create()
    {
        var passengers = new Option<int>("--passengers")
        {
            Description = "people who come / 旅客人数",
            DefaultValueFactory = _ => MorningPeakPlan.PassengersDefault,
        };
        var seed = new Option<int?>("--seed") { Description = "same seed, same people and codes / 随机种子" };
        var lanes = new Option<int>("--lanes")
        {
            Description = "lanes: entry, exit, entry, roadside, … / 车道数",
            DefaultValueFactory = _ => LanesDefault,
        };
        var noFaults = new Option<bool>("--no-faults") { Description = "good codes only, nothing breaks / 无故障" };
        var directory = new Option<string?>("--out") { Description = "directory for the evidence / 证据目录" };
        var json = new Option<bool>("--json") { Description = "last line is one JSON object / 末行输出JSON" };
        Within(passengers, MorningPeakPlan.PassengersMax);
        Within(lanes, MorningPeakPlan.LanesMax);
        var peak = new Command("morning-peak", "A morning peak at a station / 早高峰") { passengers, seed, lanes, noFaults, directory, json };
        peak.SetAction((result, stop) => RunAsync(
            MorningPeakPlan.Make(
                result.GetValue(passengers), result.GetValue(seed) ?? NewSeed(), result.GetValue(lanes), !result.GetValue(noFaults)),
            new PeakOptions(), result.GetValue(directory), result.GetValue(json), stop));
        return new Command("scenario", "Run a scenario and judge its invariants / 运行场景并判定不变量") { peak, RenewalsCommand.Create() };
    }

    /// <summary>What runs without arguments.</summary>
    public static Task<int> DemonstrateAsync(CancellationToken stop) => RunAsync(
        MorningPeakPlan.Make(MorningPeakPlan.PassengersDefault, NewSeed(), LanesDefault, faults: true),
            new PeakOptions { PaceMs = DemonstrationPaceMs },
        outDirectory: null, json: false, stop);

    // A value that is no number is the parser's own error; asking for it here would throw.
    internal static void Within(Option<int> option, int max) => option.Validators.Add(result =>
    {
        if (result.Tokens is not [var token]
            || !int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)) return;
        if (value < 1 || value > max) result.AddError($"{option.Name} 应为 1 至 {max} / {option.Name} must be 1 to {max}");
    });

    internal static int NewSeed() => RandomNumberGenerator.GetInt32(int.MaxValue);

    private static Task<int> RunAsync(
        MorningPeakPlan plan, PeakOptions options, string? outDirectory, bool json, CancellationToken stop) => GuardAsync(async stopping =>
    {
        var (progress, console, terminal) = Output(json);
        var faults = plan.Faults ? "含故障 with faults" : "无故障 no faults";
        progress.WriteLine($"种子 seed {plan.Seed} · {plan.Passengers} 人 people · {plan.Lanes.Count} 车道 lanes · {faults}");
        var result = await PeakSession.RunAsync(plan, options, outDirectory,
            board => terminal ? new TerminalView(console, board, options.Time) : new PlainView(progress, board), stopping);
        PeakSummary.Write(console, result);
        if (json) Console.Out.WriteLine(PeakReportJson.ToText(result.Report));
        return result.Report.Held ? Held : Violated;
    }, stop);

    /// <summary>Where progress goes: with <c>--json</c>, standard output belongs to the object alone.</summary>
    internal static (TextWriter Progress, IAnsiConsole Console, bool IsTerminal) Output(bool json)
    {
        var progress = json ? Console.Error : Console.Out;
        var terminal = json ? !Console.IsErrorRedirected : !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(progress),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        if (!terminal) console.Profile.Width = LogWidth;
        return (progress, console, terminal);
    }

    /// <summary>Runs until a signal stops it, and turns whatever ends it into an exit code.</summary>
    internal static async Task<int> GuardAsync(Func<CancellationToken, Task<int>> run, CancellationToken stop)
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, stopping));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, stopping));
        // The terminal was closed: the run's directory must not be left behind.
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Stop(context, stopping));
        try
        {
            return await run(stopping.Token);
        }
        catch (Exception failed) when (failed is AgentFailedException or TimeoutException or IOException or OperationCanceledException
            or UnauthorizedAccessException or ServiceRefusedException or HttpRequestException)
        {
            Console.Error.WriteLine(stopping.IsCancellationRequested ? "Stopped. 已停止" : $"The run could not be made: {failed.Message}");
            return CouldNotRun;
        }
        catch (Exception defect)
        {
            // Its message may quote what a person showed; the type and the stack do not.
            Console.Error.WriteLine($"The run could not be made: {defect.GetType().FullName}{Environment.NewLine}{defect.StackTrace}");
            return CouldNotRun;
        }
    }

    private static void Stop(PosixSignalContext context, CancellationTokenSource stopping)
    {
        context.Cancel = true;
        stopping.Cancel();
    }
}
