using System.Text;
using QRCoder;

namespace TempIdentity.Simulator.Imaging;

/// <summary>
/// The picture of a code on a phone: QR, error correction M, alphanumeric mode (which QRCoder picks by itself for the alphabet of a code).
/// Immutable, thread-safe.
/// </summary>
internal sealed class QrImage
{
    /// <summary>Pixels of a module's edge in <see cref="ToPng"/>.</summary>
    public const int ModulePixels = 4;

    private readonly QRCodeData _data;

    private QrImage(QRCodeData data) => _data = data;

    /// <summary>QR version, 1 to 40; the symbol has 17 + 4 · version modules a side.</summary>
    public int Version => _data.Version;

    /// <summary>Modules a side, with the quiet zone of 4 modules all round.</summary>
    public int Side => _data.ModuleMatrix.Count;

    public static QrImage Of(string text) => new(QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M));

    /// <summary>A greyscale PNG.</summary>
    /// <remarks>The renderer is not disposed: it holds nothing of its own, and would take the matrix with it.</remarks>
    public byte[] ToPng() => new PngByteQRCode(_data).GetGraphic(ModulePixels);

    /// <summary>Half-block characters, two modules to a character, light modules drawn: for a dark terminal. Lines end with LF.</summary>
    public string ToTerminal()
    {
        var text = new StringBuilder(Side * (Side + 2) / 2);
        for (var y = 0; y < Side; y += 2)
        {
            for (var x = 0; x < Side; x++)
            {
                text.Append((IsLight(x, y), IsLight(x, y + 1)) switch
                {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    (false, false) => ' ',
                });
            }
            text.Append('\n');
        }
        return text.ToString();
    }

    private bool IsLight(int x, int y) => y >= Side || !_data.ModuleMatrix[y][x];
}
