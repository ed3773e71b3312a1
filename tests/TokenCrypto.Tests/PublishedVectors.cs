using System.Text.Json;

namespace TempIdentity.TokenCrypto.Tests;

/// <summary>Test vectors that others published, beside the project in <c>../shared/testdata</c>; read from there, never copied.</summary>
internal static class PublishedVectors
{
    /// <summary>A file's or a folder's path, or null when it is not there.</summary>
    internal static string? Find(string relative)
    {
        var path = Path.GetFullPath(ProjectRoot.In("..", "shared", "testdata", relative));
        return Path.Exists(path) ? path : null;
    }

    internal static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Find(file) ?? throw new FileNotFoundException(Absence(file))));
        return document.RootElement.Clone();
    }

    internal static string Absence(string relative) => $"published vectors not found: ../shared/testdata/{relative}";

    internal static byte[] Hex(this JsonElement element, string name) => Convert.FromHexString(element.Text(name));

    internal static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;
}

/// <summary>A test that reads published vectors; skipped, and seen to be, where their file or folder is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class VectorFactAttribute : FactAttribute
{
    public VectorFactAttribute(string relative)
    {
        if (PublishedVectors.Find(relative) is null) Skip = PublishedVectors.Absence(relative);
    }
}

/// <summary>As <see cref="VectorFactAttribute"/>, with cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class VectorTheoryAttribute : TheoryAttribute
{
    public VectorTheoryAttribute(string relative)
    {
        if (PublishedVectors.Find(relative) is null) Skip = PublishedVectors.Absence(relative);
    }
}
