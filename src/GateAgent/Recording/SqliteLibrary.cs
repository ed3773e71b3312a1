using System.Reflection;
using System.Runtime.InteropServices;

namespace TempIdentity.GateAgent.Recording;

/// <summary>
/// Chooses the SQLite that the process runs: the system's patched libsqlite3.so.0 where there is one, else the copy that came with the
/// package. Must be asked before the first connection is made. Thread-safe.
/// </summary>
internal static class SqliteLibrary
{
    private const string PackageName = "e_sqlite3";
    private const string SystemName = "libsqlite3.so.0";

    private static readonly Lazy<string> Chosen = new(Choose);
    private static nint _system;

    /// <summary>What serves, such as <c>libsqlite3.so.0 (system) 3.40.1</c>. The first call decides.</summary>
    public static string Describe() => Chosen.Value;

    private static string Choose()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad(SystemName, out _system)) _system = 0;
        NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, Resolve);
        SQLitePCL.Batteries_V2.Init();
        var version = SQLitePCL.raw.sqlite3_libversion().utf8_to_string();
        return _system != 0 ? $"{SystemName} (system) {version}" : $"{PackageName} (bundled) {version}";
    }

    // Zero leaves the search to the runtime, which finds the bundled copy.
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? paths) => name == PackageName ? _system : 0;
}
