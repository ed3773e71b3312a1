using System.Buffers.Binary;

namespace TempIdentity.Simulator.Services.Licence.Photos;

/// <summary>
/// JPEG (ITU-T T.81): the segments in order, one frame header of baseline or progressive Huffman coding, at least one scan, and the end
/// marker as the last two bytes. Entropy-coded data are walked, not decoded.
/// </summary>
internal static class JpegHeaderReader
{
    private const byte Prefix = 0xFF;
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const int FrameHeaderBytesMin = 6;

    public static ReadOnlySpan<byte> Signature => [Prefix, StartOfImage, Prefix];

    public static PhotoInspection Read(ReadOnlySpan<byte> file)
    {
        var rest = file[2..];
        PhotoFacts? frame = null;
        var scans = 0;
        for (var parts = 0; parts < PhotoLimits.PartsMax; parts++)
        {
            if (TakeMarker(ref rest, out var marker) is { } noMarker) return PhotoInspector.Fault(noMarker);
            if (marker == EndOfImage) return Finish(rest, frame, scans);
            if (TakeSegment(ref rest, marker, out var content) is { } noSegment) return PhotoInspector.Fault(noSegment);
            if (IsFrame(marker))
            {
                if (frame is not null) return PhotoInspector.Fault(PhotoFault.Damaged);
                if (ReadFrame(marker, content, out var facts) is { } refused) return PhotoInspector.Fault(refused);
                frame = facts;
            }
            if (marker != StartOfScan) continue;
            if (frame is null) return PhotoInspector.Fault(PhotoFault.Damaged);
            scans++;
            SkipScan(ref rest);
        }
        return PhotoInspector.Fault(PhotoFault.Damaged);
    }

    private static PhotoInspection Finish(ReadOnlySpan<byte> rest, PhotoFacts? frame, int scans)
    {
        if (frame is not { } facts || scans == 0) return PhotoInspector.Fault(PhotoFault.Damaged);
        return rest.IsEmpty ? new(facts, null) : PhotoInspector.Fault(PhotoFault.TrailingBytes);
    }

    private static PhotoFault? TakeMarker(ref ReadOnlySpan<byte> rest, out byte marker)
    {
        marker = 0;
        if (rest.Length < 2) return PhotoFault.Truncated;
        if (rest[0] != Prefix) return PhotoFault.Damaged;
        var at = rest.IndexOfAnyExcept(Prefix);
        if (at < 0) return PhotoFault.Truncated;
        marker = rest[at];
        rest = rest[(at + 1)..];
        // Neither stuffing, nor a restart or a second start, stands between segments.
        return marker is 0x00 or 0x01 or >= 0xD0 and <= StartOfImage ? PhotoFault.Damaged : null;
    }

    private static PhotoFault? TakeSegment(ref ReadOnlySpan<byte> rest, byte marker, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (rest.Length < 2) return PhotoFault.Truncated;
        var length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (length < 2) return PhotoFault.Damaged;
        if (length > rest.Length) return PhotoFault.Truncated;
        content = rest[2..length];
        rest = rest[length..];
        return marker == StartOfScan && content.Length < 4 ? PhotoFault.Damaged : null;
    }

    /// <summary>Start of frame: C0 to CF without the tables (C4, CC) and the reserved one (C8).</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static PhotoFault? ReadFrame(byte marker, ReadOnlySpan<byte> content, out PhotoFacts facts)
    {
        facts = default;
        if (content.Length < FrameHeaderBytesMin) return PhotoFault.Damaged;
        var components = content[5];
        if (content.Length != FrameHeaderBytesMin + 3 * components) return PhotoFault.Damaged;
        if (marker is not (0xC0 or 0xC1 or 0xC2) || content[0] != 8 || components is not (1 or 3)) return PhotoFault.UnsupportedVariant;
        var height = BinaryPrimitives.ReadUInt16BigEndian(content[1..]);
        var width = BinaryPrimitives.ReadUInt16BigEndian(content[3..]);
        facts = new PhotoFacts(PhotoFormat.Jpeg, width, height);
        return PhotoInspector.SizeFault(width, height);
    }

    /// <summary>Goes on to the next marker that is neither stuffing nor a restart.</summary>
    private static void SkipScan(ref ReadOnlySpan<byte> rest)
    {
        while (!rest.IsEmpty)
        {
            var at = rest.IndexOf(Prefix);
            if (at < 0 || at + 1 >= rest.Length)
            {
                rest = default;
                return;
            }
            rest = rest[at..];
            if (rest[1] is not (0x00 or >= 0xD0 and <= 0xD7)) return;
            rest = rest[2..];
        }
    }
}
