using System.CommandLine;
using System.Text;
using Spectre.Console;
using TempIdentity.GateAgent.Recording;
using TempIdentity.Simulator.Issue;
using TempIdentity.Simulator.Stories;
using TempIdentity.Simulator.Stories.Telling;

namespace TempIdentity.Simulator.Commands;

/// <summary>
/// <c>story</c>: plays a story, or all of them, in simulated time through the real services and the appliance's core; docs/stories.md.
/// Exit 0: what was expected was seen; 1: it was not; 2: it could not be played; 64: wrong command line.
/// </summary>
internal static class StoryCommand
{
    /// <summary>Characters of an unknown name that are repeated.</summary>
    private const int NameCharsMax = 40;

    public static Command Create()
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "a story, or all / 故事名，或 all",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var list = new Option<bool>("--list") { Description = "list the stories / 列出全部故事" };
        var seed = new Option<int>("--seed")
        {
            Description = "same seed, same people and output / 随机种子",
            DefaultValueFactory = _ => Story.SeedDefault,
        };
        var json = new Option<bool>("--json") { Description = "last line is one JSON object / 末行输出JSON" };
        var command = new Command("story", "Play a story through both services and the gates / 演示一个完整的故事") { name, list, seed, json };
        command.SetAction(result => Run(result.GetValue(name), result.GetValue(list), result.GetValue(seed), result.GetValue(json)));
        return command;
    }

    private static int Run(string? name, bool list, int seed, bool json)
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        if (list)
        {
            new StoryView(ConsoleFor(Console.Out, Console.IsOutputRedirected)).WriteList(StoryCatalogue.All);
            return ScenarioCommand.Held;
        }
        if (name is null || StoryCatalogue.Named(name) is not { Count: > 0 } stories) return Usage(name);
        try
        {
            return Play(stories, name, seed, json);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or LedgerException)
        {
            Console.Error.WriteLine($"无法演示 The story could not be played: {e.Message}");
            return ScenarioCommand.CouldNotRun;
        }
    }

    private static int Play(IReadOnlyList<Story> stories, string name, int seed, bool json)
    {
        // With --json, standard output belongs to the object alone.
        var view = new StoryView(json
            ? ConsoleFor(Console.Error, Console.IsErrorRedirected)
            : ConsoleFor(Console.Out, Console.IsOutputRedirected));
        var reports = new List<StoryReport>();
        foreach (var story in stories)
        {
            var result = story.Play(seed);
            view.Write(result);
            reports.Add(StoryReport.Of(result));
        }
        var held = reports.TrueForAll(report => report.Held);
        if (json)
        {
            Console.Out.WriteLine(name == StoryCatalogue.AllName
                ? StoryJson.ToText(new AllStoriesReport { Story = name, Seed = seed, Held = held, Stories = reports })
                : StoryJson.ToText(reports[0]));
        }
        return held ? ScenarioCommand.Held : ScenarioCommand.Violated;
    }

    private static int Usage(string? name)
    {
        if (name is null)
        {
            Console.Error.WriteLine("请给出故事名；story --list 列出全部 / Name a story; story --list lists them");
            return IssueRun.Usage;
        }
        var given = name.Length <= NameCharsMax ? name : name[..NameCharsMax] + "…";
        var (zh, en) = StoryCatalogue.NearestTo(name) is { } near
            ? ($"，是否指“{near}”？", $"; did you mean \"{near}\"?")
            : ("。", ".");
        Console.Error.WriteLine($"没有名为“{given}”的故事{zh}story --list 列出全部");
        Console.Error.WriteLine($"There is no story \"{given}\"{en} story --list lists them");
        return IssueRun.Usage;
    }

    private static IAnsiConsole ConsoleFor(TextWriter to, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(to),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        console.Profile.Width = redirected ? StoryView.ColumnsMax : Math.Min(console.Profile.Width, StoryView.ColumnsMax);
        return console;
    }
}
