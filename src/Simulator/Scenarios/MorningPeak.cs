using TempIdentity.GateAgent.Recording;
using TempIdentity.Simulator.HeadOffice;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.LiveView;
using TempIdentity.Simulator.Scenarios.Checks;
using TempIdentity.Simulator.Station;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Scenarios;

/// <summary>How a run goes, beside its plan.</summary>
internal sealed record PeakOptions
{
    /// <summary>Milliseconds between two people of a lane.</summary>
    public int PaceMs { get; init; } = 60;
    /// <summary>Runs the agent under another command, such as a tracer.</summary>
    public IReadOnlyList<string>? Wrapper { get; init; }
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>
/// The morning peak: people come phase by phase, and between phases the world changes: keys are rotated and removed, head office goes away,
/// the appliance is killed. Each change waits until it can be seen from outside.
/// </summary>
internal sealed class MorningPeak : IAsyncDisposable
{
    public const string Appliance = "gate-0001";

    /// <summary>A change of the world is seen from outside within this time, or the run fails.</summary>
    public static readonly TimeSpan SeenMax = HeadOfficeDesk.SeenMax;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);
    private readonly MorningPeakPlan _plan;
    private readonly PeakOptions _options;
    private readonly StationHall _hall;
    private readonly HeadOfficeDesk _headOffice;
    private readonly PeakWorld _world;
    private readonly PeakFloor _floor;
    private readonly List<byte[]> _commandLines = [];

    public MorningPeak(MorningPeakPlan plan, PeakOptions options, string directory, EvidenceLog log, StationBoard board)
    {
        (_plan, _options, Log, Board) = (plan, options, log, board);
        _hall = new StationHall(directory, plan.Lanes, log, options.Time);
        var now = UnixTime.From(options.Time.GetUtcNow());
        _world = new PeakWorld(plan, now);
        var key = VerifierEnrolment.Enrol(
            _hall.DeviceDirectory, Appliance, PeakWorld.Station, [Audience.RailGate], _world.Authorities.Audiences, now);
        _headOffice = new HeadOfficeDesk(Path.Combine(directory, "head-office"), Appliance, key, options.Time);
        _floor = new PeakFloor(_hall, _world, log, board, options.Time) { NoEntryKnown = WaitForNoEntryAsync, PaceMs = options.PaceMs };
    }

    public EvidenceLog Log { get; }
    public StationBoard Board { get; }
    public StationHall Hall => _hall;
    public PeakWorld World => _world;
    public PeakFloor Floor => _floor;
    public HeadOfficeDesk HeadOffice => _headOffice;

    /// <summary>The agents' arguments as everybody on the machine could read them.</summary>
    public IReadOnlyList<byte[]> CommandLines => _commandLines;

    /// <summary>From start to READY, of each start.</summary>
    public List<TimeSpan> TimesToReady { get; } = [];

