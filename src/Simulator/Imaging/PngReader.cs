using System.Buffers.Binary;
using System.IO.Compression;

namespace TempIdentity.Simulator.Imaging;

/// <summary>
/// Reads PNG (ISO/IEC 15948) as strictly as the Simulator needs it: greyscale of 1 or 8 bits, or colours of 8 bits with or without
/// alpha, as browsers write them; not interlaced, checksums right, nothing after the end. Every other picture, and every broken one, is
/// refused with false; no input makes it throw or take more memory than the limits say.
/// </summary>
internal static class PngReader
{
    /// <summary>Bytes of a file at most.</summary>
    public const int FileBytesMax = 1_048_576;

    /// <summary>Pixels of an edge at most.</summary>
    public const int EdgePixelsMax = 2048;

    private const int HeaderBytes = 13;
    private const int ChunkOverheadBytes = 12;
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private const byte Grey = 0;
    private const byte Colour = 2;
    private const byte ColourWithAlpha = 6;

    private readonly record struct Header(int Width, int Height, int BitDepth, int Channels)
    {
        public int RowBytes => (Width * BitDepth * Channels + 7) / 8;
    }

    public static bool TryRead(ReadOnlySpan<byte> png, out GreyImage? image)
    {
        image = null;
        if (png.Length > FileBytesMax || !png.StartsWith(Signature)) return false;
        if (!TryReadChunks(png[Signature.Length..], out var header, out var compressed)) return false;
        if (!TryInflate(compressed, (header.RowBytes + 1) * header.Height, out var rows)) return false;
        if (!PngFilter.TryUndo(rows, header.RowBytes, header.Channels)) return false;
        image = new GreyImage(header.Width, header.Height, ToGrey(rows, header));
        return true;
    }

    private static bool TryReadChunks(ReadOnlySpan<byte> rest, out Header header, out byte[] compressed)
    {
        header = default;
        compressed = [];
        using var data = new MemoryStream();
        for (var first = true; TryTakeChunk(ref rest, out var type, out var content); first = false)
        {
            if (first != type.SequenceEqual("IHDR"u8)) return false;
            if (first && !TryReadHeader(content, out header)) return false;
            if (type.SequenceEqual("IDAT"u8)) data.Write(content);
            if (type.SequenceEqual("IEND"u8))
            {
                compressed = data.ToArray();
                return rest.IsEmpty && content.IsEmpty;
            }
        }
        return false;
    }

    private static bool TryTakeChunk(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> content)
    {
        type = content = default;
        if (rest.Length < ChunkOverheadBytes) return false;
        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - ChunkOverheadBytes) return false;
        type = rest.Slice(4, 4);
        content = rest.Slice(8, (int)length);
        if (Crc32.Of(rest.Slice(4, 4 + (int)length)) != BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..])) return false;
        rest = rest[(ChunkOverheadBytes + (int)length)..];
        return true;
    }

    private static bool TryReadHeader(ReadOnlySpan<byte> content, out Header header)
    {
        header = default;
        if (content.Length != HeaderBytes) return false;
        var width = BinaryPrimitives.ReadUInt32BigEndian(content);
        var height = BinaryPrimitives.ReadUInt32BigEndian(content[4..]);
        if (width is 0 or > EdgePixelsMax || height is 0 or > EdgePixelsMax) return false;
        int? channels = (content[8], content[9]) switch
        {
            (1 or 8, Grey) => 1,
            (8, Colour) => 3,
            (8, ColourWithAlpha) => 4,
            _ => null,
        };
        if (channels is null || content[10..].ContainsAnyExcept((byte)0)) return false;
        header = new Header((int)width, (int)height, content[8], channels.Value);
        return true;
    }

    /// <summary>True when the data inflates to exactly so many bytes.</summary>
    private static bool TryInflate(byte[] compressed, int length, out byte[] rows)
    {
        rows = new byte[length];
        using var stream = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
        try
        {
            return stream.ReadAtLeast(rows, length, throwOnEndOfStream: false) == length && stream.ReadByte() < 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static byte[] ToGrey(byte[] rows, Header header)
    {
        var pixels = new byte[header.Width * header.Height];
        for (var y = 0; y < header.Height; y++)
        {
            var row = rows.AsSpan(y * (header.RowBytes + 1) + 1, header.RowBytes);
            for (var x = 0; x < header.Width; x++)
            {
                pixels[y * header.Width + x] = header.Channels > 1 ? Luma(row.Slice(x * header.Channels, header.Channels))
                    : header.BitDepth == 8 ? row[x]
                    : (row[x / 8] >> (7 - x % 8) & 1) != 0 ? byte.MaxValue
                    : byte.MinValue;
            }
        }
        return pixels;
    }

    /// <summary>How light a pixel is on white paper (ITU-R BT.601 weights).</summary>
    private static byte Luma(ReadOnlySpan<byte> pixel)
    {
        var luma = (299 * pixel[0] + 587 * pixel[1] + 114 * pixel[2]) / 1000;
        int alpha = pixel.Length == 4 ? pixel[3] : byte.MaxValue;
        return (byte)((luma * alpha + byte.MaxValue * (byte.MaxValue - alpha)) / byte.MaxValue);
    }
}
