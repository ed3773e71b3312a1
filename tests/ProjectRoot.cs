namespace TempIdentity.Tests;

/// <summary>The folder of TempIdentity.sln, found from where the tests run.</summary>
internal static class ProjectRoot
{
    public static string Path { get; } = Find();

    /// <summary>The path of something in the project, by the names that lead to it from the root.</summary>
    public static string In(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "TempIdentity.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException("TempIdentity.sln was not found above the tests.");
    }
}
