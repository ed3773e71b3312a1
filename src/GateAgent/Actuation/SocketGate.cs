using System.Net.Sockets;
using TempIdentity.GateAgent.Interop;
using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Actuation;

/// <summary>
/// The Simulator's gate, one JSON object a line over a Unix stream socket; only with <c>simulated: true</c>. A thread of its own connects,
/// reads and reconnects. A gate that speaks rubbish is a fault, and is connected anew. Pulse is one send on the caller's thread (I1).
/// </summary>
internal sealed class SocketGate : IGate
{
    private const int ReconnectMilliseconds = 200;
    private const int PollMicroseconds = 200_000;
    private const int JoinMillisecondsMax = 2000;

    private readonly LaneId _lane;
    private readonly string _path;
    private readonly int _pulseMilliseconds;
    private readonly GateSignals _signals;
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _stopping = new();
    private readonly Thread _reader;
    private Socket? _connected;

    public SocketGate(LaneId lane, string path, int pulseMilliseconds, GateSignals signals)
    {
        (_lane, _path, _pulseMilliseconds, _signals) = (lane, path, pulseMilliseconds, signals);
        _reader = new Thread(Run) { IsBackground = true, Name = $"gate lane {lane}" };
        _reader.Start();
    }

    public bool Simulated => true;

    public bool Pulse(long grantSequence) => Send(GateLines.Pulse(grantSequence, _pulseMilliseconds));

    public void Show(Answer answer, VerdictCode code) => Send(GateLines.Show(answer, code));

    public void Dispose()
    {
        _stopping.Set();
        if (!_reader.Join(JoinMillisecondsMax)) _signals.Fault();
    }

    private void Run()
    {
        while (!_stopping.IsSet)
        {
            _signals.Flush();
            using (var socket = TryConnect())
            {
                if (socket is not null)
                {
                    _signals.Restored();
                    ReadUntilGone(socket);
                    lock (_gate) _connected = null;
                }
            }
            if (_stopping.IsSet) return;
            _signals.Fault();
            _stopping.Wait(ReconnectMilliseconds);
        }
    }

    private Socket? TryConnect()
    {
        // Never blocking: a listener whose backlog is full is a gate that is not there.
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(_path));
            lock (_gate)
            {
                // Nobody speaks before the greeting.
                _connected = socket;
                if (Send(GateLines.Hello(_lane))) return socket;
            }
        }
        catch (Exception failure) when (failure is SocketException or ArgumentException)
        {
            socket.Dispose();
            return null;
        }
        socket.Dispose();
        return null;
    }

    private void ReadUntilGone(Socket socket)
    {
        var lines = new GateLineReader();
        var buffer = new byte[GateLines.LineBytesMax];
        while (!_stopping.IsSet)
        {
            _signals.Flush();
            try
            {
                if (!socket.Poll(PollMicroseconds, SelectMode.SelectRead)) continue;
                var count = socket.Receive(buffer);
                if (count == 0 || !lines.Read(buffer.AsSpan(0, count), Signal)) return;
            }
            catch (SocketException failure) when (failure.SocketErrorCode == SocketError.WouldBlock)
            {
                continue;
            }
            catch (SocketException)
            {
                return;
            }
        }
    }

    private void Signal(GateSignal signal)
    {
        switch (signal)
        {
            case GateSignal.Passed: _signals.Passed(); break;
            case GateSignal.Tailgate: _signals.Tailgate(); break;
            case GateSignal.EmergencyOn: _signals.Emergency(on: true); break;
            case GateSignal.EmergencyOff: _signals.Emergency(on: false); break;
            case GateSignal.Fault: _signals.Fault(); break;
            case GateSignal.Restored: _signals.Restored(); break;
        }
    }

    /// <summary>One system call, never waiting: the gate takes the whole line now, or it was not told.</summary>
    private unsafe bool Send(ReadOnlySpan<byte> line)
    {
        lock (_gate)
        {
            if (_connected is null) return false;
            fixed (byte* start = line)
            {
                var sent = Libc.send(_connected.SafeHandle, start, (nuint)line.Length, Libc.MSG_NOSIGNAL | Libc.MSG_DONTWAIT);
                if (sent == line.Length) return true;
            }

            // Half a line may be out: this connection cannot be spoken on any more. The reader sees its end and connects anew.
            ShutDown(_connected);
            _connected = null;
            return false;
        }
    }

    private static void ShutDown(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // Already closed by the other side: the reader sees that too.
            return;
        }
    }
}