    /// <summary>
    /// Runs the whole plan and stops the agent. Throws <see cref="AgentFailedException"/> or <see cref="TimeoutException"/> when it
    /// cannot.
    /// </summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await _headOffice.OpenAsync(stop);
        _world.Publish(_hall.TrustDirectory, _world.MadeAt);
        _hall.WriteConfiguration(new AgentPlace(Appliance, PeakWorld.Station, _hall.StateDirectory, _hall.DeviceDirectory,
            _hall.TrustDirectory, RootKeyFile.Fingerprint(_world.Authorities.Trust.Root.PublicKey), _headOffice.Url, _headOffice.SealingKey,
                _headOffice.TimeKey,
            StationHall.PassWindow));
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watch = WatchHeadOfficeAsync(watching.Token);
        await StartAgentAsync("闸机启动", "the gate's computer started", stop);
        foreach (var phase in Enum.GetValues<Phase>())
        {
            if (_plan.Faults) await ChangeWorldAsync(phase, stop);
            await RunPhaseAsync(phase, stop);
            if (_plan.Faults && phase == Phase.Kill) await KillAndHealAsync(stop);
        }
        await DrainAsync(stop);
        Board.News("记录全部到达总部", "head office has everything");
        await _hall.Agent!.TerminateAsync();
        await watching.CancelAsync();
        await watch;
    }

    private Task RunPhaseAsync(Phase phase, CancellationToken stop) => Task.WhenAll(_plan.Lanes.Select((lane, index) => Task.Run(() =>
        new LaneRunner(_floor, lane).RunAsync(_plan.Visits.Where(visit => visit.Phase == phase && visit.Lane == index), stop), stop)));

    private async Task StartAgentAsync(string chinese, string english, CancellationToken stop)
    {
        var newest = Newest();
        await _hall.StartAgentAsync(_options.Wrapper, stop);
        _commandLines.Add(_hall.Agent!.CommandLine);
        TimesToReady.Add(_hall.Agent.TimeToReady);
        Board.Agent(runs: true);
        Board.News($"{chinese}，{_hall.Agent.TimeToReady.TotalSeconds:0.0} 秒就绪",
            $"{english}, ready after {_hall.Agent.TimeToReady.TotalSeconds:0.0} s");
        // No window is judged before somebody vouches for the clock (I7).
        await SeenAsync("a trusted clock", record => record.Sequence > newest && PeakRecords.IsTrustedClock(record), stop);
    }

    private async Task ChangeWorldAsync(Phase phase, CancellationToken stop)
    {
        switch (phase)
        {
            case Phase.NewKeys:
                await RotateAsync(stop);
                break;
            case Phase.Away:
                await _headOffice.LeaveAsync(stop);
                Board.News("总部断线，照常验票", "head office is away, scans go on");
                break;
            case Phase.Opening or Phase.Kill or Phase.Healed:
                break;
        }
    }

    private async Task RotateAsync(CancellationToken stop)
    {
        while (_floor.Now <= _world.RotationAt) await Task.Delay(LookAgain, _options.Time, stop);
        Board.News("铁路换了签名密钥", "the railway's signing key was rotated");
        var newest = Newest();
        _world.RemoveKey();
        _world.Publish(_hall.TrustDirectory, _floor.Now);
        await SeenAsync("the second trust set", record => record.Sequence > newest && record.Code == "trust_activated", stop);
        Board.News("新信任集生效，一把密钥被移除", "new trust is active, one key was removed");
    }

    /// <summary>All lanes are quiet; somebody may stand between grant and passage.</summary>
    private async Task KillAndHealAsync(CancellationToken stop)
    {
        await _hall.Agent!.KillAsync();
        Board.Agent(runs: false);
        Board.News("闸机被强行断电", "the gate's computer was killed (SIGKILL)");
        var wings = _plan.Lanes.Where(lane => lane.HasWings).ToArray();
        while (wings.Any(lane => _hall.Gate(lane).IsOpen)) await Task.Delay(LookAgain, _options.Time, stop);
        await _headOffice.OpenAsync(stop);
        _headOffice.Faults = new FaultRound().Next;
        Board.News("总部恢复", "head office is back");
        await StartAgentAsync("闸机重启", "the gate's computer restarted", stop);
    }

    private async Task DrainAsync(CancellationToken stop)
    {
        _headOffice.Faults = () => HeadOfficeFault.None;
        var began = _options.Time.GetTimestamp();
        while (!_headOffice.IsDrained(Log))
        {
            if (_options.Time.GetElapsedTime(began) > SeenMax)
            {
                _floor.Report(new Violation("I5", ViolationKind.NotDrained,
                    "head office did not get a decision for each scan and an outcome for each opening in time"));
                return;
            }
            await Task.Delay(LookAgain, _options.Time, stop);
        }
    }

    private async Task WaitForNoEntryAsync(int visit, CancellationToken stop)
    {
        var lane = _plan.Lanes[_plan.Visits[visit - 1].Lane];
        if (Log.Edges.LastOrDefault(edge => edge.Lane == lane.Id && edge.What == GateEdges.Open)?.Grant is not { } grant) return;
        await SeenAsync("nobody went in", record => record.Kind == RecordKind.Passage && record.Code == "no_entry_after_grant"
            && PeakRecords.Passage(record).Grant == grant, stop);
    }

    private Task SeenAsync(string what, Func<HeldRecord, bool> wanted, CancellationToken stop) =>
        _headOffice.SeenAsync(what, wanted, _options.Time, stop);

    private long Newest() => _headOffice.Records().Select(record => record.Sequence).DefaultIfEmpty(0).Max();

    private async Task WatchHeadOfficeAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Board.HeadOffice(_headOffice.IsThere, _headOffice.Records().Count);
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), _options.Time, stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _hall.DisposeAsync();
        await _headOffice.DisposeAsync();
    }
}
