using TempIdentity.Simulator.Imaging;

namespace TempIdentity.Simulator.Tests.Imaging;

public class PngReaderTests
{
    private static readonly byte[] Good = QrImage.Of("TI1:" + new string('A', 200)).ToPng();

    [Fact]
    public void Every_filter_is_undone()
    {
        var pixels = new byte[37 * 23];
        new Random(11).NextBytes(pixels);
        Assert.True(PngReader.TryRead(TestPng.Grey8(37, 23, pixels), out var image));
        Assert.Equal((37, 23), (image!.Width, image.Height));
        Assert.Equal(pixels, image.Pixels);
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(6, 4)]
    public void Colours_become_grey_on_white_paper_whatever_the_filter(byte colour, int channels)
    {
        var pixels = new byte[9 * 10 * channels];
        new Random(13).NextBytes(pixels);
        Assert.True(PngReader.TryRead(TestPng.Coloured(9, 10, colour, channels, pixels), out var image));
        for (var at = 0; at < image!.Pixels.Length; at++)
        {
            var pixel = pixels.AsSpan(at * channels, channels);
            var alpha = channels == 4 ? pixel[3] / 255.0 : 1;
            var grey = (0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2]) * alpha + 255 * (1 - alpha);
            Assert.InRange(image.Pixels[at], grey - 2, grey + 2);
        }
        Assert.False(PngReader.TryRead(TestPng.File(TestPng.Header(2, 1, 16, colour), TestPng.Deflate(new byte[1 + 4 * channels])), out _));
    }

    [Fact]
    public void The_checksum_is_the_published_one() => Assert.Equal(0xCBF43926, Crc32.Of("123456789"u8));

    [Fact]
    public void Each_departure_from_the_strict_form_is_refused()
    {
        var row = TestPng.Deflate(new byte[9]);
        bool Reads(byte[] png) => PngReader.TryRead(png, out _);
        Assert.True(Reads(TestPng.File(TestPng.Header(8, 1, 8), row)));
        Assert.False(Reads(TestPng.File(TestPng.Header(8, 1, 8), row, after: [0])));
        Assert.False(Reads(TestPng.File(TestPng.Header(8, 1, 4), row)));
        Assert.False(Reads(TestPng.File(TestPng.Header(8, 1, 8, colour: 3), row)));
        Assert.False(Reads(TestPng.File(TestPng.Header(8, 1, 8, interlace: 1), row)));
        Assert.False(Reads(TestPng.File(TestPng.Header(7, 1, 8), row)));
        Assert.False(Reads(TestPng.File(TestPng.Header(9, 1, 8), row)));
        Assert.False(Reads(TestPng.File(TestPng.Header(0, 1, 8), row)));
        Assert.False(Reads(TestPng.File(TestPng.Header(-1, 1, 8), row)));
        Assert.False(Reads(TestPng.File(TestPng.Header(8, 1, 8), TestPng.Deflate([5, 0, 0, 0, 0, 0, 0, 0, 0]))));
        Assert.False(Reads([.. TestPng.Signature, .. TestPng.Chunk("IDAT"u8, row), .. TestPng.Chunk("IEND"u8, [])]));
        Assert.False(Reads([.. TestPng.Signature, .. TestPng.Chunk("IHDR"u8, TestPng.Header(8, 1, 8))]));
    }

    [Theory]
    [InlineData(PngReader.EdgePixelsMax, true)]
    [InlineData(PngReader.EdgePixelsMax + 1, false)]
    public void An_edge_has_a_limit(int edge, bool reads)
    {
        Assert.Equal(reads, PngReader.TryRead(TestPng.Grey8(edge, 1, new byte[edge]), out _));
        Assert.Equal(reads, PngReader.TryRead(TestPng.Grey8(1, edge, new byte[edge]), out _));
    }

    [Fact]
    public void A_file_has_a_limit()
    {
        var header = TestPng.Chunk("IHDR"u8, TestPng.Header(8, 1, 8));
        var rest = (byte[])[.. TestPng.Chunk("IDAT"u8, TestPng.Deflate(new byte[9])), .. TestPng.Chunk("IEND"u8, [])];
        byte[] Padded(int total) =>
            [.. TestPng.Signature, .. header, .. TestPng.Chunk("tEXt"u8, new byte[total - 8 - header.Length - rest.Length - 12]), .. rest];
        Assert.True(PngReader.TryRead(Padded(PngReader.FileBytesMax), out _));
        Assert.False(PngReader.TryRead(Padded(PngReader.FileBytesMax + 1), out _));
    }

    [Fact]
    public void Data_that_inflates_further_than_the_picture_is_refused() =>
        Assert.False(PngReader.TryRead(TestPng.File(TestPng.Header(8, 1, 8), TestPng.Deflate(new byte[50_000_000])), out _));

    [Fact]
    public void Every_cut_is_refused()
    {
        for (var length = 0; length < Good.Length; length++)
            Assert.False(PngReader.TryRead(Good.AsSpan(0, length), out _), $"cut at {length}");
    }

    [Fact]
    public void Every_changed_byte_is_refused()
    {
        // Checksums cover every byte but the signature, which is compared, and the lengths, which then no longer fit.
        for (var at = 0; at < Good.Length; at++)
        {
            var changed = (byte[])Good.Clone();
            changed[at] ^= 0x10;
            Assert.False(PngReader.TryRead(changed, out _), $"changed at {at}");
        }
    }

    [Fact]
    public void Random_data_under_right_checksums_never_throws()
    {
        var random = new Random(12);
        for (var turn = 0; turn < 1000; turn++)
        {
            var data = TestPng.Deflate(Enumerable.Range(0, 72).Select(_ => (byte)random.Next(256)).ToArray());
            for (var change = random.Next(4); change > 0; change--) data[random.Next(data.Length)] ^= (byte)random.Next(1, 256);
            var header = TestPng.Header(8, 8, 8);
            if (random.Next(2) == 0) header[random.Next(header.Length)] = (byte)random.Next(256);
            if (PngReader.TryRead(TestPng.File(header, data), out var image))
                Assert.Equal(image!.Width * image.Height, image.Pixels.Length);
            else Assert.Null(image);
        }
    }
}
