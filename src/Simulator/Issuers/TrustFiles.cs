using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.Simulator.Issuers;

/// <summary>Writes files so that a reader sees the old or the new one, never half of one.</summary>
internal static class TrustFiles
{
    private const UnixFileMode PrivateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode PublicMode = PrivateMode | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode PrivateDirectory = PrivateMode | UnixFileMode.UserExecute;

    /// <summary>
    /// Puts a publication in place: each file by temporary name and rename, the set last, then files of older publications go.
    /// </summary>
    public static void Write(string directory, IReadOnlyDictionary<string, byte[]> files)
    {
        Directory.CreateDirectory(directory);
        var ordered = files.OrderBy(file => file.Key == TrustWriter.SetFile).ThenBy(file => file.Key, StringComparer.Ordinal);
        foreach (var (name, content) in ordered)
            Replace(Path.Combine(directory, name), content, PublicMode);
        foreach (var path in Directory.EnumerateFiles(directory))
        {
            if (!files.ContainsKey(Path.GetFileName(path)) && Path.GetExtension(path) is ".cose" or ".cbor") File.Delete(path);
        }
    }

    /// <summary>Writes a secret for its owner's eyes only.</summary>
    public static void WritePrivate(string path, ReadOnlySpan<byte> content)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(directory)) Directory.CreateDirectory(directory, PrivateDirectory);
        Replace(path, content, PrivateMode);
    }

    /// <summary>Writes a file that everybody may read.</summary>
    public static void WritePublic(string path, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        Replace(path, content, PublicMode);
    }

    private static void Replace(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        // Readers leave out names that begin with a dot.
        var temporary = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "." + Path.GetFileName(path) + ".tmp");
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode };
        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
    }
}
