namespace TempIdentity.Simulator.Tests.Services;

/// <summary>A directory for a service's files, gone with the test.</summary>
internal sealed class ServiceFiles : IDisposable
{
    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("ti-service-").FullName;

    public string In(string name) => Path.Combine(Directory, name);

    /// <summary>
    /// The files as they lie on the disk at this moment, in another directory: what a process that is killed now leaves behind.
    /// </summary>
    public ServiceFiles AfterPowerCut()
    {
        var copy = new ServiceFiles();
        foreach (var path in System.IO.Directory.EnumerateFiles(Directory))
            File.Copy(path, copy.In(Path.GetFileName(path)));
        return copy;
    }

    /// <summary>All bytes of all files, to search for what must not be there.</summary>
    public byte[] AllBytes() =>
        [.. System.IO.Directory.EnumerateFiles(Directory, "*", SearchOption.AllDirectories).SelectMany(File.ReadAllBytes)];

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
