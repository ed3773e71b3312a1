using System.Reflection;
using System.Runtime.InteropServices;

namespace TempIdentity.TokenCrypto.Interop;

/// <summary>
/// OpenSSL 3's EVP interface, native names unchanged. Every caller checks the result and, after a failure, empties the thread's error
/// queue (<see cref="Check"/> or <see cref="Ok"/>), because the runtime shares that queue.
/// </summary>
internal static unsafe partial class Libcrypto
{
    /// <summary>The name that the imports carry; the resolver maps it to the file that this machine has.</summary>
    private const string Library = "libcrypto";

    /// <summary>OPENSSL_VERSION_STRING, such as <c>3.0.19</c>.</summary>
    private const int OpensslVersionString = 6;

    /// <summary>The oldest major version that has the EVP calls used here.</summary>
    private const ulong MajorVersionMin = 3;

    private const int MajorVersionShift = 28;

    private static readonly string[] Candidates = ["libcrypto.so.3", "libcrypto.so.4", "libcrypto"];

    private static readonly nint Module;

    static Libcrypto()
    {
        Module = Load();
        NativeLibrary.SetDllImportResolver(typeof(Libcrypto).Assembly, Resolve);
        Version = IsPresent ? Marshal.PtrToStringUTF8(OpenSSL_version(OpensslVersionString)) ?? "" : "";
    }

    /// <summary>True when a libcrypto of version 3 or later was found.</summary>
    internal static bool IsPresent => Module != 0;

    /// <summary>The library's version; empty when absent.</summary>
    internal static string Version { get; }

    /// <summary>True when an OpenSSL call that answers 1 for success succeeded; else empties the error queue.</summary>
    internal static bool Ok(int result)
    {
        if (result == 1)
            return true;
        ERR_clear_error();
        return false;
    }

    /// <summary>For calls that fail only when memory or the library does.</summary>
    internal static void Check(int result, string function)
    {
        if (!Ok(result))
            throw new InvalidOperationException($"{function} failed");
    }

    /// <summary>For calls that return an object or null.</summary>
    internal static T Check<T>(T handle, string function) where T : SafeHandle
    {
        if (!handle.IsInvalid)
            return handle;
        handle.Dispose();
        ERR_clear_error();
        throw new InvalidOperationException($"{function} failed");
    }

    private static nint Load()
    {
        foreach (var candidate in Candidates)
        {
            if (!NativeLibrary.TryLoad(candidate, out var module))
                continue;
            if (NativeLibrary.TryGetExport(module, "OpenSSL_version_num", out var export)
                && (((delegate* unmanaged<nuint>)export)() >> MajorVersionShift) >= MajorVersionMin)
                return module;
            NativeLibrary.Free(module);
        }
        return 0;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == Library ? Module : 0;

    [LibraryImport(Library)]
    private static partial nint OpenSSL_version(int type);

    [LibraryImport(Library)]
    internal static partial void ERR_clear_error();

    [LibraryImport(Library)]
    internal static partial nuint ERR_peek_error();
}
