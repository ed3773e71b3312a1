using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace TempIdentity.Simulator.Station;

/// <summary>
/// One gate's mechanics behind a Unix stream socket: a pulse opens the wings, the person standing there walks through after a while or
/// never, and the wings close. A fire opens them by wire, whatever the agent says. Lanes without wings only show. The agent connects, and
/// connects again after it died. Protocol: one JSON object a line, at most <see cref="LineBytesMax"/> bytes. Thread-safe.
/// </summary>
internal sealed class SimulatedGate : IAsyncDisposable
{
    public const int LineBytesMax = 1024;

    /// <summary>A second body this close behind the first is one too many for one grant.</summary>
    public static readonly TimeSpan TailgateGap = TimeSpan.FromMilliseconds(350);

    /// <summary>A verdict is shown this long.</summary>
    public static readonly TimeSpan DisplayFor = TimeSpan.FromSeconds(4);

    private const string Granted = "granted";
    private static readonly TimeSpan TurnsAfter = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan GoneAfter = TimeSpan.FromMilliseconds(900);
    private readonly StationLane _lane;
    private readonly EvidenceLog _log;
    private readonly TimeProvider _time;
    private readonly TimeSpan _passWindow;
    private readonly string _path;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<Task> _walks = [];
    private Task _serving = Task.CompletedTask;
    private Socket? _agent;
    private readonly GateBodies _bodies = new();
    private StandingBody? _standing;
    private GateDisplay? _display;
    private int _pulsed;
    private bool _followed;
    private bool _emergency;

    public SimulatedGate(StationLane lane, string path, TimeSpan passWindow, EvidenceLog log, TimeProvider time)
    {
        (_lane, _path, _passWindow, _log, _time) = (lane, path, passWindow, log, time);
        File.Delete(path);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(4);
        _serving = Task.Run(() => ServeAsync(_stop.Token));
    }

    /// <summary>Raised after anything that can be seen here has changed. Handlers neither block nor throw.</summary>
    public Action Changed { get; set; } = () => { };

    /// <summary>True while the wings stand open.</summary>
    public bool IsOpen
    {
        get { lock (_lock) return _pulsed > 0 || _emergency; }
    }

    public bool IsConnected
    {
        get { lock (_lock) return _agent is not null; }
    }

    /// <summary>The fire input is on.</summary>
    public bool Emergency
    {
        get { lock (_lock) return _emergency; }
    }

    /// <summary>What the agent shows now; null when that is over.</summary>
    public GateDisplay? Display
    {
        get { lock (_lock) return _display; }
    }

    public IReadOnlyList<GateBody> Bodies => _bodies.All;

    /// <summary>Who steps up walks this long after the wings open; null: turns back.</summary>
    public void Step(TimeSpan? walksAfter)
    {
        StandingBody? before;
        lock (_lock) (before, _standing) = (_standing, new StandingBody(_bodies.Add(), walksAfter));
        _bodies.Remove(before?.Id);
        Changed();
    }

    /// <summary>Behind the next one who walks through, somebody follows.</summary>
    public void TailgateNext()
    {
        lock (_lock) _followed = true;
    }

    /// <summary>The fire input: by wire the wings open at once and stay open; the agent is told.</summary>
    public async Task FireAsync(bool on)
    {
        if (!_lane.HasWings) return;
        lock (_lock)
        {
            if (_emergency == on) return;
            _emergency = on;
        }
        _log.Add(_lane.Id, on ? GateEdges.EmergencyOn : GateEdges.EmergencyOff);
        Changed();
        await TellEmergencyAsync();
    }

    private Task<bool> TellEmergencyAsync() => TellAsync(Emergency ? """{"emergency_on":{}}""" : """{"emergency_off":{}}""");

    private async Task ServeAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var agent = await _listener.AcceptAsync(stop);
                lock (_lock) _agent = agent;
                _log.Add(_lane.Id, GateEdges.Connected);
                Changed();
                if (Emergency) await TellEmergencyAsync();
                await ReadLinesAsync(agent, stop);
                lock (_lock) _agent = null;
                agent.Dispose();
                _log.Add(_lane.Id, GateEdges.Disconnected);
                Changed();
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ReadLinesAsync(Socket agent, CancellationToken stop)
    {
        var buffer = new byte[LineBytesMax];
        var held = 0;
        while (true)
        {
            int count;
            try
            {
                count = await agent.ReceiveAsync(buffer.AsMemory(held), SocketFlags.None, stop);
            }
            catch (SocketException)
            {
                return;
            }
            if (count == 0) return;
            held += count;
            int end;
            while ((end = buffer.AsSpan(0, held).IndexOf((byte)'\n')) >= 0)
            {
                Handle(buffer.AsMemory(0, end));
                buffer.AsSpan(end + 1, held - end - 1).CopyTo(buffer);
                held -= end + 1;
            }
            if (held < buffer.Length) continue;
            _log.Add(_lane.Id, GateEdges.Protocol);
            return;
        }
    }

