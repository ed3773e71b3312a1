using System.Globalization;
using TempIdentity.Simulator.Scenarios;
using TempIdentity.Simulator.Station;

namespace TempIdentity.Simulator.LiveView;

/// <summary>One line for each answer and each piece of news: for logs, pipes and continuous integration.</summary>
internal sealed class PlainView : IStationView
{
    private readonly TextWriter _to;
    private readonly StationBoard _board;
    private readonly Lock _lock = new();

    public PlainView(TextWriter to, StationBoard board)
    {
        (_to, _board) = (to, board);
        board.AnswerGiven += OnAnswer;
        board.NewsCame += OnNews;
    }

    private void OnAnswer(StationLane lane, Visit visit, GateEdge edge)
    {
        var (chinese, english) = visit.Shows.ToText();
        var mark = edge.Answer == "granted" ? lane.HasWings ? "▐  ▌" : " ✔  " : edge.Answer == "refer" ? " ?  " : "▐▌  ";
        var (shows, code) = (LaneText.Pad(english, 40), LaneText.Pad(edge.Code ?? "", 20));
        Write(edge.AtMs, $"{mark} {LaneText.Of(lane)} #{visit.Person,-4} {shows} → {code} {chinese}");
    }

    private void OnNews(StationNews news) => Write(news.AtMs, $"──── {news.English} · {news.Chinese}");

    private void Write(double atMs, string line)
    {
        var at = (atMs / 1000).ToString("0.0", CultureInfo.InvariantCulture).PadLeft(5);
        lock (_lock) _to.WriteLine($"{at} s  {line}");
    }

    public ValueTask DisposeAsync()
    {
        _board.AnswerGiven -= OnAnswer;
        _board.NewsCame -= OnNews;
        return ValueTask.CompletedTask;
    }
}
