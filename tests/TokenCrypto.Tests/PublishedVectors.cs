using System.Text.Json;

namespace TempIdentity.TokenCrypto.Tests;

/// <summary>Test vectors that others published, beside the project in <c>../shared/testdata</c>; read from there, never copied.</summary>
internal static class PublishedVectors
{
    internal static string? Folder(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "TempIdentity.sln")))
            root = root.Parent;
        if (root is null)
            return null;
        var folder = Path.GetFullPath(Path.Combine(root.FullName, "..", "shared", "testdata", name));
        return Directory.Exists(folder) ? folder : null;
    }

    internal static JsonElement Read(string folder, string file)
    {
        var path = Path.Combine(Folder(folder) ?? throw new DirectoryNotFoundException(folder), file);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    internal static byte[] Hex(this JsonElement element, string name) => Convert.FromHexString(element.Text(name));

    internal static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;
}

/// <summary>A test that reads published vectors; skipped, and seen to be, where their folder is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublishedVectorFactAttribute : FactAttribute
{
    public PublishedVectorFactAttribute(string folder)
    {
        if (PublishedVectors.Folder(folder) is null)
            Skip = $"published vectors absent: ../shared/testdata/{folder}";
    }
}

/// <summary>As <see cref="PublishedVectorFactAttribute"/>, for theories.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublishedVectorTheoryAttribute : TheoryAttribute
{
    public PublishedVectorTheoryAttribute(string folder)
    {
        if (PublishedVectors.Folder(folder) is null)
            Skip = $"published vectors absent: ../shared/testdata/{folder}";
    }
}
