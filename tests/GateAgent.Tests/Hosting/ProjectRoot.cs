namespace TempIdentity.GateAgent.Tests.Hosting;

/// <summary>The directory that holds the solution.</summary>
internal static class ProjectRoot
{
    public static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "TempIdentity.sln"))) return directory.FullName;
        }
        throw new InvalidOperationException("no TempIdentity.sln above the tests");
    }
}
