namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>Published vectors beside the project's root (<c>../shared/testdata</c>), read in place.</summary>
internal static class PublishedVectors
{
    /// <summary>A file's path, or null when it is not there.</summary>
    internal static string? Find(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "TempIdentity.sln"))) continue;
            var path = Path.Combine(folder.FullName, "..", "shared", "testdata", relative);
            return File.Exists(path) ? path : null;
        }
        return null;
    }
}

/// <summary>A test that needs a published vector file, skipped with the reason where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class VectorFactAttribute : FactAttribute
{
    public VectorFactAttribute(string relative)
    {
        if (PublishedVectors.Find(relative) is null) Skip = $"published vectors not found: ../shared/testdata/{relative}";
    }
}

/// <summary>A theory that needs a published vector file, skipped with the reason where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class VectorTheoryAttribute : TheoryAttribute
{
    public VectorTheoryAttribute(string relative)
    {
        if (PublishedVectors.Find(relative) is null) Skip = $"published vectors not found: ../shared/testdata/{relative}";
    }
}
