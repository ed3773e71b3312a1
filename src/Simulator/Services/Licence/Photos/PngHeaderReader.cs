using System.Buffers.Binary;
using System.IO.Compression;
using TempIdentity.Simulator.Imaging;

namespace TempIdentity.Simulator.Services.Licence.Photos;

/// <summary>
/// PNG (ISO/IEC 15948): every chunk's length and checksum, IHDR first, IEND last with nothing after it, and picture data that inflate to
/// exactly what the header says. Pixels are not kept.
/// </summary>
internal static class PngHeaderReader
{
    private const int HeaderBytes = 13;
    private const int ChunkOverheadBytes = 12;
    private const int BufferBytes = 65_536;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly record struct Header(long Width, long Height, int BitsPerPixel)
    {
        public long InflatedBytes => ((Width * BitsPerPixel + 7) / 8 + 1) * Height;
    }

    public static PhotoInspection Read(ReadOnlySpan<byte> file)
    {
        var rest = file[Signature.Length..];
        Header header = default;
        using var data = new MemoryStream();
        for (var parts = 0; parts < PhotoLimits.PartsMax; parts++)
        {
            if (TakeChunk(ref rest, out var type, out var content) is { } broken) return PhotoInspector.Fault(broken);
            if ((parts == 0) != type.SequenceEqual("IHDR"u8)) return PhotoInspector.Fault(PhotoFault.Damaged);
            if (parts == 0 && ReadHeader(content, out header) is { } refused) return PhotoInspector.Fault(refused);
            if (type.SequenceEqual("acTL"u8)) return PhotoInspector.Fault(PhotoFault.UnsupportedVariant);
            if (type.SequenceEqual("IDAT"u8)) data.Write(content);
            if (type.SequenceEqual("IEND"u8)) return Finish(rest, content, header, data);
        }
        return PhotoInspector.Fault(PhotoFault.Damaged);
    }

    private static PhotoInspection Finish(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> content, Header header, MemoryStream data)
    {
        if (!rest.IsEmpty) return PhotoInspector.Fault(PhotoFault.TrailingBytes);
        if (!content.IsEmpty || !InflatesTo(data, header.InflatedBytes)) return PhotoInspector.Fault(PhotoFault.Damaged);
        return new(new PhotoFacts(PhotoFormat.Png, (int)header.Width, (int)header.Height), null);
    }

    private static PhotoFault? TakeChunk(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> content)
    {
        type = content = default;
        if (rest.Length < ChunkOverheadBytes) return PhotoFault.Truncated;
        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > int.MaxValue) return PhotoFault.Damaged;
        if (length > rest.Length - ChunkOverheadBytes) return PhotoFault.Truncated;
        var end = 8 + (int)length;
        type = rest[4..8];
        content = rest[8..end];
        if (Crc32.Of(rest[4..end]) != BinaryPrimitives.ReadUInt32BigEndian(rest[end..])) return PhotoFault.Damaged;
        rest = rest[(end + 4)..];
        return null;
    }

    private static PhotoFault? ReadHeader(ReadOnlySpan<byte> content, out Header header)
    {
        header = default;
        if (content.Length != HeaderBytes) return PhotoFault.Damaged;
        var (depth, colour) = (content[8], content[9]);
        if (content[10] != 0 || content[11] != 0 || content[12] > 1) return PhotoFault.Damaged;
        // Bits of a pixel: grey, RGB, palette, grey with alpha, RGB with alpha; 8 bits a sample.
        var samples = colour switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
        if (samples == 0) return PhotoFault.Damaged;
        if (depth != 8 || content[12] == 1) return PhotoFault.UnsupportedVariant;
        header = new Header(
            BinaryPrimitives.ReadUInt32BigEndian(content), BinaryPrimitives.ReadUInt32BigEndian(content[4..]), samples * depth);
        return PhotoInspector.SizeFault(header.Width, header.Height);
    }

    private static bool InflatesTo(MemoryStream data, long wanted)
    {
        data.Position = 0;
        using var stream = new ZLibStream(data, CompressionMode.Decompress);
        var buffer = new byte[BufferBytes];
        long inflated = 0;
        try
        {
            for (var read = stream.Read(buffer); read > 0 && inflated <= wanted; read = stream.Read(buffer)) inflated += read;
        }
        catch (InvalidDataException)
        {
            return false;
        }
        return inflated == wanted;
    }
}
