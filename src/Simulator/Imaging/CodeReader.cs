using System.Text;

namespace TempIdentity.Simulator.Imaging;

/// <summary>What a simulated scanner sends down its line, and how it got it.</summary>
/// <param name="Bytes">The code's characters.</param>
/// <param name="ReadAs"><c>image</c>: read from the picture; <c>text</c>: taken over, because nothing here can read pictures.</param>
internal readonly record struct CodeReading(byte[] Bytes, string ReadAs);

/// <summary>Reads a phone's screen as well as this machine can. Thread-safe.</summary>
internal static class CodeReader
{
    public const string Image = "image";
    public const string Text = "text";

    /// <summary>What readings on this machine will say.</summary>
    public static string ReadAs => ZbarReader.IsAvailable ? Image : Text;

    /// <summary>
    /// Draws the text, and reads the picture where zbar is installed. Throws <see cref="InvalidOperationException"/> when the picture
    /// cannot be read: the phone's drawing and the scanner's reading then do not fit together.
    /// </summary>
    public static CodeReading Read(string text) => Read(ZbarReader.IsAvailable ? QrImage.Of(text).ToPng() : [], text);

    /// <summary>Reads a picture of this text; only without zbar the text itself is taken over.</summary>
    public static CodeReading Read(ReadOnlySpan<byte> png, string text)
    {
        if (!ZbarReader.IsAvailable) return new CodeReading(Encoding.ASCII.GetBytes(text), Text);
        return ZbarReader.TryRead(png, out var bytes)
            ? new CodeReading(bytes, Image)
            : throw new InvalidOperationException("The scanner found no code in the picture.");
    }
}
