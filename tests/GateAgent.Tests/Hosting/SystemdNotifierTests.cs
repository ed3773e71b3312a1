using System.Net.Sockets;
using System.Text;
using TempIdentity.GateAgent.Hosting;

namespace TempIdentity.GateAgent.Tests.Hosting;

public sealed class SystemdNotifierTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("notify");
    private readonly Socket _manager = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 30_000 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Messages_arrive_one_datagram_each(bool inAbstractNamespace)
    {
        using var notifier = new SystemdNotifier(Bind(inAbstractNamespace));
        Assert.True(notifier.Connected);
        Assert.True(notifier.Ready() && notifier.Status("4 lanes open\nWATCHDOG=1") && notifier.Alive() && notifier.Stopping());
        Assert.Equal(["READY=1", "STATUS=4 lanes open WATCHDOG=1", "WATCHDOG=1", "STOPPING=1"], new[] { Next(), Next(), Next(), Next() });
    }

    [Theory]
    [InlineData(200, 207)]
    [InlineData(201, 207)]
    public void A_status_has_200_characters_at_most(int characters, int bytes)
    {
        using var notifier = new SystemdNotifier(Bind(inAbstractNamespace: false));
        Assert.True(notifier.Status(new string('x', characters)));
        Assert.Equal(bytes, Next().Length);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("relative/path")]
    [InlineData("/nowhere/notify")]
    [InlineData("@tempidentity-nobody-listens")]
    public void Without_a_manager_nothing_is_sent(string? address)
    {
        using var notifier = new SystemdNotifier(address);
        Assert.False(notifier.Connected);
        Assert.False(notifier.Ready());
    }

    [Fact]
    public void A_path_too_long_for_a_socket_is_no_manager() => Assert.False(new SystemdNotifier("/" + new string('x', 200)).Connected);

    [Fact]
    public void A_manager_that_went_away_is_a_false()
    {
        using var notifier = new SystemdNotifier(Bind(inAbstractNamespace: false));
        _manager.Dispose();
        Assert.False(notifier.Alive());
    }

    public void Dispose()
    {
        _manager.Dispose();
        _directory.Delete(recursive: true);
    }

    private string Bind(bool inAbstractNamespace)
    {
        var address = inAbstractNamespace ? "@tempidentity/" + _directory.Name : Path.Combine(_directory.FullName, "notify");
        _manager.Bind(new UnixDomainSocketEndPoint(inAbstractNamespace ? '\0' + address[1..] : address));
        return address;
    }

    private string Next()
    {
        var buffer = new byte[1024];
        return Encoding.UTF8.GetString(buffer, 0, _manager.Receive(buffer));
    }
}
