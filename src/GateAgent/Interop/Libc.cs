using System.Runtime.InteropServices;

namespace TempIdentity.GateAgent.Interop;

/// <summary>libc's functions by their own names. Callers go through <see cref="SafeFileDescriptor"/>, which retries and checks.</summary>
internal static unsafe partial class Libc
{
    private const string Library = "libc";

    public const int O_RDWR = 0x2;
    public const int O_RDONLY = 0x0;
    public const int O_NOCTTY = 0x100;
    public const int O_NONBLOCK = 0x800;
    public const int O_CLOEXEC = 0x80000;

    public const short POLLIN = 0x1;
    public const short POLLOUT = 0x4;
    public const short POLLERR = 0x8;
    public const short POLLHUP = 0x10;
    public const short POLLNVAL = 0x20;

    public const int LOCK_EX = 2;
    public const int LOCK_NB = 4;

    public const int MSG_DONTWAIT = 0x40;
    public const int MSG_NOSIGNAL = 0x4000;

    public const int CLOCK_MONOTONIC = 1;

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int open(string path, int flags, int mode);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int close(int fd);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fsync(SafeFileDescriptor fd);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint read(SafeFileDescriptor fd, byte* buffer, nuint count);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint write(SafeFileDescriptor fd, byte* buffer, nuint count);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint send(SafeHandle socket, byte* buffer, nuint count, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int poll(pollfd* fds, nuint count, int timeoutMilliseconds);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int ioctl(SafeFileDescriptor fd, nuint request, void* argument);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int flock(SafeFileDescriptor fd, int operation);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int posix_openpt(int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int grantpt(SafeFileDescriptor fd);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int unlockpt(SafeFileDescriptor fd);

    /// <summary>Returns the error number itself.</summary>
    [LibraryImport(Library)]
    public static partial int ptsname_r(SafeFileDescriptor fd, byte* buffer, nuint bytes);

    /// <summary>Returns the error number itself.</summary>
    [LibraryImport(Library)]
    public static partial int ttyname_r(SafeFileDescriptor fd, byte* buffer, nuint bytes);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int adjtimex(timex* buffer);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int clock_gettime(int clock, timespec* time);
}
