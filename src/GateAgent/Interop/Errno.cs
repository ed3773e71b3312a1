namespace TempIdentity.GateAgent.Interop;

/// <summary>Error numbers that the code tells apart (asm-generic, the same on x64 and arm64).</summary>
internal static class Errno
{
    public const int EINTR = 4;
    public const int EIO = 5;
    public const int EAGAIN = 11;
    public const int EBUSY = 16;
    public const int ENODEV = 19;
    public const int ENOTTY = 25;
}

/// <summary>What a system call returned, and errno when it failed.</summary>
/// <param name="Value">The return value; negative when it failed.</param>
/// <param name="Error">errno, 0 when it did not fail.</param>
internal readonly record struct NativeResult(long Value, int Error)
{
    public bool Failed => Value < 0;
}
