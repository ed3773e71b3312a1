using System.Text;
using System.Threading.Channels;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Configuration;
using TempIdentity.GateAgent.Interop;
using TempIdentity.GateAgent.Scanning;
using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Tests.Scanning;

/// <summary>The real scanner on real kernel pseudo-terminals.</summary>
public sealed class SerialScannerTests : IDisposable
{
    private const int GapMilliseconds = 150;
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("scanner");
    private readonly FakeClock _clock = new(new UnixTime(1_700_000_000));
    private readonly CountedProgress _progress = new();
    private readonly CancellationTokenSource _stop = new();
    private Channel<CoreEvent> _core = Channel.CreateBounded<CoreEvent>(10_000);
    private Task? _running;
    private PseudoTerminal? _device = PseudoTerminal.Open();

    private string Link => Path.Combine(_directory.FullName, "scanner");

    [Fact]
    public void A_code_in_split_writes_is_one_frame_with_its_spaces()
    {
        Start();
        Write(" TI1:A");
        Write(" B  ");
        Write("C \r");
        Write("\nSECOND\r\n");
        Assert.Equal((" TI1:A B  C ", FrameEnd.Terminator), NextFrame());
        Assert.Equal(("SECOND", FrameEnd.Terminator), NextFrame());
    }

    [Fact]
    public void Every_byte_value_but_the_terminators_arrives_as_sent()
    {
        Start();
        var all = Enumerable.Range(0, 256).Where(value => value is not (10 or 13)).Select(value => (byte)value).ToArray();
        Assert.True(_device!.Write([.. all, 13]));
        Assert.Equal((Encoding.Latin1.GetString(all), FrameEnd.Terminator), NextFrame());
    }

    [Fact]
    public void A_frame_carries_the_reading_of_the_clock_at_its_end()
    {
        Start();
        _clock.JumpWall(TimeSpan.FromDays(3));
        Write("A\r");
        var frame = Eventually.Next<FrameArrived>(_core.Reader, "frame");
        Assert.Equal((_clock.Read(), new LaneId("7")), (frame.At, frame.Frame.Lane));
    }

