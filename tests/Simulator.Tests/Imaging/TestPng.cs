using System.Buffers.Binary;
using System.IO.Compression;
using TempIdentity.Simulator.Imaging;

namespace TempIdentity.Simulator.Tests.Imaging;

/// <summary>Builds PNG files piece by piece, right and wrong ones.</summary>
internal static class TestPng
{
    public static byte[] Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>An 8-bit greyscale file; row y has filter y mod 5, and the rows that come in are what must come out.</summary>
    public static byte[] Grey8(int width, int height, byte[] pixels) => Coloured(width, height, colour: 0, channels: 1, pixels);

    /// <summary>An 8-bit file of a colour type; row y has filter y mod 5.</summary>
    public static byte[] Coloured(int width, int height, byte colour, int channels, byte[] pixels)
    {
        var rows = new MemoryStream();
        var stride = width * channels;
        for (var y = 0; y < height; y++)
        {
            rows.WriteByte((byte)(y % 5));
            for (var x = 0; x < stride; x++)
            {
                int left = x >= channels ? pixels[y * stride + x - channels] : 0;
                int above = y > 0 ? pixels[(y - 1) * stride + x] : 0;
                int corner = x >= channels && y > 0 ? pixels[(y - 1) * stride + x - channels] : 0;
                var guess = (y % 5) switch { 0 => 0, 1 => left, 2 => above, 3 => (left + above) / 2, _ => Nearest(left, above, corner) };
                rows.WriteByte(unchecked((byte)(pixels[y * stride + x] - guess)));
            }
        }
        return File(Header(width, height, 8, colour), Deflate(rows.ToArray()));
    }

    public static byte[] File(byte[] header, byte[] data, byte[]? after = null) =>
        [.. Signature, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, data), .. Chunk("IEND"u8, []), .. after ?? []];

    public static byte[] Header(int width, int height, byte depth, byte colour = 0, byte interlace = 0)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (depth, colour, interlace);
        return header;
    }

    public static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        var chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        type.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), Crc32.Of(chunk.AsSpan(4, 4 + content.Length)));
        return chunk;
    }

    public static byte[] Deflate(byte[] bytes)
    {
        var compressed = new MemoryStream();
        using (var stream = new ZLibStream(compressed, CompressionLevel.Optimal)) stream.Write(bytes);
        return compressed.ToArray();
    }

    private static int Nearest(int left, int above, int corner)
    {
        var estimate = left + above - corner;
        return new[] { left, above, corner }.MinBy(candidate => Math.Abs(estimate - candidate));
    }
}
