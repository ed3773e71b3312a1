using System.Globalization;
using TempIdentity.GateAgent.Interop;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Hosting;

/// <summary>Reads a directory of trust as it lies on disk; what it means is <see cref="TrustLoader"/>'s.</summary>
internal static class TrustFiles
{
    /// <summary>
    /// File name to content. Null when the directory cannot be read or holds more than <see cref="TrustLoader.TotalBytesMax"/> bytes or
    /// <see cref="TrustLimits.FilesMax"/> files. Subdirectories and names that begin with a dot (files being written) are left out.
    /// </summary>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? Read(string directory)
    {
        if (List(directory) is not { } entries || entries.Sum(file => file.Length) > TrustLoader.TotalBytesMax) return null;
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (ReadFile(entry.FullName, entry.Length) is not { } content) return null;
            files.Add(entry.Name, content);
        }
        return files;
    }

    /// <summary>
    /// Names, sizes and times of writing: cheap to take, and different whenever somebody wrote. Null as in <see cref="Read"/>.
    /// </summary>
    public static string? Fingerprint(string directory) =>
        List(directory) is { } entries
            ? string.Join('\n', entries.OrderBy(file => file.Name, StringComparer.Ordinal).Select(file =>
                string.Create(CultureInfo.InvariantCulture, $"{file.Name}/{file.Length}/{file.LastWriteTimeUtc.Ticks}")))
            : null;

    private static List<FileInfo>? List(string directory)
    {
        try
        {
            var entries = new DirectoryInfo(directory).EnumerateFiles()
                .Where(file => !file.Name.StartsWith('.'))
                .Take(TrustLimits.FilesMax + 1)
                .ToList();
            return entries.Count <= TrustLimits.FilesMax ? entries : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Opened without blocking, so that a pipe among the files is an empty file; a file that changed its length is not read.
    /// </summary>
    private static ReadOnlyMemory<byte>? ReadFile(string path, long length)
    {
        using var file = SafeFileDescriptor.TryOpen(path, Libc.O_RDONLY | Libc.O_NONBLOCK, out _);
        if (file is null) return null;
        var content = new byte[length + 1];
        var total = 0;
        while (total < content.Length)
        {
            var read = file.Read(content.AsSpan(total));
            if (read.Failed) return null;
            if (read.Value == 0) break;
            total += (int)read.Value;
        }
        // A slice, not a copy: a manifest has tens of megabytes.
        return total == length ? (ReadOnlyMemory<byte>)content.AsMemory(0, total) : null;
    }
}