    [Fact]
    public void Silence_ends_half_a_code()
    {
        Start();
        Write("HALF");
        FrameArrived? frame = null;
        Eventually.True(() =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(GapMilliseconds));
            while (_core.Reader.TryRead(out var next)) frame ??= next as FrameArrived;
            return frame is not null;
        }, "idle gap");
        Assert.Equal((FrameEnd.IdleGap, "HALF"), (frame!.Frame.End, Encoding.Latin1.GetString(frame.Frame.Bytes.Span)));
    }

    [Fact]
    public void Ten_megabytes_without_terminator_are_one_oversize_frame_and_the_next_code_is_read()
    {
        Start();
        var burst = new byte[10_000_000];
        Array.Fill(burst, (byte)'A');
        Assert.True(_device!.Write(burst));
        Write("\rNEXT\r");
        Assert.Equal((new string('A', Framer.FrameBytesMax), FrameEnd.Oversize), NextFrame());
        Assert.Equal(("NEXT", FrameEnd.Terminator), NextFrame());
    }

    [Fact]
    public void Of_a_flood_every_frame_is_admitted_or_counted_as_shed()
    {
        const int Frames = 5000;
        Start();
        for (var i = 0; i < Frames; i++) Write($"FLOOD {i}\r");
        var (admitted, shed) = (0, 0);
        Eventually.True(() =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(10));
            while (_core.Reader.TryRead(out var next))
            {
                admitted += next is FrameArrived ? 1 : 0;
                shed += (next as FramesShed)?.Count ?? 0;
            }
            return admitted + shed >= Frames;
        }, "all frames accounted for");
        Assert.Equal(Frames, admitted + shed);
        Assert.InRange(admitted, 20, Frames - 1);
    }

    [Fact]
    public void A_full_core_sheds_and_counts_and_the_reader_goes_on()
    {
        _core = Channel.CreateBounded<CoreEvent>(1);
        Start(awaitOnline: false);
        Eventually.True(() => _core.Reader.Count == 1, "the core is full");
        Write("A\rB\rC\r");
        var before = _progress.Ticks;
        Eventually.True(() => _progress.Ticks > before + 1, "the reader goes on");
        Assert.True(Eventually.Next<ScannerChanged>(_core.Reader, "online").Online);
        Eventually.True(() => _core.Reader.TryPeek(out var next) && next is FramesShed { Count: 3 }, "three frames shed");
    }

    [Fact]
    public void Unplug_is_reported_and_the_device_is_read_again_when_it_is_back()
    {
        Start();
        Write("HALF");
        _device!.Dispose();
        Assert.False(Eventually.Next<ScannerChanged>(_core.Reader, "offline").Online);
        _device = PseudoTerminal.Open();
        Point();
        Assert.True(Eventually.Next<ScannerChanged>(_core.Reader, "online").Online);
        Write("BACK\r");
        Assert.Equal(("BACK", FrameEnd.Terminator), NextFrame());
    }

    [Fact]
    public void An_absent_device_is_offline_with_its_reason_and_ticks_go_on()
    {
        Start(point: false, awaitOnline: false);
        var changed = Eventually.Next<ScannerChanged>(_core.Reader, "offline");
        Assert.Equal((false, "open_errno_2"), (changed.Online, changed.Detail));
        var before = _progress.Ticks;
        Eventually.True(() => _progress.Ticks > before, "ticks go on");
        Assert.False(_core.Reader.TryPeek(out _));
    }

    [Fact]
    public void A_line_that_another_reader_holds_is_offline_until_it_is_let_go()
    {
        using (var other = SafeFileDescriptor.TryOpen(_device!.Path, Libc.O_RDWR | Libc.O_NOCTTY, out _))
        {
            Assert.False(other!.Flock(Libc.LOCK_EX | Libc.LOCK_NB).Failed);
            Start(awaitOnline: false);
            var changed = Eventually.Next<ScannerChanged>(_core.Reader, "offline");
            Assert.Equal((false, "in_use"), (changed.Online, changed.Detail));
        }
        Assert.True(Eventually.Next<ScannerChanged>(_core.Reader, "online").Online);
    }

    [Fact]
    public void What_is_not_a_terminal_is_offline_with_its_reason()
    {
        File.WriteAllText(Link, "a file");
        Start(point: false, awaitOnline: false);
        Assert.Equal("exclusive_errno_25", Eventually.Next<ScannerChanged>(_core.Reader, "offline").Detail);
    }

    [Fact]
    public void What_came_before_the_opening_is_dropped()
    {
        Write("STALE\r");
        Start();
        Write("FRESH\r");
        Assert.Equal(("FRESH", FrameEnd.Terminator), NextFrame());
    }

    [Fact]
    public async Task A_reader_that_stopped_leaves_the_line_to_the_next()
    {
        Start();
        await _stop.CancelAsync();
        await _running!.WaitAsync(TimeSpan.FromSeconds(30));
        using var next = SerialDevice.TryOpen(_device!.Path, 115_200, out var failure);
        Assert.Null(failure);
    }

    public void Dispose()
    {
        _stop.Cancel();
        Assert.True(_running?.Wait(TimeSpan.FromSeconds(30)) ?? true);
        _device?.Dispose();
        _stop.Dispose();
        _directory.Delete(recursive: true);
    }

    private void Start(bool point = true, bool awaitOnline = true)
    {
        if (point) Point();
        var section = new ScannerSection(Link, 115_200, GapMilliseconds, CoalesceMilliseconds: 1000, FramesPerSecondMax: 10);
        _running = new SerialScanner(new LaneId("7"), section, _clock, _core.Writer, _progress).RunAsync(_stop.Token);
        if (awaitOnline) Assert.True(Eventually.Next<ScannerChanged>(_core.Reader, "online").Online);
    }

    /// <summary>The stable path moves to the device in one step, as udev does.</summary>
    private void Point()
    {
        File.CreateSymbolicLink(Link + ".new", _device!.Path);
        File.Move(Link + ".new", Link, overwrite: true);
    }

    private void Write(string text) => Assert.True(_device!.Write(Encoding.Latin1.GetBytes(text)));

    private (string Code, FrameEnd End) NextFrame()
    {
        var frame = Eventually.Next<FrameArrived>(_core.Reader, "frame").Frame;
        return (Encoding.Latin1.GetString(frame.Bytes.Span), frame.End);
    }
}
