using System.Runtime.InteropServices;

namespace TempIdentity.GateAgent.Interop;

/// <summary>The structs of this folder are those of 64-bit little-endian Linux; on anything else they would be silently wrong.</summary>
internal static class NativePlatform
{
    /// <summary>Throws with the refusal's name where the interop fence does not hold.</summary>
    public static void Require()
    {
        if (Refusal(IntPtr.Size, OperatingSystem.IsLinux(), BitConverter.IsLittleEndian) is { } refusal)
            throw new PlatformNotSupportedException($"{refusal}: {RuntimeInformation.RuntimeIdentifier}");
    }

    /// <summary>Null where the fence holds; else the refusal's name.</summary>
    public static string? Refusal(int pointerBytes, bool linux, bool littleEndian) => (pointerBytes, linux, littleEndian) switch
    {
        (_, false, _) => "platform_not_linux",
        (not 8, _, _) => "platform_32_bit_unsupported",
        (_, _, false) => "platform_big_endian_unsupported",
        _ => null,
    };
}
