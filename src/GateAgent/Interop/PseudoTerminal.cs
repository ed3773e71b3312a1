using System.Text;

namespace TempIdentity.GateAgent.Interop;

/// <summary>
/// A kernel pseudo-terminal: this end is the device, <see cref="Path"/> is the tty that a program opens. Raw from the start, so that
/// nothing written before the program opens it is echoed. Not thread-safe.
/// </summary>
internal sealed unsafe class PseudoTerminal : IDisposable
{
    private const int PathBytesMax = 128;
    private readonly SafeFileDescriptor _device;

    private PseudoTerminal(SafeFileDescriptor device, string path)
    {
        _device = device;
        Path = path;
    }

    /// <summary>Such as <c>/dev/pts/3</c>.</summary>
    public string Path { get; }

    public static PseudoTerminal Open()
    {
        var device = new SafeFileDescriptor(Libc.posix_openpt(Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_NONBLOCK | Libc.O_CLOEXEC));
        var name = stackalloc byte[PathBytesMax];
        if (device.IsInvalid || Libc.grantpt(device) != 0 || Libc.unlockpt(device) != 0 || Libc.ptsname_r(device, name, PathBytesMax) != 0
            || Tty.SetRaw(device, 115_200) != 0)
        {
            device.Dispose();
            throw new IOException("no pseudo-terminal could be opened");
        }
        var length = new ReadOnlySpan<byte>(name, PathBytesMax).IndexOf((byte)0);
        return new PseudoTerminal(device, Encoding.ASCII.GetString(name, length));
    }

    /// <summary>Writes all bytes; false when the reader did not take them for <paramref name="stallMillisecondsMax"/>.</summary>
    public bool Write(ReadOnlySpan<byte> bytes, int stallMillisecondsMax = 10_000)
    {
        while (!bytes.IsEmpty)
        {
            var written = _device.Write(bytes);
            if (written.Failed && written.Error != Errno.EAGAIN) return false;
            if (written.Value > 0)
                bytes = bytes[(int)written.Value..];
            else if (_device.Poll(Libc.POLLOUT, stallMillisecondsMax).Value <= 0)
                return false;
        }
        return true;
    }

    public void Dispose() => _device.Dispose();
}
