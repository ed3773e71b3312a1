namespace TempIdentity.GateAgent.Recording;

/// <summary>Holds a state directory for one agent. The kernel lets go when the process dies.</summary>
internal sealed class DirectoryLock : IDisposable
{
    public const string FileName = "agent.lock";

    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <summary>Takes the directory. Throws <see cref="LedgerException"/> when another agent has it.</summary>
    public static DirectoryLock Take(string directory)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            return new DirectoryLock(new FileStream(Path.Combine(directory, FileName), options));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException(
                $"The state directory {directory} cannot be locked: another agent uses it, or it cannot be written.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
