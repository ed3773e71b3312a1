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
        try
        {
            var entries = new DirectoryInfo(directory).EnumerateFiles()
                .Where(file => !file.Name.StartsWith('.'))
                .Take(TrustLimits.FilesMax + 1)
                .ToArray();
            if (entries.Length > TrustLimits.FilesMax || entries.Sum(file => file.Length) > TrustLoader.TotalBytesMax) return null;
            return entries.ToDictionary(file => file.Name, file => (ReadOnlyMemory<byte>)File.ReadAllBytes(file.FullName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
