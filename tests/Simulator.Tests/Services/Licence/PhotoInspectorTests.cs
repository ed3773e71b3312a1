using System.Buffers.Binary;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.Simulator.Tests.Imaging;

namespace TempIdentity.Simulator.Tests.Services.Licence;

/// <summary>What a file really is, told by its content; hostile files get a named answer and never an exception.</summary>
[Trait("rule", "L6")]
public class PhotoInspectorTests
{
    [Fact]
    public void A_plain_PNG_is_taken() =>
        Assert.Equal(new PhotoInspection(new(PhotoFormat.Png, 300, 400), null), Look(TestPhotos.Png(), PhotoFormat.Png));

    [Theory]
    [InlineData(0xC0, 3)]
    [InlineData(0xC1, 3)]
    [InlineData(0xC2, 1)]
    public void A_plain_JPEG_is_taken(byte frame, byte components) => Assert.Equal(
        new PhotoInspection(new(PhotoFormat.Jpeg, 300, 400), null),
        Look(TestPhotos.Jpeg(frame: frame, components: components), PhotoFormat.Jpeg));

    [Fact]
    public void A_renamed_file_is_told_by_its_content()
    {
        AssertFault(PhotoFault.RenamedFormat, TestPhotos.Png(), PhotoFormat.Jpeg);
        AssertFault(PhotoFault.RenamedFormat, TestPhotos.Jpeg(), PhotoFormat.Png);
    }

    [Theory]
    [InlineData("GIF89a")]
    [InlineData("%PDF-1.7")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("")]
    public void Another_format_is_not_taken(string start) =>
        AssertFault(PhotoFault.UnknownFormat, [.. System.Text.Encoding.ASCII.GetBytes(start), .. new byte[20_000]], PhotoFormat.Jpeg);

    [Fact]
    public void A_file_of_too_few_or_too_many_bytes_is_refused_at_the_limits()
    {
        var overhead = TestPhotos.Jpeg(scanBytes: 0).Length;
        AssertFault(PhotoFault.TooFewBytes, TestPhotos.Jpeg(scanBytes: PhotoLimits.BytesMin - overhead - 1), PhotoFormat.Jpeg);
        Assert.Null(Look(TestPhotos.Jpeg(scanBytes: PhotoLimits.BytesMin - overhead), PhotoFormat.Jpeg).Fault);
        Assert.Null(Look(TestPhotos.Jpeg(scanBytes: PhotoLimits.BytesMax - overhead), PhotoFormat.Jpeg).Fault);
        AssertFault(PhotoFault.TooManyBytes, TestPhotos.Jpeg(scanBytes: PhotoLimits.BytesMax - overhead + 1), PhotoFormat.Jpeg);
    }

    [Theory]
    [InlineData(260, 378, null)]
    [InlineData(259, 378, PhotoFault.TooFewPixels)]
    [InlineData(260, 377, PhotoFault.TooFewPixels)]
    [InlineData(3072, 4096, null)]
    [InlineData(3072, 4097, PhotoFault.TooManyPixels)]
    [InlineData(65535, 65535, PhotoFault.TooManyPixels)]
    [InlineData(0, 400, PhotoFault.TooFewPixels)]
    [InlineData(300, 0, PhotoFault.TooFewPixels)]
    [InlineData(600, 1000, null)]
    [InlineData(599, 1000, PhotoFault.WrongShape)]
    [InlineData(859, 1000, null)]
    [InlineData(860, 1000, PhotoFault.WrongShape)]
    [InlineData(600, 400, PhotoFault.WrongShape)]
    internal void Pixels_have_limits_and_a_portrait_s_shape(int width, int height, PhotoFault? fault) =>
        Assert.Equal(fault, Look(TestPhotos.Jpeg(width, height), PhotoFormat.Jpeg).Fault);

