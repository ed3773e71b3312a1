using System.Text;
using System.Text.Json;

namespace TempIdentity.Simulator.Scenarios.Checks;

/// <summary>
/// I6: looks for names, document numbers and raw codes in clear in whatever the appliance and head office left behind. A needle is found in
/// UTF-8, in UTF-16, as JSON writes it, and in Base64.
/// </summary>
internal sealed class PrivacySearch
{
    /// <summary>Files larger than this are a violation in themselves.</summary>
    public const long FileBytesMax = 64 * 1024 * 1024;

    /// <summary>A whole number of Base64 groups, so that what follows does not change them.</summary>
    private const int Base64StartBytes = 15;

    private readonly List<(string What, byte[] Bytes)> _needles = [];
    private readonly List<string> _found = [];

    /// <summary>Things that were found, without what they are.</summary>
    public IReadOnlyList<string> Found => _found;

    public long PlacesSearched { get; private set; }

    /// <summary>Adds something that must not be found. <paramref name="what"/> names it without giving it away.</summary>
    public void Add(string what, string secret)
    {
        if (secret.Length == 0) return;
        Add(what, Encoding.UTF8.GetBytes(secret));
        Add(what + " (UTF-16)", Encoding.Unicode.GetBytes(secret));
        Add(what + " (as JSON)", Encoding.UTF8.GetBytes(JsonEncodedText.Encode(secret).ToString()));
        var start = Encoding.UTF8.GetBytes(secret).AsSpan();
        if (start.Length >= Base64StartBytes)
            Add(what + " (Base64)", Encoding.UTF8.GetBytes(Convert.ToBase64String(start[..Base64StartBytes])));
    }

    private void Add(string what, byte[] bytes)
    {
        if (!_needles.Exists(needle => needle.Bytes.AsSpan().SequenceEqual(bytes))) _needles.Add((what, bytes));
    }

    /// <summary>Searches all files below a directory; sockets (named <c>.sock</c>) and links to devices hold nothing.</summary>
    public void SearchDirectory(string directory)
    {
        if (!Directory.Exists(directory)) return;
        foreach (var path in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) != ".sock" && new FileInfo(path).LinkTarget is null)
            .Order(StringComparer.Ordinal)) SearchFile(path);
    }

    public void SearchFile(string path)
    {
        if (!File.Exists(path)) return;
        if (new FileInfo(path).Length > FileBytesMax) _found.Add($"{Path.GetFileName(path)} is too large to be searched");
        else Search(Path.GetFileName(path), File.ReadAllBytes(path));
    }

    public void Search(string place, ReadOnlySpan<byte> content)
    {
        PlacesSearched++;
        foreach (var (what, bytes) in _needles)
            if (content.IndexOf(bytes) >= 0) _found.Add($"{what} in {place}");
    }
}
