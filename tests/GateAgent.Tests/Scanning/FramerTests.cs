using System.Text;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Scanning;

namespace TempIdentity.GateAgent.Tests.Scanning;

public sealed class FramerTests
{
    private const int GapMilliseconds = 150;
    private static readonly MonotonicTime Start = new(5_000_000_000);
    private readonly Framer _framer = new(GapMilliseconds);

    [Theory]
    [InlineData("ABC\r", "ABC")]
    [InlineData("ABC\n", "ABC")]
    [InlineData("ABC\r\n", "ABC")]
    [InlineData("\r\n\r\n\nABC\n\r", "ABC")]
    [InlineData("A\rB\nC\r\nD\r", "A|B|C|D")]
    [InlineData("\r\n\n\r", "")]
    [InlineData("ABC", "")]
    public void A_frame_ends_at_CR_LF_or_CRLF_and_empty_ones_are_nothing(string input, string expected) =>
        Assert.Equal(expected, Text(Push(input)));

    [Theory]
    [InlineData(" A  B ")]
    [InlineData("   ")]
    [InlineData("\0A\0")]
    [InlineData("\tA\v\f\u0002\u0003")]
    public void Spaces_NUL_and_control_bytes_are_data(string code) => Assert.Equal(code, Text(Push(code + "\r")));

    [Fact]
    public void A_frame_of_4096_bytes_is_whole()
    {
        var frame = Assert.Single(Push(new string('A', 4096) + "\r"));
        Assert.Equal((FrameEnd.Terminator, 4096), (frame.End, frame.Bytes.Length));
    }

    [Fact]
    public void Byte_4097_makes_it_oversize_once_and_the_rest_is_dropped_to_the_terminator()
    {
        var frames = Push(new string('A', 4097) + "BBB\rNEXT\r");
        Assert.Equal([(FrameEnd.Oversize, 4096), (FrameEnd.Terminator, 4)], frames.Select(frame => (frame.End, frame.Bytes.Length)));
    }

    [Fact]
    public void Ten_megabytes_without_terminator_are_one_oversize_frame_and_silence_ends_it()
    {
        var frames = Push(new string('A', 10_000_000));
        Assert.Equal(FrameEnd.Oversize, Assert.Single(frames).End);
        Assert.True(_framer.Pending);
        Assert.False(_framer.TrySilence(Start + TimeSpan.FromMilliseconds(GapMilliseconds), out _));
        Assert.False(_framer.Pending);
        Assert.Equal("NEXT", Text(Push("NEXT\r")));
    }

    [Fact]
    public void Silence_ends_a_frame_at_the_gap_and_not_before()
    {
        Push("HALF");
        Assert.False(_framer.TrySilence(Start + TimeSpan.FromMilliseconds(GapMilliseconds) + TimeSpan.FromTicks(-1), out _));
        Assert.True(_framer.TrySilence(Start + TimeSpan.FromMilliseconds(GapMilliseconds), out var frame));
        Assert.Equal((FrameEnd.IdleGap, "HALF"), (frame.End, Encoding.Latin1.GetString(frame.Bytes)));
        Assert.False(_framer.TrySilence(Start + TimeSpan.FromHours(1), out _));
    }

    [Fact]
    public void Each_byte_begins_the_gap_anew()
    {
        Push("HA");
        Push("LF", Start + TimeSpan.FromMilliseconds(GapMilliseconds - 1));
        Assert.False(_framer.TrySilence(Start + TimeSpan.FromMilliseconds((2 * GapMilliseconds) - 2), out _));
        Assert.True(_framer.TrySilence(Start + TimeSpan.FromMilliseconds((2 * GapMilliseconds) - 1), out _));
    }

    [Fact]
    public void A_closed_line_ends_what_was_pending()
    {
        Assert.False(_framer.TryClose(out _));
        Push("HALF");
        Assert.True(_framer.TryClose(out var frame));
        Assert.Equal(FrameEnd.IdleGap, frame.End);
        Assert.False(_framer.Pending);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Chunking_changes_nothing(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var stream = RandomStream(random);
            var whole = Push(Encoding.Latin1.GetString(stream));
            var last = Close();
            var chunked = new List<Frame>();
            for (var at = 0; at < stream.Length;)
            {
                var length = Math.Min(random.Next(1, 1 + (int)Math.Pow(10, random.Next(1, 5))), stream.Length - at);
                chunked.AddRange(Push(Encoding.Latin1.GetString(stream, at, length)));
                at += length;
            }
            Assert.Equal(whole.Select(Describe), chunked.Select(Describe));
            Assert.Equal(last, Close());
        }
    }

    private static byte[] RandomStream(Random random)
    {
        var stream = new List<byte>();
        for (var part = random.Next(1, 12); part > 0; part--)
        {
            var length = random.Next(3) switch { 0 => random.Next(0, 5), 1 => random.Next(0, 600), _ => random.Next(4090, 4102) };
            for (var i = 0; i < length; i++) stream.Add((byte)(random.Next(100) == 0 ? 0 : random.Next(32, 256)));
            stream.AddRange(random.Next(5) switch { 0 => "\r"u8, 1 => "\n"u8, 2 => "\r\n"u8, 3 => "\n\r"u8, _ => ""u8 });
        }
        return [.. stream];
    }

    private static string Describe(Frame frame) => frame.End + ":" + Convert.ToHexString(frame.Bytes.Span);

    private string Close() => _framer.TryClose(out var frame) ? frame.End + ":" + Convert.ToHexString(frame.Bytes) : "nothing";

    private static string Text(IEnumerable<Frame> frames) =>
        string.Join('|', frames.Select(frame => Encoding.Latin1.GetString(frame.Bytes.Span)));

    private List<Frame> Push(string text, MonotonicTime? at = null)
    {
        ReadOnlySpan<byte> input = Encoding.Latin1.GetBytes(text);
        var frames = new List<Frame>();
        while (_framer.TryNext(ref input, at ?? Start, out var frame))
            frames.Add(new Frame(new LaneId("1"), frame.Bytes.ToArray(), frame.End, default));
        return frames;
    }
}