    [Fact]
    public void A_PNG_of_absurd_size_is_refused_before_anything_is_inflated() => AssertFault(
        PhotoFault.TooManyPixels, TestPng.File(TestPng.Header(int.MaxValue, int.MaxValue, 8), TestPng.Deflate(new byte[9])),
        PhotoFormat.Png);

    [Theory]
    [InlineData(TestPhotos.Height * (TestPhotos.Width + 1) - 1)]
    [InlineData(TestPhotos.Height * (TestPhotos.Width + 1) + 1)]
    [InlineData(40_000_000)]
    public void A_PNG_whose_data_are_not_its_picture_is_damaged(int inflated)
    {
        var file = inflated < 1_000_000
            ? TestPhotos.PngWithRows(inflated)
            : TestPng.File(TestPng.Header(TestPhotos.Width, TestPhotos.Height, 8), TestPng.Deflate(new byte[inflated]));
        AssertFault(PhotoFault.Damaged, file, PhotoFormat.Png);
    }

    [Fact]
    public void What_follows_the_picture_is_refused()
    {
        AssertFault(PhotoFault.TrailingBytes, TestPhotos.Png(after: [0]), PhotoFormat.Png);
        AssertFault(PhotoFault.TrailingBytes, TestPhotos.Jpeg(after: "PK\x03\x04"u8.ToArray()), PhotoFormat.Jpeg);
        AssertFault(PhotoFault.TrailingBytes, TestPhotos.Jpeg(after: TestPhotos.Png()), PhotoFormat.Jpeg);
    }

    [Fact]
    public void A_file_cut_anywhere_is_never_taken()
    {
        foreach (var (file, format) in new[] { (TestPhotos.Png(), PhotoFormat.Png), (TestPhotos.Jpeg(), PhotoFormat.Jpeg) })
        {
            for (var length = 0; length < file.Length; length += length < 300 || length > file.Length - 300 ? 1 : 997)
            {
                var fault = Look(file[..length], format).Fault;
                Assert.NotNull(fault);
                if (length > 8) Assert.Contains(fault.Value, (PhotoFault[])[PhotoFault.Truncated, PhotoFault.TooFewBytes]);
            }
        }
    }

    [Fact]
    public void Variants_that_are_not_taken_are_named()
    {
        AssertFault(PhotoFault.UnsupportedVariant, TestPhotos.Jpeg(components: 4), PhotoFormat.Jpeg);
        AssertFault(PhotoFault.UnsupportedVariant, TestPhotos.Jpeg(precision: 12), PhotoFormat.Jpeg);
        AssertFault(PhotoFault.UnsupportedVariant, TestPhotos.Jpeg(frame: 0xC3), PhotoFormat.Jpeg);
        AssertFault(PhotoFault.UnsupportedVariant, TestPhotos.Jpeg(frame: 0xC9), PhotoFormat.Jpeg);
        AssertFault(PhotoFault.UnsupportedVariant, Png(TestPng.Header(300, 400, 8, interlace: 1)), PhotoFormat.Png);
        AssertFault(PhotoFault.UnsupportedVariant, Png(TestPng.Header(300, 400, 16, colour: 2)), PhotoFormat.Png);
        byte[] animated =
        [
            .. TestPng.Signature, .. TestPng.Chunk("IHDR"u8, TestPng.Header(300, 400, 8)), .. TestPng.Chunk("acTL"u8, new byte[8]),
        ];
        AssertFault(PhotoFault.UnsupportedVariant, animated, PhotoFormat.Png);
    }

