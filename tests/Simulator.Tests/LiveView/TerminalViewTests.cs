using Spectre.Console;
using TempIdentity.Simulator.LiveView;
using TempIdentity.Simulator.Scenarios;

namespace TempIdentity.Simulator.Tests.LiveView;

public class TerminalViewTests
{
    [Theory]
    [InlineData(80, 24, 4)]
    [InlineData(100, 30, 4)]
    [InlineData(140, 46, 4)]
    [InlineData(140, 46, 16)]
    public void The_picture_fits_the_screen_and_shows_every_lane(int width, int height, int lanes)
    {
        var plan = MorningPeakPlan.Make(60, 7, lanes, faults: true);
        var faces = plan.Lanes.Select((lane, index) => new LaneFace(lane)
        {
            Visit = plan.Visits.First(visit => visit.Lane == index),
            Answer = "refused",
            Code = "licence_not_entitled",
        });
        var news = Enumerable.Range(0, StationBoard.NewsMax).Select(_ =>
            new StationNews(12_800, "新信任集生效，一把密钥被移除", "new trust is active, one key was removed"));
        var face = new BoardFace([.. faces], [.. news], AgentRuns: true, HeadOfficeThere: true, 109, 62, 62);

        var lines = Render(face, width, height);

        // One line above the picture names the seed.
        Assert.InRange(lines.Length, 10, height - 1);
        Assert.All(plan.Lanes, lane => Assert.Contains(lines, line => line.Contains($" {lane.Id} ", StringComparison.Ordinal)));
        Assert.Equal(lanes, lines.Count(line => line.Contains("licence_not_entitled", StringComparison.Ordinal)));
    }

    private static string[] Render(BoardFace face, int width, int height)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(writer),
        });
        (console.Profile.Width, console.Profile.Height) = (width, height);
        console.Write(TerminalView.Draw(face, console.Profile));
        return writer.ToString().TrimEnd().Split('\n');
    }
}
