namespace TempIdentity.Simulator.Station;

/// <summary>
/// Everything of a station but its people: lanes with scanners and gates, and the appliance that drives them. Not thread-safe but for
/// its lanes.
/// </summary>
internal sealed class StationHall : IAsyncDisposable
{
    /// <summary>A person walks through within this time, or the wings close.</summary>
    public static readonly TimeSpan PassWindow = TimeSpan.FromMilliseconds(2000);

    /// <summary>From READY until gates are connected and scanners open, at most.</summary>
    public static readonly TimeSpan ConnectMax = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    /// <summary>A scanner just opened may still drop stale input.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(150);

    private readonly Dictionary<string, ScannerPort> _scanners = [];
    private readonly Dictionary<string, SimulatedGate> _gates = [];
    private readonly EvidenceLog _log;
    private readonly TimeProvider _time;
    private int _starts;

    /// <param name="passWindow">Time for a person to walk through; null: <see cref="PassWindow"/>.</param>
    /// <param name="runDirectory">
    /// Where sockets and scanners' paths lie while it runs: short, for a socket's path has 107 bytes at most. Null: the same directory.
    /// </param>
    public StationHall(
        string directory, IReadOnlyList<StationLane> lanes, EvidenceLog log, TimeProvider time, string? runDirectory = null,
        TimeSpan? passWindow = null)
    {
        (Directory, RunDirectory, Lanes, _log, _time) = (directory, runDirectory ?? directory, lanes, log, time);
        foreach (var name in new[] { StateDirectory, DeviceDirectory, TrustDirectory })
            System.IO.Directory.CreateDirectory(name, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var lane in lanes)
        {
            _scanners.Add(lane.Id, new ScannerPort(lane, Path.Combine(RunDirectory, $"scanner-{lane.Id}"), log));
            _gates.Add(lane.Id, new SimulatedGate(lane, SocketOf(lane), passWindow ?? PassWindow, log, time));
        }
    }

    public string Directory { get; }
    public string RunDirectory { get; }
    public IReadOnlyList<StationLane> Lanes { get; }
    public string StateDirectory => Path.Combine(Directory, "state");
    public string DeviceDirectory => Path.Combine(Directory, "device");
    public string TrustDirectory => Path.Combine(Directory, "trust");
    public string ConfigurationPath => Path.Combine(Directory, "agent.json");
    public string LogPath => Path.Combine(Directory, "agent.log");

    /// <summary>The appliance that runs now; null when there is none.</summary>
    public AgentProcess? Agent { get; private set; }

    public ScannerPort Scanner(StationLane lane) => _scanners[lane.Id];

    public SimulatedGate Gate(StationLane lane) => _gates[lane.Id];

    public void WriteConfiguration(AgentPlace place) =>
        AgentConfigurationFile.Write(ConfigurationPath, place, Lanes, lane => (_scanners[lane.Id].Path, SocketOf(lane)));

    /// <summary>
    /// Starts the appliance; returns when it is ready, holds the line of every scanner that is plugged in and is connected to every gate.
    /// </summary>
    /// <param name="logged">Gets each line of its log.</param>
    public async Task StartAgentAsync(IReadOnlyList<string>? wrapper, CancellationToken stop, Action<string>? logged = null)
    {
        if (Agent is not null) await Agent.DisposeAsync();
        var edgesBefore = _log.NewestEdge;
        var notify = Path.Combine(RunDirectory, FormattableString.Invariant($"notify-{++_starts}.sock"));
        Agent = await AgentProcess.StartAsync(ConfigurationPath, LogPath, notify, wrapper, _time, stop, logged);
        var began = _time.GetTimestamp();
        while (!IsConnected(edgesBefore))
        {
            if (_time.GetElapsedTime(began) > ConnectMax)
                throw new AgentFailedException("The agent was ready, but not connected to its lanes.");
            await Task.Delay(LookAgain, _time, stop);
        }
        await Task.Delay(Settle, _time, stop);
    }

    private bool IsConnected(long edgesBefore)
    {
        var connected = _log.Edges.Where(edge => edge.Edge > edgesBefore && edge.What == GateEdges.Connected)
            .Select(edge => edge.Lane).ToHashSet();
        return Lanes.All(lane => connected.Contains(lane.Id))
            && Agent!.HoldsOpen(_scanners.Values.Select(scanner => scanner.Tty).OfType<string>());
    }

    private string SocketOf(StationLane lane) => Path.Combine(RunDirectory, $"gate-{lane.Id}.sock");

    public async ValueTask DisposeAsync()
    {
        if (Agent is not null) await Agent.DisposeAsync();
        foreach (var gate in _gates.Values) await gate.DisposeAsync();
        foreach (var scanner in _scanners.Values) scanner.Dispose();
    }
}
