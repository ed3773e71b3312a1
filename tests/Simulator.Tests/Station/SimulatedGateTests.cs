using System.Net.Sockets;
using System.Text;
using TempIdentity.GateAgent;
using TempIdentity.Simulator.Station;

namespace TempIdentity.Simulator.Tests.Station;

/// <summary>The gate's mechanics behind its socket.</summary>
public sealed class SimulatedGateTests : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private readonly string _directory = Directory.CreateTempSubdirectory("ti-gate-").FullName;
    private readonly EvidenceLog _log = new(TimeProvider.System);
    private SimulatedGate? _gate;

    private Socket Connect(Purpose purpose = Purpose.StationEntry)
    {
        var path = Path.Combine(_directory, "gate.sock");
        _gate = new SimulatedGate(new StationLane("1", purpose), path, TimeSpan.FromMilliseconds(200), _log, TimeProvider.System);
        var agent = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
        agent.Connect(new UnixDomainSocketEndPoint(path));
        return agent;
    }

    private static void Say(Socket agent, string line) => agent.Send(Encoding.UTF8.GetBytes(line + "\n"));

    private static string Hear(Socket agent)
    {
        var buffer = new byte[64];
        return Encoding.UTF8.GetString(buffer, 0, agent.Receive(buffer));
    }

    private static async Task<GateEdge> SeeAsync(EdgeWait edges, string what)
    {
        var edge = await edges.NextAsync(what, Deadline, TimeProvider.System, CancellationToken.None);
        Assert.NotNull(edge);
        return edge;
    }

    [Fact]
    public async Task A_pulse_opens_the_person_passes_the_agent_is_told_and_the_wings_close()
    {
        using var edges = new EdgeWait(_log, "1");
        using var agent = Connect();
        _gate!.Step(TimeSpan.FromMilliseconds(10));
        Say(agent, """{"pulse":{"grant":17,"milliseconds":200}}""");

        Assert.Equal(17, (await SeeAsync(edges, GateEdges.Open)).Grant);
        Assert.True((await SeeAsync(edges, GateEdges.Passed)).Delivered);
        await SeeAsync(edges, GateEdges.Closed);
        Assert.False(_gate.IsOpen);
        var buffer = new byte[64];
        Assert.Equal("{\"passed\":{}}\n", Encoding.UTF8.GetString(buffer, 0, agent.Receive(buffer)));
    }

    [Fact]
    public async Task A_second_body_close_behind_is_told_instead_of_a_passage()
    {
        using var edges = new EdgeWait(_log, "1");
        using var agent = Connect();
        _gate!.TailgateNext();
        _gate.Step(TimeSpan.FromMilliseconds(10));
        Say(agent, """{"pulse":{"grant":17,"milliseconds":200}}""");

        Assert.Equal(17, (await SeeAsync(edges, GateEdges.Tailgated)).Grant);
        await SeeAsync(edges, GateEdges.Closed);
        Assert.Equal("{\"tailgate\":{}}\n", Hear(agent));
        Assert.Equal([(BodyPlace.Through, false), (BodyPlace.Through, true)], _gate.Bodies.Select(body => (body.Place, body.Tailgating)));
        Assert.DoesNotContain(_log.Edges, edge => edge.What == GateEdges.Passed);
    }

    [Fact]
    public async Task A_fire_opens_by_wire_and_the_agent_is_told_again_when_it_comes_again()
    {
        using var edges = new EdgeWait(_log, "1");
        using (var agent = Connect())
        {
            await SeeAsync(edges, GateEdges.Connected);
            await _gate!.FireAsync(on: true);
            Assert.True(_gate.IsOpen && _gate.Emergency);
            Assert.Equal("{\"emergency_on\":{}}\n", Hear(agent));
        }
        await SeeAsync(edges, GateEdges.Disconnected);
        using var again = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
        again.Connect(new UnixDomainSocketEndPoint(Path.Combine(_directory, "gate.sock")));
        Assert.Equal("{\"emergency_on\":{}}\n", Hear(again));
        await _gate.FireAsync(on: false);
        Assert.Equal("{\"emergency_off\":{}}\n", Hear(again));
        Assert.False(_gate.IsOpen);
    }

    [Fact]
    public async Task Who_is_refused_stands_there_and_turns_back()
    {
        using var edges = new EdgeWait(_log, "1");
        using var agent = Connect();
        var turned = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _gate!.Changed = () =>
        {
            if (_gate.Bodies.Any(body => body.Place == BodyPlace.TurnedBack)) turned.TrySetResult();
        };
        _gate.Step(TimeSpan.FromMilliseconds(10));
        Assert.Equal(BodyPlace.Before, Assert.Single(_gate.Bodies).Place);
        Say(agent, """{"show":{"answer":"refused","code":"code_stale"}}""");
        await turned.Task.WaitAsync(Deadline);
        Assert.False(_gate.IsOpen);
    }

    [Fact]
    public async Task Nobody_passes_who_turns_back()
    {
        using var edges = new EdgeWait(_log, "1");
        using var agent = Connect();
        _gate!.Step(null);
        Say(agent, """{"pulse":{"grant":1,"milliseconds":200}}""");

        await SeeAsync(edges, GateEdges.Closed);
        Assert.DoesNotContain(_log.Edges, edge => edge.What == GateEdges.Passed);
    }

    [Fact]
    public async Task What_is_shown_is_logged()
    {
        using var edges = new EdgeWait(_log, "1");
        using var agent = Connect();
        Say(agent, """{"show":{"answer":"refused","code":"code_stale"}}""");

        var edge = await SeeAsync(edges, GateEdges.Shown);
        Assert.Equal(("refused", "code_stale"), (edge.Answer, edge.Code));
    }

    [Fact]
    public async Task A_lane_without_wings_never_opens()
    {
        using var edges = new EdgeWait(_log, "1");
        using var agent = Connect(Purpose.Roadside);
        Say(agent, """{"pulse":{"grant":3,"milliseconds":200}}""");

        Assert.Equal(3, (await SeeAsync(edges, GateEdges.PulseWithoutWings)).Grant);
        Assert.DoesNotContain(_log.Edges, edge => edge.What == GateEdges.Open);
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("""{"pulse":{}}""")]
    [InlineData("""{"pulse":{"grant":"x"}}""")]
    public async Task A_line_that_is_none_of_the_protocol_is_noted(string line)
    {
        using var edges = new EdgeWait(_log, "1");
        using var agent = Connect();
        Say(agent, line);
        await SeeAsync(edges, GateEdges.Protocol);
    }

    [Fact]
    public async Task The_agent_may_come_again()
    {
        using var edges = new EdgeWait(_log, "1");
        Connect().Dispose();
        await SeeAsync(edges, GateEdges.Disconnected);
        using var again = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        again.Connect(new UnixDomainSocketEndPoint(Path.Combine(_directory, "gate.sock")));
        Say(again, """{"show":{"answer":"granted","code":"granted"}}""");
        await SeeAsync(edges, GateEdges.Shown);
    }

    public async ValueTask DisposeAsync()
    {
        if (_gate is not null) await _gate.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
