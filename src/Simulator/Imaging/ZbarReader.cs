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

    /// <summary>Symbols of one picture that are told apart at most.</summary>
    public const int SymbolsMax = 8;

    /// <summary>
    /// The content of the first QR symbol in a PNG. False when the picture cannot be read or holds none. Throws
    /// <see cref="InvalidOperationException"/> when zbar itself fails or is not there.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> png, out byte[] content)
    {
        content = [];
        if (!IsAvailable) throw Absent;
        if (!PngReader.TryRead(png, out var image) || ReadAll(image!) is not [var first, ..]) return false;
        content = first;
        return true;
    }

    /// <summary>
    /// The different contents of the QR symbols in a picture, <see cref="SymbolsMax"/> at most; none when there is no symbol. Throws
    /// <see cref="InvalidOperationException"/> when zbar itself fails or is not there.
    /// </summary>
    public static unsafe IReadOnlyList<byte[]> ReadAll(GreyImage grey)
    {
        if (!IsAvailable) throw Absent;
        IReadOnlyList<byte[]> contents = [];
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
            if (found > 0) contents = Contents(image);
            Zbar.zbar_image_set_data(image, 0, new CULong(0), 0);
        }
        return contents;
    }

    private static InvalidOperationException Absent => new($"zbar is not installed (Debian package {Zbar.Package}).");

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

    private static List<byte[]> Contents(ZbarImageHandle image)
    {
        var contents = new List<byte[]>();
        for (var symbol = Zbar.zbar_image_first_symbol(image); symbol != 0 && contents.Count < SymbolsMax;
            symbol = Zbar.zbar_symbol_next(symbol))
        {
            if (Zbar.zbar_symbol_get_type(symbol) != Zbar.ZBAR_QRCODE) continue;
            var content = new byte[Zbar.zbar_symbol_get_data_length(symbol)];
            Marshal.Copy(Zbar.zbar_symbol_get_data(symbol), content, 0, content.Length);
            if (content.Length > 0 && !contents.Exists(known => known.AsSpan().SequenceEqual(content))) contents.Add(content);
        }
        return contents;
    }
}
