using System.Buffers.Binary;
using TempIdentity.Simulator.Tests.Imaging;

namespace TempIdentity.Simulator.Tests.Services.Licence;

/// <summary>Builds photo files piece by piece, right and wrong ones. The pictures show noise.</summary>
internal static class TestPhotos
{
    public const int Width = 300;
    public const int Height = 400;

    public static byte[] Png(int width = Width, int height = Height, byte[]? after = null) =>
        TestPng.File(TestPng.Header(width, height, 8), TestPng.Deflate(Noise((width + 1) * height)), after);

    /// <summary>A PNG whose data inflate to something else than its header says.</summary>
    public static byte[] PngWithRows(int bytes) => TestPng.File(TestPng.Header(Width, Height, 8), TestPng.Deflate(Noise(bytes)));

    public static byte[] Jpeg(
        int width = Width, int height = Height, byte frame = 0xC0, byte components = 3, byte precision = 8, int scanBytes = 12_000,
        byte[]? after = null) =>
    [
        0xFF, 0xD8, .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
        .. Segment(0xDB, new byte[65]), .. Segment(frame, Frame(width, height, components, precision)),
        .. Segment(0xC4, new byte[20]), .. Scan(components, scanBytes), 0xFF, 0xD9, .. after ?? [],
    ];

    public static byte[] Segment(byte marker, byte[] content)
    {
        var segment = new byte[4 + content.Length];
        (segment[0], segment[1]) = (0xFF, marker);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(content.Length + 2));
        content.CopyTo(segment, 4);
        return segment;
    }

    /// <summary>Scan header and entropy-coded data, with stuffing and restarts in them.</summary>
    public static byte[] Scan(byte components, int bytes)
    {
        var header = new byte[4 + 2 * components];
        header[0] = components;
        var data = Noise(bytes);
        for (var i = 0; i < data.Length; i++) if (data[i] == 0xFF) data[i] = 0xFE;
        for (var i = 100; i + 1 < data.Length; i += 500) (data[i], data[i + 1]) = (0xFF, (byte)(i % 1000 == 100 ? 0x00 : 0xD0));
        return [.. Segment(0xDA, header), .. data];
    }

    private static byte[] Frame(int width, int height, byte components, byte precision)
    {
        var frame = new byte[6 + 3 * components];
        frame[0] = precision;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(3), (ushort)width);
        frame[5] = components;
        return frame;
    }

    private static byte[] Noise(int bytes)
    {
        var noise = new byte[bytes];
        new Random(3).NextBytes(noise);
        return noise;
    }
}
