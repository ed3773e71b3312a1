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

    private readonly LaneId lane;
    private readonly string path;
    private readonly int pulseMilliseconds;
    private readonly GateSignals signals;
    private readonly Lock gate = new();
    private readonly ManualResetEventSlim stopping = new();
    private readonly Thread reader;
    private Socket? connected;

    public SocketGate(LaneId lane, string path, int pulseMilliseconds, GateSignals signals)
    {
        (this.lane, this.path, this.pulseMilliseconds, this.signals) = (lane, path, pulseMilliseconds, signals);
        reader = new Thread(Run) { IsBackground = true, Name = $"gate lane {lane}" };
        reader.Start();
    }

    public bool Simulated => true;

    public bool Pulse(long grantSequence) => Send(GateLines.Pulse(grantSequence, pulseMilliseconds));

    public void Show(Answer answer, VerdictCode code) => Send(GateLines.Show(answer, code));

    public void Dispose()
    {
        stopping.Set();
        if (!reader.Join(JoinMillisecondsMax)) signals.Fault();
    }

    private void Run()
    {
        while (!stopping.IsSet)
        {
            signals.Flush();
            using (var socket = TryConnect())
            {
                if (socket is not null)
                {
                    signals.Restored();
                    ReadUntilGone(socket);
                    lock (gate) connected = null;
                }
            }
            if (stopping.IsSet) return;
            signals.Fault();
            stopping.Wait(ReconnectMilliseconds);
        }
    }

    private Socket? TryConnect()
    {
        // Never blocking: a listener whose backlog is full is a gate that is not there.
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            lock (gate)
            {
                // Nobody speaks before the greeting.
                connected = socket;
                if (Send(GateLines.Hello(lane))) return socket;
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
        while (!stopping.IsSet)
        {
            signals.Flush();
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
            case GateSignal.Passed: signals.Passed(); break;
            case GateSignal.Fault: signals.Fault(); break;
            case GateSignal.Restored: signals.Restored(); break;
        }
    }

    /// <summary>One system call, never waiting: the gate takes the whole line now, or it was not told.</summary>
    private unsafe bool Send(ReadOnlySpan<byte> line)
    {
        lock (gate)
        {
            if (connected is null) return false;
            fixed (byte* start = line)
            {
                var sent = Libc.send(connected.SafeHandle, start, (nuint)line.Length, Libc.MSG_NOSIGNAL | Libc.MSG_DONTWAIT);
                if (sent == line.Length) return true;
            }

            // Half a line may be out: this connection cannot be spoken on any more. The reader sees its end and connects anew.
            ShutDown(connected);
            connected = null;
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
