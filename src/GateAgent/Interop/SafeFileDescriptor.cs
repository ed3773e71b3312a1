using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TempIdentity.GateAgent.Interop;

/// <summary>
/// An open file descriptor. Calls interrupted by a signal are repeated; every return value reaches the caller with its errno.
/// </summary>
internal sealed unsafe class SafeFileDescriptor : SafeHandleMinusOneIsInvalid
{
    /// <param name="fd">As a function returned it. The marshaller does not sign-extend an int into a handle: −1 must pass here.</param>
    public SafeFileDescriptor(int fd)
        : base(ownsHandle: true) => SetHandle(fd);

    /// <summary>open(2). Null when it failed.</summary>
    public static SafeFileDescriptor? TryOpen(string path, int flags, out int error)
    {
        while (true)
        {
            var fd = Libc.open(path, flags | Libc.O_CLOEXEC, 0);
            error = fd < 0 ? Marshal.GetLastPInvokeError() : 0;
            if (fd >= 0) return new SafeFileDescriptor(fd);
            if (error != Errno.EINTR) return null;
        }
    }

    public NativeResult Read(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var result = Result(Libc.read(this, start, (nuint)buffer.Length));
                if (result.Error != Errno.EINTR) return result;
            }
        }
    }

    public NativeResult Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var result = Result(Libc.write(this, start, (nuint)buffer.Length));
                if (result.Error != Errno.EINTR) return result;
            }
        }
    }

    /// <summary>Waits for events. The value is the events that came, 0 after the timeout.</summary>
    public NativeResult Poll(short events, int timeoutMilliseconds)
    {
        var held = false;
        try
        {
            DangerousAddRef(ref held);
            var entry = new pollfd { fd = (int)handle, events = events };
            while (true)
            {
                var result = Result(Libc.poll(&entry, 1, timeoutMilliseconds));
                if (result.Error == Errno.EINTR) continue;
                return result.Value > 0 ? new NativeResult(entry.revents, 0) : result;
            }
        }
        finally
        {
            if (held) DangerousRelease();
        }
    }

    /// <summary>ioctl(2) with a pointer to a struct.</summary>
    public NativeResult Ioctl<T>(uint request, ref T argument)
        where T : unmanaged
    {
        fixed (T* pointer = &argument)
        {
            while (true)
            {
                var result = Result(Libc.ioctl(this, request, pointer));
                if (result.Error != Errno.EINTR) return result;
            }
        }
    }

    /// <summary>ioctl(2) with a number.</summary>
    public NativeResult Ioctl(uint request, int argument)
    {
        while (true)
        {
            var result = Result(Libc.ioctl(this, request, (void*)argument));
            if (result.Error != Errno.EINTR) return result;
        }
    }

    /// <summary>fsync(2): what was written, or a directory's names, are on disk.</summary>
    public NativeResult Fsync()
    {
        while (true)
        {
            var result = Result(Libc.fsync(this));
            if (result.Error != Errno.EINTR) return result;
        }
    }

    public NativeResult Flock(int operation)
    {
        while (true)
        {
            var result = Result(Libc.flock(this, operation));
            if (result.Error != Errno.EINTR) return result;
        }
    }

    protected override bool ReleaseHandle() => Libc.close((int)handle) == 0;

    private static NativeResult Result(nint value) => new(value, value < 0 ? Marshal.GetLastPInvokeError() : 0);
}
