using System.Globalization;
using Spectre.Console;
using TempIdentity.GateAgent.Texts;
using TempIdentity.Simulator.LiveView;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.Simulator.Stories.Telling;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Stories;

/// <summary>
/// A story for people: the clock and who acts, what happens in both languages, what was answered word for word, and whether it is what was
/// expected.
/// </summary>
internal sealed class StoryView(IAnsiConsole console)
{
    /// <summary>Columns beyond which lines are no longer easy to read, and the width where the output is no terminal.</summary>
    public const int ColumnsMax = 100;

    /// <summary>Columns of the clock on the left.</summary>
    private const int Indent = 10;

    private const int Inner = Indent + 2;

    private static readonly Style Plain = Style.Plain;
    private static readonly Style Quiet = new(Color.Grey);
    private static readonly Style Good = new(Color.Green);
    private static readonly Style Bad = new(Color.Red);
    private static readonly Style Strong = new(decoration: Decoration.Bold);

    public void Write(StoryResult result)
    {
        Line("", Plain);
        Block(0, $"{result.Story.Title.Zh} · {result.Story.Title.En}", Strong);
        Block(0, $"{result.Story.Name} · 规则 rules {string.Join(' ', result.Story.Rules)}", Quiet);
        var day = "";
        foreach (var step in result.Steps)
        {
            if (StoryTime.DateOf(step.At) != day)
            {
                Line("", Plain);
                Line($"── {StoryTime.Heading(step.At)} ──", Quiet);
            }
            day = StoryTime.DateOf(step.At);
            Write(step);
        }
        Line("", Plain);
        WriteEnd(result);
    }

    /// <summary>The list of stories.</summary>
    public void WriteList(IReadOnlyList<Story> stories)
    {
        foreach (var story in stories)
        {
            Line(story.Name, Strong);
            Block(2, $"{story.Title.Zh} · {story.Title.En}", Plain);
            Block(2, string.Join(' ', story.Rules), Quiet);
        }
    }

    private void Write(StoryStep step)
    {
        var actor = step.Actor.Name();
        console.Write(new Text(StoryTime.ClockOf(step.At).PadRight(Indent), Quiet));
        Line($"{actor.Zh} {actor.En}{Place(step.Verdict)}", Strong);
        Block(Indent, step.Text.Zh, Plain);
        Block(Indent, step.Text.En, Quiet);
        if ((step.Verdict?.Passenger ?? step.Answer) is { } told) WriteTold(told);
        if (step.Verdict is { } verdict) WriteBeside(verdict);
        if (step.Expected is not null || step.Seen is not null) WriteJudged(step);
    }

    /// <summary>The lane at which something was scanned.</summary>
    private static string Place(StoryVerdict? verdict)
    {
        if (verdict is null) return "";
        var (zh, en) = LaneText.Purpose(verdict.Purpose);
        var station = verdict.Record.Station is { } code ? Timetable.Default.FindStation(code)?.Name + " " : "";
        return $" → {station}{zh} {en}";
    }

    private void WriteTold(BilingualText told)
    {
        Block(Inner, $"「{told.Zh}」", Plain);
        Block(Inner, $"“{told.En}”", Quiet);
    }

    /// <summary>What staff read when it was not granted.</summary>
    private void WriteBeside(StoryVerdict verdict)
    {
        if (verdict.Code != VerdictCode.Granted) Block(Inner, $"人员 staff: {verdict.Staff.Zh} · {verdict.Staff.En}", Quiet);
    }

    private void WriteJudged(StoryStep step)
    {
        if (!step.Held)
        {
            Block(Inner, $"✘ 预期 expected: {step.Expected}", Bad);
            Block(Inner, $"  实际 seen: {step.Seen}", Bad);
        }
        else if (step.Answer is { } answer && answer.Zh == step.Seen)
        {
            Block(Inner, "✔ 逐字一致 word for word", Good);
        }
        else
        {
            Block(Inner, $"✔ {step.Seen}", Good);
        }
    }

    private void WriteEnd(StoryResult result)
    {
        var failed = result.Steps.Count(step => !step.Held);
        var expected = result.Steps.Count(step => step.Expected is not null);
        var numbers = string.Create(CultureInfo.InvariantCulture,
            $"{result.Steps.Count} 步 steps, {expected} 项预期 expectations, {result.Verdicts.Count} 次核验 verdicts");
        if (result.Held) Block(0, $"✔ {result.Story.Name}: {numbers} · 成立 held", Good);
        else Block(0, string.Create(CultureInfo.InvariantCulture,
            $"✘ {result.Story.Name}: {numbers}, {failed} 项不符 failed{(result.Broken ? ", 中断 broken off" : "")} · 不成立 not held"), Bad);
    }

    private void Block(int indent, string text, Style style)
    {
        foreach (var line in TextLines.Wrap(text, console.Profile.Width - indent)) Line(new string(' ', indent) + line, style);
    }

    private void Line(string text, Style style)
    {
        console.Write(new Text(text, style));
        console.WriteLine();
    }
}
