using System.Net.Sockets;
using System.Text;

namespace TempIdentity.GateAgent.Hosting;

/// <summary>
/// sd_notify(3): one datagram a message to the socket that the service manager named. Does nothing when there is none. Thread-safe;
/// never throws for what the manager does.
/// </summary>
internal sealed class SystemdNotifier : IDisposable
{
    private const int StatusCharactersMax = 200;
    private readonly Socket? _socket;

    /// <param name="address"><c>NOTIFY_SOCKET</c>: an absolute path, or <c>@name</c> in the abstract namespace. Null: none.</param>
    public SystemdNotifier(string? address)
    {
        if (string.IsNullOrEmpty(address) || address[0] is not ('/' or '@')) return;
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            _socket.Connect(new UnixDomainSocketEndPoint(address[0] == '@' ? '\0' + address[1..] : address));
        }
        catch (Exception failure) when (failure is SocketException or ArgumentException)
        {
            _socket.Dispose();
            _socket = null;
        }
    }

    /// <summary>Is there a manager to speak to?</summary>
    public bool Connected => _socket is not null;

    public static SystemdNotifier FromEnvironment() => new(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"));

    /// <summary>Every lane is open for scans.</summary>
    public bool Ready() => Send("READY=1");

    public bool Stopping() => Send("STOPPING=1");

    /// <summary>Feeds the watchdog. Only <see cref="Watchdog"/> calls this.</summary>
    public bool Alive() => Send("WATCHDOG=1");

    /// <summary>One line for <c>systemctl status</c>; no personal data.</summary>
    public bool Status(string text) =>
        Send("STATUS=" + text.ReplaceLineEndings(" ")[..Math.Min(text.ReplaceLineEndings(" ").Length, StatusCharactersMax)]);

    public void Dispose() => _socket?.Dispose();

    private bool Send(string message)
    {
        if (_socket is null) return false;
        try
        {
            var bytes = Encoding.UTF8.GetBytes(message);
            return _socket.Send(bytes) == bytes.Length;
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }
}
