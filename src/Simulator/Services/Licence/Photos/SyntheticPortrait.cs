using System.Buffers.Binary;
using System.IO.Compression;
using TempIdentity.Simulator.Imaging;

namespace TempIdentity.Simulator.Services.Licence.Photos;

/// <summary>
/// Stands in for the photo on file: a grey head and shoulders on white, PNG, nobody's face. The shade tells drivers apart. Pure.
/// </summary>
internal static class SyntheticPortrait
{
    public const int Width = 300;
    public const int Height = 400;

    /// <summary>Steps of grey by which the grain darkens a point, exclusive.</summary>
    private const int GrainMax = 16;

    public static byte[] Of(long driver) => Draw(driver, () => 0);

    /// <summary>The same with the grain of a camera, so that the file has a photo's size.</summary>
    /// <param name="grain">Seeded.</param>
    public static byte[] Taken(long driver, Random grain) => Draw(driver, () => grain.Next(GrainMax));

    private static byte[] Draw(long driver, Func<int> grain)
    {
        var shade = (byte)(60 + driver * 37 % 120);
        using var rows = new MemoryStream();
        using (var deflate = new ZLibStream(rows, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < Height; y++) deflate.Write(Row(y, shade, grain));
        }
        return [.. PngHeaderReader.Signature, .. Chunk("IHDR"u8, Header()), .. Chunk("IDAT"u8, rows.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Row(int y, byte shade, Func<int> grain)
    {
        var row = new byte[1 + Width];
        for (var x = 0; x < Width; x++) row[1 + x] = (byte)((IsPerson(x, y) ? shade : byte.MaxValue) - grain());
        return row;
    }

    /// <summary>An ellipse for the head, a wider one for the shoulders.</summary>
    private static bool IsPerson(int x, int y) => In(x, y, 150, 160, 75, 100) || In(x, y, 150, 420, 140, 150);

    private static bool In(int x, int y, int centreX, int centreY, int radiusX, int radiusY)
    {
        var (dx, dy) = ((double)(x - centreX) / radiusX, (double)(y - centreY) / radiusY);
        return dx * dx + dy * dy <= 1;
    }

    /// <summary>8 bits of grey, not interlaced.</summary>
    private static byte[] Header()
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        header[8] = 8;
        return header;
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        var chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        type.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), Crc32.Of(chunk.AsSpan(4, 4 + content.Length)));
        return chunk;
    }
}
