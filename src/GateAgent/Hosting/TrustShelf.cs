using System.Globalization;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Hosting;

/// <summary>
/// Where accepted trust is kept, so that a restart with an emptied or older inbox still has the newest. Each accepted directory becomes a
/// generation of its own: written whole beside the others, synced, renamed. A power cut leaves the old or the new, never a mixture.
/// </summary>
internal sealed class TrustShelf(string directory)
{
    private const string Prefix = "generation-";
    private const string Unfinished = ".new";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the directory and removes what a power cut left unfinished. Throws <see cref="IOException"/>.</summary>
    public void Open()
    {
        Directory.CreateDirectory(directory, OwnerOnly);
        Remove(Path.Combine(directory, Unfinished));
    }

    /// <summary>The kept directories' files, newest first. One that cannot be read is left out.</summary>
    public IEnumerable<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> Newest() =>
        Generations().AsEnumerable().Reverse().Select(TrustFiles.Read).OfType<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>>();

    /// <summary>Keeps a directory's files; durable when it returns. Throws <see cref="IOException"/>; then nothing has changed.</summary>
    public void Keep(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        var unfinished = Path.Combine(directory, Unfinished);
        Remove(unfinished);
        Directory.CreateDirectory(unfinished, OwnerOnly);
        foreach (var (name, content) in files.Where(file => IsTrust(file.Key)))
            DurableFiles.Create(Path.Combine(unfinished, name), content.Span);
        DurableFiles.SyncDirectory(unfinished);
        Directory.Move(unfinished, Path.Combine(directory, Name(Generations().Select(Number).LastOrDefault() + 1)));
        DurableFiles.SyncDirectory(directory);
    }

    /// <summary>Removes all generations but the newest, once its versions are the floors.</summary>
    public void Sweep()
    {
        foreach (var old in Generations().SkipLast(1)) Remove(old);
    }

    private static string Name(long number) => Prefix + number.ToString("d12", CultureInfo.InvariantCulture);

    private static long Number(string path) =>
        long.TryParse(Path.GetFileName(path)[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : 0;

    private static bool IsTrust(string name) => name == TrustNames.RootFile || name.EndsWith(".cose", StringComparison.OrdinalIgnoreCase);

    private List<string> Generations() =>
        [.. Directory.EnumerateDirectories(directory, Prefix + "*").OrderBy(Number)];

    private static void Remove(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
    }
}
