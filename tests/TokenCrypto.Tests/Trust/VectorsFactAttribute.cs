namespace TempIdentity.TokenCrypto.Tests.Trust;

/// <summary>A fact that needs a file of published vectors, <c>../shared/testdata</c> beside the project root; skipped, with the reason, where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class VectorsFactAttribute : FactAttribute
{
    public VectorsFactAttribute(string file)
    {
        if (!File.Exists(PathOf(file))) Skip = $"published vectors absent: {file}";
    }

    public static string PathOf(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TempIdentity.sln"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? "", "..", "shared", "testdata", file);
    }
}