    private void Handle(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("pulse", out var pulse)) Open(pulse.GetProperty("grant").GetInt64());
            else if (json.RootElement.TryGetProperty("show", out var show))
                Show(new GateDisplay(show.GetProperty("answer").GetString() ?? "", show.GetProperty("code").GetString() ?? ""));
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            _log.Add(_lane.Id, GateEdges.Protocol);
        }
    }

    private void Show(GateDisplay display)
    {
        StandingBody? leaves = null;
        lock (_lock)
        {
            _display = display;
            // Who is not let through here goes away; who is walks when the pulse comes, or because the wings stand open.
            if (display.Answer != Granted || !_lane.HasWings || _emergency) (leaves, _standing) = (_standing, null);
        }
        _log.Add(_lane.Id, GateEdges.Shown, edge => edge with { Answer = display.Answer, Code = display.Code });
        Start(FadeAsync(display, _stop.Token));
        if (leaves is { } body) Start(LeaveAsync(body, display.Answer == Granted && _lane.HasWings, _stop.Token));
        Changed();
    }

    private void Open(long grant)
    {
        if (!_lane.HasWings)
        {
            _log.Add(_lane.Id, GateEdges.PulseWithoutWings, edge => edge with { Grant = grant });
            return;
        }
        StandingBody? standing;
        bool followed;
        lock (_lock)
        {
            _pulsed++;
            (standing, _standing) = (_standing, null);
            followed = _followed;
            _followed = false;
        }
        _log.Add(_lane.Id, GateEdges.Open, edge => edge with { Grant = grant });
        Changed();
        Start(WalkAsync(grant, standing, followed, _stop.Token));
    }

    private async Task WalkAsync(long grant, StandingBody? standing, bool followed, CancellationToken stop)
    {
        long? second = null;
        try
        {
            if (standing?.WalksAfter is { } after)
            {
                await WaitAsync(after / 2, stop);
                Move(standing.Id, BodyPlace.Between);
                if (followed) second = AddFollower();
                await WaitAsync(after / 2, stop);
                Move(standing.Id, BodyPlace.Through);
                if (second is not null) await FollowAsync(second, stop);
                await PassageSeenAsync(grant, second is not null);
            }
            else
            {
                await WaitAsync(_passWindow / 2, stop);
                Move(standing?.Id, BodyPlace.TurnedBack);
                await WaitAsync(_passWindow / 2, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The station closes: whoever stands there stays.
        }
        lock (_lock) _pulsed--;
        _log.Add(_lane.Id, GateEdges.Closed, edge => edge with { Grant = grant });
        Changed();
        await GoneAsync(stop, standing?.Id, second);
    }

    /// <summary>The sensor sees two bodies too close for two grants, and says so instead of a passage.</summary>
    private async Task PassageSeenAsync(long grant, bool followed)
    {
        var delivered = await TellAsync(followed ? """{"tailgate":{}}""" : """{"passed":{}}""");
        _log.Add(_lane.Id, followed ? GateEdges.Tailgated : GateEdges.Passed, edge => edge with { Grant = grant, Delivered = delivered });
    }

    private long AddFollower()
    {
        var id = _bodies.Add(tailgating: true);
        Changed();
        return id;
    }

    private async Task FollowAsync(long? second, CancellationToken stop)
    {
        Move(second, BodyPlace.Between);
        await WaitAsync(TailgateGap, stop);
        Move(second, BodyPlace.Through);
    }

    /// <summary>Nobody opens for this body: it turns back, or walks through wings that stand open.</summary>
    private async Task LeaveAsync(StandingBody body, bool wingsStandOpen, CancellationToken stop)
    {
        try
        {
            await WaitAsync(TurnsAfter, stop);
            if (wingsStandOpen)
            {
                Move(body.Id, BodyPlace.Between);
                await WaitAsync(TurnsAfter, stop);
                Move(body.Id, BodyPlace.Through);
            }
            else if (_lane.HasWings)
            {
                Move(body.Id, BodyPlace.TurnedBack);
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
        await GoneAsync(stop, body.Id);
    }

    private async Task GoneAsync(CancellationToken stop, params long?[] ids)
    {
        await WaitAsync(GoneAfter, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _bodies.Remove(ids);
        Changed();
    }

    private async Task FadeAsync(GateDisplay display, CancellationToken stop)
    {
        await WaitAsync(DisplayFor, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            if (ReferenceEquals(_display, display)) _display = null;
        }
        Changed();
    }

    private void Move(long? id, BodyPlace place)
    {
        _bodies.Move(id, place);
        Changed();
    }

    private Task WaitAsync(TimeSpan time, CancellationToken stop) => Task.Delay(time, _time, stop);

    private void Start(Task walk)
    {
        lock (_lock)
        {
            _walks.RemoveAll(ended => ended.IsCompletedSuccessfully);
            _walks.Add(walk);
        }
    }

    private async Task<bool> TellAsync(string line)
    {
        Socket? agent;
        lock (_lock) agent = _agent;
        if (agent is null) return false;
        try
        {
            await agent.SendAsync(Encoding.UTF8.GetBytes(line + "\n"), SocketFlags.None, _stop.Token);
            return true;
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        Task[] walks;
        lock (_lock) walks = [.. _walks];
        await Task.WhenAll(walks);
        _agent?.Dispose();
        _listener.Dispose();
        _stop.Dispose();
        File.Delete(_path);
    }

    /// <summary>Who stands before the gate, and how long the way through takes; null: turns back.</summary>
    private sealed record StandingBody(long Id, TimeSpan? WalksAfter);
}

/// <summary>What a gate shows: the agent's answer and code.</summary>
internal sealed record GateDisplay(string Answer, string Code);