    [Fact]
    public void Files_that_break_their_format_are_damaged()
    {
        var flipped = TestPhotos.Png();
        flipped[60] ^= 1;
        AssertFault(PhotoFault.Damaged, flipped, PhotoFormat.Png);
        AssertFault(PhotoFault.Damaged, Png(TestPng.Header(300, 400, 8, colour: 5)), PhotoFormat.Png);
        AssertFault(PhotoFault.Damaged, [.. TestPng.Signature, .. TestPng.Chunk("IDAT"u8, new byte[40])], PhotoFormat.Png);
        byte[] noFrame = [0xFF, 0xD8, .. TestPhotos.Scan(3, 20_000), 0xFF, 0xD9];
        AssertFault(PhotoFault.Damaged, noFrame, PhotoFormat.Jpeg);
        byte[] noScan = [0xFF, 0xD8, .. TestPhotos.Segment(0xE1, new byte[20_000]), 0xFF, 0xD9];
        AssertFault(PhotoFault.Damaged, noScan, PhotoFormat.Jpeg);
        byte[] twoFrames = [.. TestPhotos.Jpeg()[..^2], .. TestPhotos.Jpeg()[2..]];
        AssertFault(PhotoFault.Damaged, twoFrames, PhotoFormat.Jpeg);
        byte[] shortSegment = [0xFF, 0xD8, 0xFF, 0xE0, 0, 1, .. new byte[20_000]];
        AssertFault(PhotoFault.Damaged, shortSegment, PhotoFormat.Jpeg);
    }

    [Fact]
    public void Endless_small_parts_are_refused()
    {
        byte[] jpeg = [0xFF, 0xD8, .. Enumerable.Repeat(TestPhotos.Segment(0xFE, []), PhotoLimits.PartsMax + 1).SelectMany(part => part)];
        AssertFault(PhotoFault.Damaged, jpeg, PhotoFormat.Jpeg);
        byte[] png =
        [
            .. TestPng.Signature, .. TestPng.Chunk("IHDR"u8, TestPng.Header(300, 400, 8)),
            .. Enumerable.Repeat(TestPng.Chunk("tEXt"u8, []), PhotoLimits.PartsMax + 1).SelectMany(part => part),
        ];
        AssertFault(PhotoFault.Damaged, png, PhotoFormat.Png);
    }

    [Fact]
    public void Hostile_bytes_never_throw_and_never_pass_unnoticed()
    {
        var random = new Random(17);
        foreach (var (whole, format) in new[] { (TestPhotos.Png(), PhotoFormat.Png), (TestPhotos.Jpeg(), PhotoFormat.Jpeg) })
        {
            for (var run = 0; run < 3_000; run++)
            {
                var file = whole.ToArray();
                for (var flips = random.Next(1, 9); flips > 0; flips--)
                    file[random.Next(run % 2 == 0 ? 120 : file.Length)] = (byte)random.Next(256);
                if (run % 5 == 0) file = file[..random.Next(file.Length)];
                var inspection = Look(file, format);
                var (_, width, height) = inspection.Facts;
                Assert.True(inspection.Fault is not null || PhotoInspector.SizeFault(width, height) is null);
            }
        }
    }

    [Fact]
    public void A_length_beyond_the_file_is_no_reason_to_read_on()
    {
        var png = TestPhotos.Png();
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(8), uint.MaxValue);
        AssertFault(PhotoFault.Damaged, png, PhotoFormat.Png);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(8), int.MaxValue);
        AssertFault(PhotoFault.Truncated, png, PhotoFormat.Png);
    }

    [Fact]
    public void Every_fault_has_its_own_code_and_both_texts()
    {
        var faults = Enum.GetValues<PhotoFault>();
        Assert.Equal(faults.Length, faults.Select(PhotoFaults.ToText).Distinct().Count());
        Assert.Equal(faults.Length, faults.Select(fault => PhotoFaults.Text(fault).En).Distinct().Count());
        Assert.Equal(faults.Length, faults.Select(fault => PhotoFaults.Text(fault).Zh).Distinct().Count());
    }

    private static byte[] Png(byte[] header) => TestPng.File(header, TestPng.Deflate(new byte[20_000]));

    private static PhotoInspection Look(byte[] file, PhotoFormat format) => PhotoInspector.Inspect(file, format);

    private static void AssertFault(PhotoFault fault, byte[] file, PhotoFormat format) => Assert.Equal(fault, Look(file, format).Fault);
}
