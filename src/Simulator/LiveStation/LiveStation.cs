using TempIdentity.Simulator.HeadOffice;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Station;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.LiveStation;

/// <summary>
/// A station that goes on: the real agent as a process on kernel pseudo-terminals, gates with bodies, and head office, over the trust and
/// keys of the services. Anybody may scan, cheat and break; docs/station.md. What lies in its directory is found again at the next start.
/// Thread-safe.
/// </summary>
internal sealed class LiveStation : IStation, IAsyncDisposable
{
    public const string StationCode = "VNP";
    public const string Appliance = "station-vnp";
    public const string DirectoryName = "station";

    /// <summary>Scans and gates' edges kept in memory.</summary>
    private const int EvidenceKept = 200;

    /// <summary>Time to walk through: wide, for this machine may be busy with its visitors' pages.</summary>
    public static readonly TimeSpan PassWindow = TimeSpan.FromMilliseconds(4000);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly ServiceWorld _world;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _networks = new(1, 1);
    private readonly string _runDirectory = Directory.CreateTempSubdirectory("tempidentity-station-").FullName;
    private readonly StationClock _clock;
    private readonly StationHall _hall;
    private readonly HeadOfficeKeys _keys;
    private readonly HeadOfficeDesk _headOffice;
    private readonly StationBooks _books;
    private readonly VerdictBook _verdicts = new();
    private readonly TrustMirror _mirror;
    private readonly AgentSupervisor _agent;
    private readonly Dictionary<string, LaneDesk> _lanes;
    private readonly List<Task> _running = [];
    private long _scans;
    private bool _stationCut;
    private bool _headOfficeCut;
    private string? _agentClock;
    private long? _agentTrust;

    private LiveStation(ServiceWorld world, string directory, TimeProvider time)
    {
        (_world, _time) = (world, time);
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var log = new EvidenceLog(time, EvidenceKept);
        _hall = new StationHall(directory, StationLane.Station, log, time, _runDirectory, PassWindow);
        _clock = new StationClock(time, () => world.Clock.AdvancedSeconds, Path.Combine(directory, "advanced-seconds"));
        var office = Path.Combine(directory, "head-office");
        _keys = HeadOfficeKeys.InDirectory(office);
        _headOffice = new HeadOfficeDesk(office, Appliance, Enrol(), _clock, _keys);
        _books = new StationBooks(_headOffice.Server);
        _mirror = new TrustMirror(world, _hall.TrustDirectory, () => Enrol());
        _agent = new AgentSupervisor(_hall, Path.Combine(directory, "agent.pid"), OnLogged, Raise, time) { Gone = OnAgentGone };
        _lanes = _hall.Lanes.ToDictionary(lane => lane.Id, lane => new LaneDesk(lane, _hall.Scanner(lane), _hall.Gate(lane), time));
    }

    /// <summary>Something in the snapshot has changed. Handlers neither block nor throw.</summary>
    public event Action? Changed;

    /// <summary>The agent said that it has made a device record. Handlers neither block nor throw.</summary>
    public event Action<StationNote>? Noted;

    /// <summary>The trust that the station has now; it lags behind the publishers while the line is cut.</summary>
    public string TrustDirectory => _hall.TrustDirectory;

    /// <summary>Head office's private key as text (base64): opens the raw code of a record. For the operator alone.</summary>
    public string HeadOfficeKey => Convert.ToBase64String(_keys.SealingPrivate);

