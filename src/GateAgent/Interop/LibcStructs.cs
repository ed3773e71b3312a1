#pragma warning disable CS8981 // native names are kept as they are
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TempIdentity.GateAgent.Interop;

/// <summary>poll(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct pollfd
{
    public int fd;
    public short events;
    public short revents;
}

/// <summary>clock_gettime(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct timespec
{
    public long tv_sec;
    public long tv_nsec;
}

/// <summary>asm/termbits.h: terminal settings with free baud rates.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct termios2
{
    public const int NCCS = 19;

    public uint c_iflag;
    public uint c_oflag;
    public uint c_cflag;
    public uint c_lflag;
    public byte c_line;
    public ControlCharacters c_cc;
    public uint c_ispeed;
    public uint c_ospeed;

    [InlineArray(NCCS)]
    internal struct ControlCharacters
    {
        private byte first;
    }
}

/// <summary>adjtimex(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct timex
{
    public uint modes;
    public long offset;
    public long freq;
    /// <summary>Maximum error, microseconds.</summary>
    public long maxerror;
    public long esterror;
    public int status;
    public long constant;
    public long precision;
    public long tolerance;
    public timespec time;
    public long tick;
    public long ppsfreq;
    public long jitter;
    public int shift;
    public long stabil;
    public long jitcnt;
    public long calcnt;
    public long errcnt;
    public long stbcnt;
    public int tai;
    public Reserved reserved;

    [InlineArray(11)]
    internal struct Reserved
    {
        private int first;
    }

    public const int STA_UNSYNC = 0x40;
    /// <summary>The return value that says: not synchronised.</summary>
    public const int TIME_ERROR = 5;
}
