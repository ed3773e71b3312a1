using System.Runtime.InteropServices;

namespace TempIdentity.Simulator.Interop;

/// <summary>The C interface of zbar (zbar.h, library version 0.23); native names unchanged.</summary>
internal static partial class Zbar
{
    private const string Library = "libzbar.so.0";

    /// <summary>The Debian package that carries the library.</summary>
    public const string Package = "libzbar0";

    public const int ZBAR_NONE = 0;
    public const int ZBAR_QRCODE = 64;
    public const int ZBAR_CFG_ENABLE = 0;

    /// <summary>Four-character code of 8-bit grey: Y800.</summary>
    public const uint Y800 = 'Y' | (uint)'8' << 8 | (uint)'0' << 16 | (uint)'0' << 24;

    /// <summary>True where the library loads.</summary>
    public static bool IsAvailable { get; } = NativeLibrary.TryLoad(Library, out _);

    [LibraryImport(Library)]
    public static partial ZbarImageHandle zbar_image_create();

    [LibraryImport(Library)]
    public static partial void zbar_image_destroy(nint image);

    [LibraryImport(Library)]
    public static partial void zbar_image_set_format(ZbarImageHandle image, CULong format);

    [LibraryImport(Library)]
    public static partial void zbar_image_set_size(ZbarImageHandle image, uint width, uint height);

    [LibraryImport(Library)]
    public static partial void zbar_image_set_data(ZbarImageHandle image, nint data, CULong length, nint cleanup);

    [LibraryImport(Library)]
    public static partial ZbarScannerHandle zbar_image_scanner_create();

    [LibraryImport(Library)]
    public static partial void zbar_image_scanner_destroy(nint scanner);

    [LibraryImport(Library)]
    public static partial int zbar_image_scanner_set_config(ZbarScannerHandle scanner, int symbology, int config, int value);

    [LibraryImport(Library)]
    public static partial int zbar_scan_image(ZbarScannerHandle scanner, ZbarImageHandle image);

    [LibraryImport(Library)]
    public static partial nint zbar_image_first_symbol(ZbarImageHandle image);

    [LibraryImport(Library)]
    public static partial nint zbar_symbol_next(nint symbol);

    [LibraryImport(Library)]
    public static partial int zbar_symbol_get_type(nint symbol);

    [LibraryImport(Library)]
    public static partial nint zbar_symbol_get_data(nint symbol);

    [LibraryImport(Library)]
    public static partial uint zbar_symbol_get_data_length(nint symbol);
}