    /// <summary>
    /// Opens the station in a directory, made when absent, and starts the agent. Throws <see cref="AgentFailedException"/>,
    /// <see cref="IOException"/> or <see cref="InvalidDataException"/> when it cannot.
    /// </summary>
    /// <param name="world">The services; their publisher may run or not.</param>
    /// <param name="directory">Where everything of the station lies.</param>
    public static async Task<LiveStation> StartAsync(ServiceWorld world, string directory, TimeProvider time, CancellationToken stop)
    {
        var station = new LiveStation(world, Path.GetFullPath(directory), time);
        try
        {
            await station.OpenAsync(stop);
            return station;
        }
        catch
        {
            await station.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Somebody steps up to a lane and shows a code. Never hangs: whatever is broken ends it by name within ten seconds.
    /// </summary>
    /// <param name="text">What the scanner reads.</param>
    /// <param name="walks">After a grant: walks through, or turns back.</param>
    public async Task<ScanResult> ScanAsync(string laneId, string text, ReadAs readAs, bool walks, CancellationToken stop = default)
    {
        if (!_lanes.TryGetValue(laneId, out var lane)) return new ScanResult(ScanEnd.NoSuchLane);
        if (!LaneDesk.IsOneCode(text)) return new ScanResult(ScanEnd.NotOneCode);
        var scan = Interlocked.Increment(ref _scans);
        _clock.Follow();
        var (end, answer) = await lane.ScanAsync(text, walks, scan, () => _agent.Running, stop);
        if (answer is not { Line: { } line }) return new ScanResult(end, scan);
        _verdicts.Add(Verdict(scan, line, answer.AfterMs, readAs));
        // The record or the outcome may have come in between.
        LearnAgain(line);
        Raise();
        return new ScanResult(end, scan, _verdicts.Find(scan));
    }

    /// <summary>SIGKILL to the agent; it is started again by itself after <see cref="AgentSupervisor.Pause"/>.</summary>
    public Task KillAgentAsync() => _agent.KillAsync();

    /// <summary>Pulls the scanner's plug. False when there is no such lane.</summary>
    public bool UnplugScanner(string laneId) => AtLane(laneId, lane => lane.Scanner.Unplug());

    public bool PlugScanner(string laneId) => AtLane(laneId, lane => lane.Scanner.Plug());

    /// <summary>Behind the next one who walks through at this lane, somebody follows.</summary>
    public bool TailgateNext(string laneId) => AtLane(laneId, lane => lane.Gate.TailgateNext());

    /// <summary>The fire button of the hall: all wings open by wire.</summary>
    public async Task FireAsync(bool on)
    {
        foreach (var lane in _lanes.Values) await lane.Gate.FireAsync(on);
    }

    /// <summary>The station's line: to head office and to the publishers of trust.</summary>
    public async Task CutStationNetworkAsync(bool cut, CancellationToken stop = default)
    {
        await ConnectAsync(() => _stationCut = cut, stop);
        _mirror.Connect(!cut);
    }

    /// <summary>Head office goes away, for everybody.</summary>
    public Task CutHeadOfficeAsync(bool cut, CancellationToken stop = default) => ConnectAsync(() => _headOfficeCut = cut, stop);

    /// <summary>
    /// After a change in the world (time, a status, a key): publishes it, and waits until the agent uses it. False when it does not in
    /// time, or cannot because its line is cut or it does not run.
    /// </summary>
    public async Task<bool> FollowAsync(TimeSpan within, CancellationToken stop = default)
    {
        _clock.Follow();
        _world.Publisher.Publish(_world.Clock.Now);
        var version = _world.Authorities.Trust.Version;
        var began = _time.GetTimestamp();
        while (_time.GetElapsedTime(began) < within)
        {
            lock (_lock)
            {
                if (_stationCut || !_agent.Running) return false;
                if (_agentTrust >= version) return true;
            }
            await Task.Delay(LookAgain / 4, _time, stop);
        }
        return false;
    }

    /// <summary>A record at head office; null when there is none.</summary>
    public HeldRecord? Record(long sequence)
    {
        var newest = _headOffice.Server.Chains().Where(chain => chain.Appliance == Appliance).MaxBy(chain => chain.Epoch);
        return newest is null
            ? null
            : _headOffice.Server.Records(newest, sequence - 1, 1).FirstOrDefault(record => record.Sequence == sequence);
    }

    public StationSnapshot Snapshot()
    {
        var now = _clock.GetUtcNow();
        lock (_lock)
        {
            return new StationSnapshot
            {
                Now = now,
                NowMs = now.ToUnixTimeMilliseconds(),
                AdvancedS = _clock.AdvancedSeconds,
                Agent = new AgentView(_agent.Running, _agent.Starts, _agentClock, _agentTrust),
                Networks = new NetworkView(!_stationCut, !_headOfficeCut),
                Lanes = [.. _hall.Lanes.Select(lane => LaneViews.Of(_lanes[lane.Id], StationCode))],
                Verdicts = _verdicts.NewestFirst,
                Books = _books.View(),
            };
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        _mirror.Dispose();
        if (_hall.Agent is { } agent) await agent.TerminateAsync();
        await _hall.DisposeAsync();
        await _headOffice.DisposeAsync();
        foreach (var lane in _lanes.Values) lane.Dispose();
        _clock.Dispose();
        _networks.Dispose();
        _stop.Dispose();
        Directory.Delete(_runDirectory, recursive: true);
    }

    private async Task OpenAsync(CancellationToken stop)
    {
        await OrphanedAgent.EndAsync(Path.Combine(_hall.Directory, "agent.pid"), _hall.ConfigurationPath, _time, stop);
        _headOffice.Server.Answered = OnBatch;
        await _headOffice.OpenAsync(stop);
        _books.Read(_verdicts.Learn);
        _world.Publisher.Publish(_world.Clock.Now);
        _hall.WriteConfiguration(new AgentPlace(Appliance, StationCode, _hall.StateDirectory, _hall.DeviceDirectory, _hall.TrustDirectory,
            RootKeyFile.Fingerprint(_world.Authorities.Trust.Root.PublicKey), _headOffice.Url, _headOffice.SealingKey, _headOffice.TimeKey,
            PassWindow)
        {
            SimulatedClock = _clock.Path,
        });
        foreach (var lane in _lanes.Values) lane.Gate.Changed = Raise;
        await _agent.StartAsync(stop);
        _running.Add(_agent.RunAsync(_stop.Token));
        _running.Add(FollowClockAsync(_stop.Token));
    }

    private PublicKey Enrol() => VerifierEnrolment.Enrol(
        _hall.DeviceDirectory, Appliance, StationCode, [Audience.RailGate], _world.Authorities.Audiences, _world.Clock.Now);

    private async Task FollowClockAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (_clock.Follow()) Raise();
            await Task.Delay(LookAgain, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ConnectAsync(Action change, CancellationToken stop)
    {
        await _networks.WaitAsync(stop);
        try
        {
            bool there;
            lock (_lock)
            {
                change();
                there = !_stationCut && !_headOfficeCut;
            }
            if (there == _headOffice.IsThere) return;
            if (there) await _headOffice.OpenAsync(stop);
            else await _headOffice.LeaveAsync(stop);
        }
        finally
        {
            _networks.Release();
            Raise();
        }
    }

    private bool AtLane(string laneId, Action<LaneDesk> act)
    {
        if (!_lanes.TryGetValue(laneId, out var lane)) return false;
        act(lane);
        Raise();
        return true;
    }

    private void OnBatch()
    {
        _books.Read(_verdicts.Learn);
        Raise();
    }

    private void OnAgentGone()
    {
        lock (_lock) (_agentClock, _agentTrust) = (null, null);
        foreach (var lane in _lanes.Values) lane.AgentGone();
    }

    private void OnLogged(string text)
    {
        switch (AgentLogLine.TryRead(text))
        {
            case AgentLogLine.TrustActivated trust:
                lock (_lock) _agentTrust = trust.Version;
                break;
            case AgentLogLine.Answered answered:
                if (answered.Sequence is { } made) _books.Made(made);
                if (_lanes.TryGetValue(answered.Lane, out var answering)) answering.Answered(answered);
                break;
            case AgentLogLine.PassageEnded ended:
                _books.Made(ended.Sequence);
                _verdicts.Ended(ended.Grant, ended.Outcome);
                if (_lanes.TryGetValue(ended.Lane, out var passed)) passed.Ended(ended.Grant, ended.Outcome);
                break;
            case AgentLogLine.Noted noted:
                _books.Made(noted.Sequence);
                OnNoted(noted);
                break;
            default:
                return;
        }
        Raise();
    }

    private void OnNoted(AgentLogLine.Noted noted)
    {
        Noted?.Invoke(new StationNote(noted.Code, noted.Lane, _clock.GetUtcNow()));
        if (noted.Code == "clock_state")
        {
            lock (_lock) _agentClock = noted.Detail;
        }
        else if (noted.Code is "scanner_online" or "scanner_offline" && _lanes.TryGetValue(noted.Lane, out var lane))
        {
            lane.ScannerOnline = noted.Code == "scanner_online";
        }
    }

    private LiveVerdict Verdict(long scan, AgentLogLine.Answered line, double afterMs, ReadAs readAs)
    {
        var texts = VerdictBook.TextsOf(line.Code);
        return new LiveVerdict
        {
            Scan = scan,
            Lane = line.Lane,
            At = _clock.GetUtcNow(),
            Answer = line.Answer,
            Code = line.Code,
            Also = [],
            Passenger = texts.Passenger,
            Staff = texts.Staff,
            Engineer = new EngineerView { Text = texts.Engineer },
            TimingsUs = line.Times,
            ReadAs = readAs,
            ScanToAnswerMs = Math.Round(afterMs, 1),
            Record = line.Sequence,
            Outcome = null,
        };
    }

    private void LearnAgain(AgentLogLine.Answered line)
    {
        if (line.Sequence is { } sequence && Record(sequence) is { } record) _verdicts.Learn(record);
    }

    private void Raise() => Changed?.Invoke();
}
