using System.Buffers.Binary;

namespace TempIdentity.TokenCrypto.Codes;

/// <summary>
/// Writes CBOR in core deterministic encoding (RFC 8949 §4.2.1) into a given span: shortest lengths, definite only; the caller writes
/// map keys in order. Shares nothing with the reader, so that comparing what it writes with what was read is a second opinion.
/// Throws <see cref="ArgumentException"/> when the span is too short: a mistake of ours, since every caller knows its limit.
/// </summary>
internal ref struct CborSpanWriter(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written.</summary>
    public readonly ReadOnlySpan<byte> Written => _destination[..Length];

    public void Integer(long value) => Head(value < 0 ? 1 : 0, (ulong)(value < 0 ? ~value : value));

    /// <summary>An integer of 0 or more, up to 64 bits.</summary>
    public void Unsigned(ulong value) => Head(0, value);

    public void Bytes(scoped ReadOnlySpan<byte> value)
    {
        Head(2, (ulong)value.Length);
        Raw(value);
    }

    /// <summary>A text string given as UTF-8.</summary>
    public void Text(scoped ReadOnlySpan<byte> utf8)
    {
        Head(3, (ulong)utf8.Length);
        Raw(utf8);
    }

    public void Array(int count) => Head(4, (ulong)count);

    public void Map(int count) => Head(5, (ulong)count);

    public void Boolean(bool value) => Raw(value ? [0xF5] : [0xF4]);

    public void Null() => Raw([0xF6]);

    /// <summary>Bytes that are CBOR already.</summary>
    public void Raw(scoped ReadOnlySpan<byte> encoded)
    {
        encoded.CopyTo(_destination[Length..]);
        Length += encoded.Length;
    }

    private void Head(int majorType, ulong argument)
    {
        var first = (byte)(majorType << 5);
        var rest = _destination[Length..];
        switch (argument)
        {
            case < 24:
                rest[0] = (byte)(first | (int)argument);
                Length += 1;
                break;
            case <= byte.MaxValue:
                rest[0] = (byte)(first | 24);
                rest[1] = (byte)argument;
                Length += 2;
                break;
            case <= ushort.MaxValue:
                rest[0] = (byte)(first | 25);
                BinaryPrimitives.WriteUInt16BigEndian(rest[1..], (ushort)argument);
                Length += 3;
                break;
            case <= uint.MaxValue:
                rest[0] = (byte)(first | 26);
                BinaryPrimitives.WriteUInt32BigEndian(rest[1..], (uint)argument);
                Length += 5;
                break;
            default:
                rest[0] = (byte)(first | 27);
                BinaryPrimitives.WriteUInt64BigEndian(rest[1..], argument);
                Length += 9;
                break;
        }
    }
}
