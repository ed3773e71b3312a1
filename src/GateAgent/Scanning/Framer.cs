using TempIdentity.GateAgent.Clock;

namespace TempIdentity.GateAgent.Scanning;

/// <summary>A frame that lies in the framer's own buffer until the next call.</summary>
internal readonly ref struct RawFrame(ReadOnlySpan<byte> bytes, FrameEnd end)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;
    public FrameEnd End { get; } = end;
}

/// <summary>
/// Cuts a byte stream into frames. A frame ends at CR or LF (CRLF makes one frame: empty ones are nothing), after silence, or one byte
/// beyond <see cref="FrameBytesMax"/>; then the rest is dropped up to the next terminator or silence. Every other byte is data: spaces
/// belong to Base45, NUL is for the decoder to refuse. Pure: no IO, no clock; not thread-safe.
/// </summary>
internal sealed class Framer(int idleGapMilliseconds)
{
    /// <summary>Bytes that a frame may have: the largest QR code holds 4,296 alphanumeric characters, ours far fewer.</summary>
    public const int FrameBytesMax = 4096;

    private readonly byte[] _buffer = new byte[FrameBytesMax];
    private int _length;
    private bool _dropping;
    private MonotonicTime _lastByte;

    /// <summary>Something waits for a terminator or for silence.</summary>
    public bool Pending => _length > 0 || _dropping;

    /// <summary>
    /// Takes bytes off the front of <paramref name="input"/> until a frame ends. False when all are taken and none has ended.
    /// </summary>
    public bool TryNext(ref ReadOnlySpan<byte> input, MonotonicTime at, out RawFrame frame)
    {
        if (!input.IsEmpty) _lastByte = at;
        while (!input.IsEmpty)
        {
            var run = input.IndexOfAny((byte)'\r', (byte)'\n');
            var data = run < 0 ? input : input[..run];
            if (!_dropping && _length + data.Length > FrameBytesMax)
            {
                var room = FrameBytesMax - _length;
                data[..room].CopyTo(_buffer.AsSpan(_length));
                input = input[(room + 1)..];
                return EndOversize(out frame);
            }
            if (!_dropping)
            {
                data.CopyTo(_buffer.AsSpan(_length));
                _length += data.Length;
            }
            input = input[(run < 0 ? data.Length : run + 1)..];
            if (run >= 0 && End(FrameEnd.Terminator, out frame)) return true;
        }
        frame = default;
        return false;
    }

    /// <summary>
    /// The line was seen to be silent now. Ends what is pending once the silence is as long as the gap. Silence must be observed (a wait
    /// that found nothing), never inferred from when a busy reader came to its bytes.
    /// </summary>
    public bool TrySilence(MonotonicTime now, out RawFrame frame)
    {
        frame = default;
        return Pending && RemainingGap(now) <= TimeSpan.Zero && End(FrameEnd.IdleGap, out frame);
    }

    /// <summary>Silence that is still missing before a pending frame ends.</summary>
    public TimeSpan RemainingGap(MonotonicTime now) => TimeSpan.FromMilliseconds(idleGapMilliseconds) - (now - _lastByte);

    /// <summary>The line is gone: silence for good.</summary>
    public bool TryClose(out RawFrame frame) => End(FrameEnd.IdleGap, out frame);

    private bool End(FrameEnd end, out RawFrame frame)
    {
        var ended = !_dropping && _length > 0;
        frame = ended ? new RawFrame(_buffer.AsSpan(0, _length), end) : default;
        _dropping = false;
        _length = 0;
        return ended;
    }

    private bool EndOversize(out RawFrame frame)
    {
        frame = new RawFrame(_buffer, FrameEnd.Oversize);
        _dropping = true;
        _length = 0;
        return true;
    }
}
