using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using TempIdentity.GateAgent.Texts;
using TempIdentity.Simulator.Scenarios;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.LiveView;

/// <summary>A live table of the station, drawn several times a second from the board.</summary>
internal sealed class TerminalView : IStationView
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(120);

    // The whole picture: a lane's texts may take four lines; frames, titles, status, news and the line above take seventeen.
    private const int WideColumns = 110;
    private const int WideLaneLines = 4;
    private const int WideFrameLines = 17;
    private const int SmallFrameLines = 9;

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _drawing;

    public TerminalView(IAnsiConsole console, StationBoard board, TimeProvider time)
    {
        _drawing = Task.Run(() => console.Live(Draw(board.Face, console.Profile)).AutoClear(false)
            .StartAsync(live => DrawAsync(live, board, console.Profile, time)));
    }

    private async Task DrawAsync(LiveDisplayContext live, StationBoard board, Profile screen, TimeProvider time)
    {
        while (!_stop.IsCancellationRequested)
        {
            live.UpdateTarget(Draw(board.Face, screen));
            await Task.Delay(Frame, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        live.UpdateTarget(Draw(board.Face, screen));
    }

    /// <summary>
    /// On a screen too small for the whole picture: one line a lane, and as much news as fits; never a picture without its top.
    /// </summary>
    internal static Rows Draw(BoardFace face, Profile screen)
    {
        if (screen.Width >= WideColumns && screen.Height >= WideFrameLines + (face.Lanes.Count * WideLaneLines))
            return new(Lanes(face), Status(face), Ticker(face, StationBoard.NewsMax, line => $"{line.Chinese} · {line.English}"));
        var newsLines = Math.Clamp(screen.Height - SmallFrameLines - face.Lanes.Count, 1, StationBoard.NewsMax);
        return new(SmallLanes(face), Status(face), Ticker(face, newsLines, line => line.English));
    }

    private static Table SmallLanes(BoardFace face)
    {
        var table = new Table().MinimalBorder().BorderColor(Color.Grey);
        foreach (var title in new[] { "lane", "gate", "#", "出示 shows", "判定 verdict", "[green]✔[/]", "[red]✘[/]" })
            table.AddColumn(new TableColumn(title).NoWrap().Padding(0, 0, 1, 0));
        foreach (var lane in face.Lanes)
        {
            var color = lane.Answer switch { "granted" => "green", "refer" => "yellow", _ => "red" };
            table.AddRow($"[bold]{lane.Lane.Id}[/] {LaneText.Purpose(lane.Lane).English}", Gate(lane), Number(lane.Visit?.Person),
                lane.Visit?.Shows.ToText().Chinese ?? "", lane.Answer is null ? "[grey]…[/]" : $"[{color}]{lane.Code}[/]",
                Number(lane.Granted), Number(lane.NotGranted));
        }
        return table;
    }

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static Table Lanes(BoardFace face)
    {
        var table = new Table().RoundedBorder().BorderColor(Color.Grey).Expand()
            .AddColumns("车道 lane", "闸门 gate", "旅客 person", "出示 shows", "判定 verdict", "提示 what they read", "[green]✔[/]", "[red]✘[/]");
        foreach (var lane in face.Lanes) table.AddRow(Row(lane));
        return table;
    }

    private static IRenderable[] Row(LaneFace face)
    {
        var (chinese, english) = LaneText.Purpose(face.Lane);
        var shows = face.Visit?.Shows.ToText();
        return
        [
            new Markup($"[bold]{face.Lane.Id}[/] {chinese} {english}"),
            new Markup(Gate(face)),
            new Text(face.Visit is { } visit ? $"#{visit.Person} {visit.Form} {visit.Algorithm.ToText()}" : ""),
            new Text(shows is { } text ? $"{text.Chinese}\n{text.English}" : ""),
            new Markup(Verdict(face)),
            new Text(Advice(face.Code)),
            new Text(face.Granted.ToString(CultureInfo.InvariantCulture)),
            new Text(face.NotGranted.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    private static string Gate(LaneFace face) =>
        !face.Lane.HasWings ? face.Answer is null ? "[grey]民警 officer[/]" : face.Answer == "granted" ? "[green]民警 ✔[/]" : "[red]民警 ✘[/]"
        : face.Open ? "[green bold]▐    ▌[/]"
        : face.Answer is "refused" or "refer" ? "[red]  ▐▌  [/]"
        : "[grey]  ▐▌  [/]";

    private static string Verdict(LaneFace face) => face.Answer switch
    {
        null => "[grey]…[/]",
        "granted" => $"[green]放行 granted[/]\n[grey]{face.Code}[/]",
        "refer" => $"[yellow]转人工 refer[/]\n[yellow]{face.Code}[/]",
        _ => $"[red]拒绝 refused[/]\n[red]{face.Code}[/]",
    };

    private static string Advice(string? code)
    {
        if (code is null || !VerdictCodes.TryParse(code, out var verdict)) return "\n";
        var text = VerdictTexts.For(verdict).Passenger;
        return $"{text.Zh}\n{text.En}";
    }

    private static Markup Status(BoardFace face) => new(string.Create(CultureInfo.InvariantCulture,
        $" 闸机 agent {Light(face.AgentRuns)}   总部 head office {Light(face.HeadOfficeThere)} [bold]{face.RowsAtHeadOffice}[/] 条 rows"
        + $"   人次 visits [bold]{face.Finished}[/]/{face.Planned}"));

    private static string Light(bool on) => on ? "[green]●[/]" : "[red]✖[/]";

    /// <summary>The newest lines.</summary>
    private static Panel Ticker(BoardFace face, int lines, Func<StationNews, string> text)
    {
        var newest = face.News.TakeLast(lines).ToArray();
        return new Panel(new Rows(Enumerable.Range(0, lines).Select(line => line < newest.Length
            ? new Markup(string.Create(CultureInfo.InvariantCulture, $"[grey]{newest[line].AtMs / 1000,5:0.0} s[/]  {text(newest[line])}"))
            : new Markup(" "))))
            .RoundedBorder().BorderColor(Color.Grey).Header(" 事件 events ").Expand();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _drawing;
        _stop.Dispose();
    }
}
