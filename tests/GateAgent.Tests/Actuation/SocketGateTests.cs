using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using TempIdentity.GateAgent.Actuation;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Tests.Scanning;
using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Tests.Actuation;

public sealed class SocketGateTests : IDisposable
{
    private const int ReceiveMillisecondsMax = 30_000;
    private const string Hello = "{\"hello\":{\"lane\":\"3\"}}";
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("gate");
    private readonly Channel<CoreEvent> _core = Channel.CreateBounded<CoreEvent>(100);
    private readonly SocketGate _gate;
    private Socket? _listener;
    private Socket? _peer;
    private string _received = "";

    public SocketGateTests()
    {
        var lane = new LaneId("3");
        _gate = new SocketGate(lane, SocketPath, 200, new GateSignals(lane, new FakeClock(new UnixTime(1000)), _core.Writer));
    }

    private string SocketPath => Path.Combine(_directory.FullName, "gate.sock");

    [Fact]
    public void It_greets_pulses_and_shows()
    {
        Accept();
        Assert.True(_gate.Pulse(17));
        _gate.Show(Answer.Granted, VerdictCode.Granted);
        Assert.Equal("{\"pulse\":{\"grant\":17,\"milliseconds\":200}}", NextLine());
        Assert.Equal("{\"show\":{\"answer\":\"granted\",\"code\":\"granted\"}}", NextLine());
        Assert.True(_gate.Simulated);
    }

    [Fact]
    public void Without_a_gate_a_pulse_is_false_and_the_fault_is_told_once()
    {
        Assert.Equal(GateSignal.Fault, NextSignal());
        Assert.False(_gate.Pulse(1));
        Accept();
        Assert.Equal(GateSignal.Restored, NextSignal());
        Assert.True(_gate.Pulse(2));
    }

    [Fact]
    public void Its_signals_arrive_in_order()
    {
        Accept();
        Drain();
        _peer!.Send("{\"passed\":{}}\n{\"fault\":{}}\n{\"tailgate\":{}}\n{\"emergency_on\":{}}\n{\"emergency_off\":{}}\n"u8);
        Assert.Equal([GateSignal.Passed, GateSignal.Fault, GateSignal.Tailgate, GateSignal.EmergencyOn, GateSignal.EmergencyOff],
            new[] { NextSignal(), NextSignal(), NextSignal(), NextSignal(), NextSignal() });
    }

    [Theory]
    [InlineData("rubbish\n")]
    [InlineData("{\"passed\":{}} {}\n")]
    [InlineData("2000 bytes")]
    public void A_gate_that_speaks_rubbish_is_a_fault_and_is_connected_anew(string line)
    {
        Accept();
        Drain();
        _peer!.Send(line == "2000 bytes" ? new byte[2000] : Encoding.UTF8.GetBytes(line));
        Assert.Equal(GateSignal.Fault, NextSignal());
        Accept();
        Assert.Equal(GateSignal.Restored, NextSignal());
    }

    [Fact]
    public void A_gate_that_went_away_is_a_fault_and_is_found_again_when_it_is_back()
    {
        Accept();
        Drain();
        _peer!.Dispose();
        _listener!.Dispose();
        File.Delete(SocketPath);
        _listener = null;
        Assert.Equal(GateSignal.Fault, NextSignal());
        Assert.False(_gate.Pulse(1));
        Accept();
        Assert.Equal(GateSignal.Restored, NextSignal());
        Assert.True(_gate.Pulse(2));
    }

    [Fact]
    public void A_gate_that_does_not_read_never_holds_the_caller()
    {
        Accept();
        Drain();
        var taken = 0;
        Eventually.True(() => !_gate.Pulse(taken++), "its buffer is full");
        Assert.Equal(GateSignal.Fault, NextSignal());
    }

    public void Dispose()
    {
        _gate.Dispose();
        _peer?.Dispose();
        _listener?.Dispose();
        _directory.Delete(recursive: true);
    }

    /// <summary>Takes the gate's connection and its greeting.</summary>
    private void Accept()
    {
        if (_listener is null)
        {
            _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            _listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
            _listener.Listen(4);
        }
        Assert.True(_listener.Poll(ReceiveMillisecondsMax * 1000, SelectMode.SelectRead));
        _peer?.Dispose();
        _peer = _listener.Accept();
        _peer.ReceiveTimeout = ReceiveMillisecondsMax;
        _received = "";
        Assert.Equal(Hello, NextLine());
    }

    /// <summary>A fault from before the listener was there is none of a test's business.</summary>
    private void Drain()
    {
        Eventually.True(() => _gate.Pulse(0), "connected");
        NextLine();
        while (_core.Reader.TryRead(out var next) && next is GateSignalled { Signal: GateSignal.Fault }) NextSignal();
    }

    private string NextLine()
    {
        var buffer = new byte[4096];
        while (!_received.Contains('\n', StringComparison.Ordinal)) _received += Encoding.UTF8.GetString(buffer, 0, _peer!.Receive(buffer));
        var line = _received[.._received.IndexOf('\n', StringComparison.Ordinal)];
        _received = _received[(line.Length + 1)..];
        return line;
    }

    private GateSignal NextSignal() => Eventually.Next<GateSignalled>(_core.Reader, "signal").Signal;
}
