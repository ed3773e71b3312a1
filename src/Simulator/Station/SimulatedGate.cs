using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace TempIdentity.Simulator.Station;

/// <summary>
/// One gate's mechanics behind a Unix stream socket: a pulse opens the wings, the person standing there walks through after a while or
/// never, and the wings close. Lanes without wings only show. The agent connects, and connects again after it died. Protocol: one JSON
/// object a line, at most <see cref="LineBytesMax"/> bytes.
/// </summary>
internal sealed class SimulatedGate : IAsyncDisposable
{
    public const int LineBytesMax = 1024;
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
    private TimeSpan? _walksAfter;

    public SimulatedGate(StationLane lane, string path, TimeSpan passWindow, EvidenceLog log, TimeProvider time)
    {
        (_lane, _path, _passWindow, _log, _time) = (lane, path, passWindow, log, time);
        File.Delete(path);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(4);
        _serving = Task.Run(() => ServeAsync(_stop.Token));
    }

    /// <summary>True while the wings stand open.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Who stands there now walks this long after the wings open; null: turns back.</summary>
    public void Step(TimeSpan? walksAfter)
    {
        lock (_lock) _walksAfter = walksAfter;
    }

    private async Task ServeAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var agent = await _listener.AcceptAsync(stop);
                lock (_lock) _agent = agent;
                _log.Add(_lane.Id, GateEdges.Connected);
                await ReadLinesAsync(agent, stop);
                lock (_lock) _agent = null;
                agent.Dispose();
                _log.Add(_lane.Id, GateEdges.Disconnected);
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
                _log.Add(_lane.Id, GateEdges.Shown, edge => edge with
                {
                    Answer = show.GetProperty("answer").GetString(),
                    Code = show.GetProperty("code").GetString(),
                });
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            _log.Add(_lane.Id, GateEdges.Protocol);
        }
    }

    private void Open(long grant)
    {
        if (!_lane.HasWings)
        {
            _log.Add(_lane.Id, GateEdges.PulseWithoutWings, edge => edge with { Grant = grant });
            return;
        }
        TimeSpan? walksAfter;
        lock (_lock)
        {
            IsOpen = true;
            walksAfter = _walksAfter;
            _walksAfter = null;
        }
        _log.Add(_lane.Id, GateEdges.Open, edge => edge with { Grant = grant });
        lock (_lock) _walks.Add(WalkAsync(grant, walksAfter, _stop.Token));
    }

    private async Task WalkAsync(long grant, TimeSpan? after, CancellationToken stop)
    {
        try
        {
            await Task.Delay(after ?? _passWindow, _time, stop);
        }
        catch (OperationCanceledException)
        {
            // The station closes: whoever stands there stays.
        }
        if (after is not null && !stop.IsCancellationRequested)
        {
            var delivered = await TellAsync("""{"passed":{}}""");
            _log.Add(_lane.Id, GateEdges.Passed, edge => edge with { Grant = grant, Delivered = delivered });
        }
        lock (_lock) IsOpen = false;
        _log.Add(_lane.Id, GateEdges.Closed, edge => edge with { Grant = grant });
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
}
