using TempIdentity.GateAgent.Interop;

namespace TempIdentity.GateAgent.Hosting;

/// <summary>Files that are whole or absent after a power cut: written beside, synced, renamed, and the directory synced.</summary>
internal static class DurableFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Makes or replaces a file, readable by its owner only. Throws <see cref="IOException"/>; then the old one is still there.
    /// </summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var directory = Path.GetDirectoryName(path)!;
        var beside = Path.Combine(directory, $".{Path.GetFileName(path)}.new");
        File.Delete(beside);
        Create(beside, content);
        File.Move(beside, path, overwrite: true);
        SyncDirectory(directory);
    }

    /// <summary>Makes a new file and syncs it; its name is durable once the directory is synced.</summary>
    public static void Create(string path, ReadOnlySpan<byte> content)
    {
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        });
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Makes the directory's names durable.</summary>
    public static void SyncDirectory(string directory)
    {
        using var handle = SafeFileDescriptor.TryOpen(directory, Libc.O_RDONLY, out var error)
            ?? throw new IOException($"a directory cannot be opened, errno {error}");
        var result = handle.Fsync();
        if (result.Failed) throw new IOException($"a directory cannot be synced, errno {result.Error}");
    }
}
