using System.Runtime.CompilerServices;

namespace TempIdentity.GateAgent.Interop;

/// <summary>Terminal settings through the kernel's own interface (termios2), which takes any baud rate.</summary>
internal static unsafe class Tty
{
    public static readonly uint TCGETS2 = Ioctl.Read((byte)'T', 0x2A, Unsafe.SizeOf<termios2>());
    public static readonly uint TCSETS2 = Ioctl.Write((byte)'T', 0x2B, Unsafe.SizeOf<termios2>());
    public const uint TCFLSH = 0x540B;
    public const uint TIOCEXCL = 0x540C;
    public const int TCIFLUSH = 0;

    public const uint IFLAG_RAW_CLEARED = 0x1 | 0x2 | 0x8 | 0x10 | 0x20 | 0x40 | 0x80 | 0x100 | IXON | IXANY | IXOFF;
    public const uint IXON = 0x400;
    public const uint IXANY = 0x800;
    public const uint IXOFF = 0x1000;
    public const uint OPOST = 0x1;
    public const uint ISIG = 0x1;
    public const uint ICANON = 0x2;
    public const uint ECHO = 0x8;
    public const uint ECHONL = 0x40;
    public const uint IEXTEN = 0x8000;
    public const uint CSIZE = 0x30;
    public const uint CS8 = 0x30;
    public const uint CSTOPB = 0x40;
    public const uint CREAD = 0x80;
    public const uint PARENB = 0x100;
    public const uint CLOCAL = 0x800;
    public const uint CBAUD = 0x100F;
    public const uint CIBAUD = 0x100F_0000;
    public const uint CRTSCTS = 0x8000_0000;
    public const uint BOTHER = 0x1000;
    public const int VTIME = 5;
    public const int VMIN = 6;

    /// <summary>Raw bytes, 8 bits, no parity, one stop bit, no flow control, modem lines ignored. 0, or the errno.</summary>
    public static int SetRaw(SafeFileDescriptor tty, int baud)
    {
        var settings = default(termios2);
        if (tty.Ioctl(TCGETS2, ref settings) is { Failed: true } got) return got.Error;
        MakeRaw(ref settings, baud);
        if (tty.Ioctl(TCSETS2, ref settings) is { Failed: true } set) return set.Error;

        // The kernel may accept the call and keep some settings: what matters is read back.
        var kept = default(termios2);
        if (tty.Ioctl(TCGETS2, ref kept) is { Failed: true } again) return again.Error;
        return (kept.c_cflag & CSIZE) == CS8 && (kept.c_lflag & (ICANON | ECHO)) == 0 ? 0 : Errno.ENOTTY;
    }

    public static void MakeRaw(ref termios2 settings, int baud)
    {
        settings.c_iflag &= ~IFLAG_RAW_CLEARED;
        settings.c_oflag &= ~OPOST;
        settings.c_lflag &= ~(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
        settings.c_cflag &= ~(CSIZE | PARENB | CSTOPB | CRTSCTS | CBAUD | CIBAUD);
        settings.c_cflag |= CS8 | CREAD | CLOCAL | BOTHER;
        settings.c_ispeed = (uint)baud;
        settings.c_ospeed = (uint)baud;
        settings.c_cc[VMIN] = 1;
        settings.c_cc[VTIME] = 0;
    }

    /// <summary>Is this the program's end of a pseudo-terminal?</summary>
    public static bool IsPseudoTerminal(SafeFileDescriptor tty)
    {
        const int PathBytesMax = 128;
        var name = stackalloc byte[PathBytesMax];
        return Libc.ttyname_r(tty, name, PathBytesMax) == 0 && new ReadOnlySpan<byte>(name, PathBytesMax).StartsWith("/dev/pts/"u8);
    }
}
