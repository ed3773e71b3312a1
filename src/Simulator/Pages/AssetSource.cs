using System.Collections.Frozen;
using System.Reflection;

namespace TempIdentity.Simulator.Pages;

/// <summary>The pages' files by their address without the leading slash. Only names that were listed are found. Thread-safe.</summary>
internal abstract class AssetSource
{
    private const string Index = "index.html";

    /// <summary>The files that the build put into this assembly.</summary>
    public static AssetSource Embedded { get; } = new EmbeddedSource();

    /// <summary>Files of a directory, read at each request: for who works on the pages.</summary>
    public static AssetSource InDirectory(string path) => new DirectorySource(path);

    /// <summary>The file at an address; of a folder, its <c>index.html</c>. Null when there is none.</summary>
    public Asset? Find(string path) => Read(path.Length == 0 || path.EndsWith('/') ? path + Index : path);

    /// <summary>True when the address lacks its closing slash.</summary>
    public bool IsFolder(string path) => path.Length > 0 && !path.EndsWith('/') && Read($"{path}/{Index}") is not null;

    protected abstract Asset? Read(string name);

    private sealed class EmbeddedSource : AssetSource
    {
        /// <summary>As the project file names them.</summary>
        private const string Prefix = "pages/";

        private readonly FrozenDictionary<string, Asset> _assets = Load().ToFrozenDictionary(StringComparer.Ordinal);

        protected override Asset? Read(string name) => _assets.GetValueOrDefault(name);

        private static Dictionary<string, Asset> Load()
        {
            var assembly = Assembly.GetExecutingAssembly();
            var assets = new Dictionary<string, Asset>(StringComparer.Ordinal);
            foreach (var resource in assembly.GetManifestResourceNames())
            {
                if (!resource.StartsWith(Prefix, StringComparison.Ordinal)) continue;
                using var stream = assembly.GetManifestResourceStream(resource)!;
                var bytes = new byte[stream.Length];
                stream.ReadExactly(bytes);
                if (Asset.Of(resource, bytes) is { } asset) assets.Add(resource[Prefix.Length..].Replace('\\', '/'), asset);
            }
            return assets;
        }
    }

    private sealed class DirectorySource(string directory) : AssetSource
    {
        private readonly string _root = Path.GetFullPath(directory);

        protected override Asset? Read(string name)
        {
            // Looked for in the list and never opened by the name that was asked for.
            foreach (var file in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories))
                if (Path.GetRelativePath(_root, file) == name) return Asset.Of(name, File.ReadAllBytes(file));
            return null;
        }
    }
}
