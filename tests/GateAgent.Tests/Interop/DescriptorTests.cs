using TempIdentity.GateAgent.Interop;

namespace TempIdentity.GateAgent.Tests.Interop;

public sealed class DescriptorTests
{
    [Fact]
    public void A_path_that_is_not_there_gives_its_errno()
    {
        Assert.Null(SafeFileDescriptor.TryOpen("/nowhere/at-all", Libc.O_RDWR, out var error));
        Assert.Equal(2, error);
    }

    [Fact]
    public void A_failed_call_gives_its_errno()
    {
        using var file = SafeFileDescriptor.TryOpen("/dev/null", Libc.O_RDWR, out _);
        Assert.Equal(new NativeResult(-1, Errno.ENOTTY), file!.Ioctl(Tty.TIOCEXCL, 0));
        Assert.Equal(Errno.ENOTTY, Tty.SetRaw(file, 9600));
        Assert.False(Tty.IsPseudoTerminal(file));
    }

    [Theory]
    [InlineData(9600)]
    [InlineData(115_200)]
    [InlineData(250_000)]
    public void A_terminal_is_raw_at_the_asked_rate(int baud)
    {
        using var device = PseudoTerminal.Open();
        using var tty = SafeFileDescriptor.TryOpen(device.Path, Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_NONBLOCK, out _);
        Assert.True(Tty.IsPseudoTerminal(tty!));
        Assert.Equal(0, Tty.SetRaw(tty!, baud));
        var settings = default(termios2);
        Assert.False(tty!.Ioctl(Tty.TCGETS2, ref settings).Failed);
        Assert.Equal((uint)baud, settings.c_ispeed);
        Assert.Equal(Tty.CS8, settings.c_cflag & (Tty.CSIZE | Tty.PARENB | Tty.CSTOPB | Tty.CRTSCTS));
        Assert.Equal(Tty.CREAD | Tty.CLOCAL, settings.c_cflag & (Tty.CREAD | Tty.CLOCAL));
        Assert.Equal(0U, settings.c_lflag & (Tty.ICANON | Tty.ECHO | Tty.ISIG | Tty.IEXTEN));
        Assert.Equal(0U, settings.c_iflag & Tty.IFLAG_RAW_CLEARED);
        Assert.Equal(((byte)1, (byte)0), (settings.c_cc[Tty.VMIN], settings.c_cc[Tty.VTIME]));
    }

    [Fact]
    public void Silence_is_zero_and_a_lost_device_is_a_failure()
    {
        var device = PseudoTerminal.Open();
        using var tty = SafeFileDescriptor.TryOpen(device.Path, Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_NONBLOCK, out _);
        Assert.Equal(default, tty!.Poll(Libc.POLLIN, 0));
        Assert.Equal(new NativeResult(-1, Errno.EAGAIN), tty.Read(new byte[1]));
        device.Dispose();
        Assert.NotEqual(0, tty.Poll(Libc.POLLIN, 1000).Value & Libc.POLLHUP);
    }

    [Fact]
    public void A_stalled_reader_ends_a_write()
    {
        using var device = PseudoTerminal.Open();
        using var tty = SafeFileDescriptor.TryOpen(device.Path, Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_NONBLOCK, out _);
        Assert.False(device.Write(new byte[1_000_000], stallMillisecondsMax: 50));
    }
}
