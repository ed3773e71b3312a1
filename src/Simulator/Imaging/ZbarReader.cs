using System.Runtime.InteropServices;
using TempIdentity.Simulator.Interop;

namespace TempIdentity.Simulator.Imaging;

/// <summary>
/// A camera's eye: finds a QR symbol in a picture with zbar, where that library is installed. Thread-safe: each reading has its own
/// scanner.
/// </summary>
internal static class ZbarReader
{
    /// <summary>True where zbar loads.</summary>
    public static bool IsAvailable => Zbar.IsAvailable;

    /// <summary>
    /// The content of the first QR symbol in a PNG. False when the picture cannot be read or holds none. Throws
    /// <see cref="InvalidOperationException"/> when zbar itself fails or is not there.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> png, out byte[] content)
    {
        content = [];
        if (!IsAvailable) throw new InvalidOperationException($"zbar is not installed (Debian package {Zbar.Package}).");
        return PngReader.TryRead(png, out var image) && TryRead(image!, out content);
    }

    private static unsafe bool TryRead(GreyImage grey, out byte[] content)
    {
        content = [];
        using var scanner = NewScanner();
        using var image = Zbar.zbar_image_create();
        if (image.IsInvalid) throw new InvalidOperationException("zbar_image_create failed.");
        fixed (byte* pixels = grey.Pixels)
        {
            Zbar.zbar_image_set_format(image, new CULong(Zbar.Y800));
            Zbar.zbar_image_set_size(image, (uint)grey.Width, (uint)grey.Height);
            // No clean-up handler: the pixels are ours and stay pinned until the scan is over.
            Zbar.zbar_image_set_data(image, (nint)pixels, new CULong((uint)grey.Pixels.Length), 0);
            var found = Zbar.zbar_scan_image(scanner, image);
            if (found < 0) throw new InvalidOperationException("zbar_scan_image failed.");
            if (found > 0) content = FirstContent(image);
            Zbar.zbar_image_set_data(image, 0, new CULong(0), 0);
        }
        return content.Length > 0;
    }

    private static ZbarScannerHandle NewScanner()
    {
        var scanner = Zbar.zbar_image_scanner_create();
        if (scanner.IsInvalid
            || Zbar.zbar_image_scanner_set_config(scanner, Zbar.ZBAR_NONE, Zbar.ZBAR_CFG_ENABLE, 0) != 0
            || Zbar.zbar_image_scanner_set_config(scanner, Zbar.ZBAR_QRCODE, Zbar.ZBAR_CFG_ENABLE, 1) != 0)
        {
            scanner.Dispose();
            throw new InvalidOperationException("zbar's scanner could not be set up.");
        }
        return scanner;
    }

    private static byte[] FirstContent(ZbarImageHandle image)
    {
        var symbol = Zbar.zbar_image_first_symbol(image);
        if (symbol == 0 || Zbar.zbar_symbol_get_type(symbol) != Zbar.ZBAR_QRCODE) return [];
        var content = new byte[Zbar.zbar_symbol_get_data_length(symbol)];
        Marshal.Copy(Zbar.zbar_symbol_get_data(symbol), content, 0, content.Length);
        return content;
    }
}
