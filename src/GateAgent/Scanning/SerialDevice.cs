using TempIdentity.GateAgent.Interop;

namespace TempIdentity.GateAgent.Scanning;

/// <summary>A tty opened for one reader: locked, raw, its stale input dropped.</summary>
internal sealed class SerialDevice : IDisposable
{
    private readonly SafeFileDescriptor _tty;

    private SerialDevice(SafeFileDescriptor tty) => _tty = tty;

    /// <summary>Null when it cannot be had now; <paramref name="failure"/> says why (no path in it).</summary>
    public static SerialDevice? TryOpen(string path, int baud, out string? failure)
    {
        var tty = SafeFileDescriptor.TryOpen(path, Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_NONBLOCK, out var error);
        if (tty is null)
        {
            failure = error == Errno.EBUSY ? "in_use" : $"open_errno_{error}";
            return null;
        }
        failure = Prepare(tty, baud);
        if (failure is null) return new SerialDevice(tty);
        tty.Dispose();
        return null;
    }

    /// <summary>Waits for bytes. The value is their number; 0 after the timeout; failed when the device is gone.</summary>
    public NativeResult Read(Span<byte> buffer, int timeoutMilliseconds)
    {
        var events = _tty.Poll(Libc.POLLIN, timeoutMilliseconds);
        if (events.Value <= 0) return events;

        // After an unplug poll says POLLHUP and read returns 0; what the kernel still holds comes first.
        var read = _tty.Read(buffer);
        if (read.Value > 0) return read;
        var hungUp = (events.Value & (Libc.POLLHUP | Libc.POLLERR | Libc.POLLNVAL)) != 0;
        return read.Error == Errno.EAGAIN && !hungUp ? default : new NativeResult(-1, read.Failed ? read.Error : Errno.ENODEV);
    }

    public void Dispose() => _tty.Dispose();

    private static string? Prepare(SafeFileDescriptor tty, int baud)
    {
        if (tty.Flock(Libc.LOCK_EX | Libc.LOCK_NB) is { Failed: true } locked)
            return locked.Error == Errno.EAGAIN ? "in_use" : $"lock_errno_{locked.Error}";

        // A pseudo-terminal stays exclusive after its reader's death, while the other end lives: nobody but root could reopen it.
        if (!Tty.IsPseudoTerminal(tty) && tty.Ioctl(Tty.TIOCEXCL, 0) is { Failed: true } exclusive)
            return $"exclusive_errno_{exclusive.Error}";
        if (Tty.SetRaw(tty, baud) is var raw and not 0) return $"settings_errno_{raw}";
        return tty.Ioctl(Tty.TCFLSH, Tty.TCIFLUSH) is { Failed: true } flush ? $"flush_errno_{flush.Error}" : null;
    }
}
