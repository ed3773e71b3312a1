using System.ComponentModel;
using System.Runtime.InteropServices;

namespace TempIdentity.Simulator.Station.Interop;

/// <summary>kill(2), for one process by its id.</summary>
internal static partial class Signals
{
    public const int SIGKILL = 9;
    public const int SIGTERM = 15;
    private const int ESRCH = 3;

    /// <summary>Sends a signal. A process that is gone already is no error.</summary>
    public static void Send(int pid, int signal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pid, 2);
        if (kill(pid, signal) == 0) return;
        var error = Marshal.GetLastPInvokeError();
        if (error != ESRCH) throw new Win32Exception(error);
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int pid, int sig);
}
