using TempIdentity.Simulator.Scenarios;
using TempIdentity.Simulator.Station;

namespace TempIdentity.Simulator.LiveView;

/// <summary>A lane as the view shows it.</summary>
internal sealed record LaneFace(StationLane Lane)
{
    public Visit? Visit { get; init; }
    public string? Answer { get; init; }
    public string? Code { get; init; }
    public bool Open { get; init; }
    public int Granted { get; init; }
    public int NotGranted { get; init; }
}

/// <summary>Something worth a line in the ticker.</summary>
internal sealed record StationNews(double AtMs, string Chinese, string English);

/// <summary>All that a view needs at one moment.</summary>
internal sealed record BoardFace(
    IReadOnlyList<LaneFace> Lanes, IReadOnlyList<StationNews> News, bool AgentRuns, bool HeadOfficeThere, int RowsAtHeadOffice,
        int Finished,
    int Planned);

/// <summary>
/// What happens at the station, for views. Fed by the run, read by one view; it never makes the run wait. Thread-safe.
/// </summary>
internal sealed class StationBoard
{
    /// <summary>Lines of the ticker that are kept.</summary>
    public const int NewsMax = 7;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LaneFace> _lanes;
    private readonly List<StationNews> _news = [];
    private readonly EvidenceLog _log;
    private readonly int _planned;
    private bool _agentRuns;
    private bool _headOfficeThere;
    private int _rows;
    private int _finished;

    public StationBoard(IReadOnlyList<StationLane> lanes, int planned, EvidenceLog log)
    {
        (_planned, _log) = (planned, log);
        _lanes = lanes.ToDictionary(lane => lane.Id, lane => new LaneFace(lane));
        log.EdgeSeen += OnEdge;
    }

    /// <summary>Raised for each answer: lane, visit, edge. For views that write lines.</summary>
    public event Action<StationLane, Visit, GateEdge>? AnswerGiven;

    /// <summary>Raised for each piece of news.</summary>
    public event Action<StationNews>? NewsCame;

    public BoardFace Face
    {
        get
        {
            lock (_lock) return new BoardFace([.. _lanes.Values], [.. _news], _agentRuns, _headOfficeThere, _rows, _finished, _planned);
        }
    }

    public void Steps(StationLane lane, Visit visit)
    {
        lock (_lock) _lanes[lane.Id] = _lanes[lane.Id] with { Visit = visit, Answer = null, Code = null };
    }

    public void Answered(StationLane lane, Visit visit, GateEdge edge)
    {
        lock (_lock)
        {
            var face = _lanes[lane.Id];
            var granted = edge.Answer == "granted" ? 1 : 0;
            _finished++;
            _lanes[lane.Id] = face with
            {
                Answer = edge.Answer,
                Code = edge.Code,
                Granted = face.Granted + granted,
                NotGranted = face.NotGranted + 1 - granted,
            };
        }
        AnswerGiven?.Invoke(lane, visit, edge);
    }

    public void Agent(bool runs)
    {
        lock (_lock) _agentRuns = runs;
    }

    public void HeadOffice(bool there, int rows)
    {
        lock (_lock) (_headOfficeThere, _rows) = (there, rows);
    }

    public void News(string chinese, string english)
    {
        var news = new StationNews(_log.NowMs, chinese, english);
        lock (_lock)
        {
            _news.Add(news);
            if (_news.Count > NewsMax) _news.RemoveAt(0);
        }
        NewsCame?.Invoke(news);
    }

    private void OnEdge(GateEdge edge)
    {
        if (edge.What is not (GateEdges.Open or GateEdges.Closed)) return;
        lock (_lock) _lanes[edge.Lane] = _lanes[edge.Lane] with { Open = edge.What == GateEdges.Open };
    }
}
