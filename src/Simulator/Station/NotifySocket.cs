using System.Net.Sockets;
using System.Text;

namespace TempIdentity.Simulator.Station;

/// <summary>The service manager's end of <c>NOTIFY_SOCKET</c> (sd_notify): waits for <c>READY=1</c>. One wait at a time.</summary>
internal sealed class NotifySocket : IDisposable
{
    private const int DatagramBytesMax = 4096;
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public NotifySocket(string path)
    {
        Path = path;
        File.Delete(path);
        _socket.Bind(new UnixDomainSocketEndPoint(path));
    }

    public string Path { get; }

    /// <summary>Datagrams that say <c>WATCHDOG=1</c>, so far.</summary>
    public int Heartbeats { get; private set; }

    /// <summary>
    /// Returns when a datagram says <c>READY=1</c>; throws <see cref="OperationCanceledException"/> when <paramref name="stop"/> comes
    /// first.
    /// </summary>
    public async Task WaitForReadyAsync(CancellationToken stop)
    {
        var buffer = new byte[DatagramBytesMax];
        while (true)
        {
            var count = await _socket.ReceiveAsync(buffer, SocketFlags.None, stop);
            var lines = Encoding.UTF8.GetString(buffer, 0, count).Split('\n');
            if (lines.Contains("WATCHDOG=1")) Heartbeats++;
            if (lines.Contains("READY=1")) return;
        }
    }

    /// <summary>Keeps the socket's queue empty until cancelled, so that heartbeats never find it full.</summary>
    public async Task DrainAsync(CancellationToken stop)
    {
        var buffer = new byte[DatagramBytesMax];
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var count = await _socket.ReceiveAsync(buffer, SocketFlags.None, stop);
                if (Encoding.UTF8.GetString(buffer, 0, count).Contains("WATCHDOG=1", StringComparison.Ordinal)) Heartbeats++;
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        File.Delete(Path);
    }
}
