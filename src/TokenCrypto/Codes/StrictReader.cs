using System.Formats.Cbor;

namespace TempIdentity.TokenCrypto.Codes;

/// <summary>Reads one item's values with the strict reader into a target.</summary>
internal delegate void ItemReader<in T>(ref StrictReader reader, T target);

/// <summary>
/// Reads hostile CBOR against a fixed shape. The first deviation is kept in <see cref="Failure"/> and every later read gives a default,
/// so that
/// a shape is written as straight lines. Underneath, <see cref="CborConformanceMode.Ctap2Canonical"/> refuses all but core deterministic
/// encoding.
/// </summary>
internal ref struct StrictReader
{
    private readonly CborReader _cbor;
    private long? _pendingKey;

    private StrictReader(ReadOnlyMemory<byte> item) => _cbor = new CborReader(item, CborConformanceMode.Ctap2Canonical);

    /// <summary>The first deviation.</summary>
    public VerdictCode? Failure { get; private set; }

    /// <summary>Bytes not read yet.</summary>
    public readonly int BytesRemaining => _cbor.BytesRemaining;

    /// <summary>
    /// Reads a whole item. What is wrong with the encoding as a whole goes before what is wrong with a field: <c>malformed</c> when not
    /// well-formed, then <c>non_canonical</c>, then the shape's own first deviation, then <c>trailing_bytes</c>.
    /// </summary>
    public static VerdictCode? Read<T>(ReadOnlyMemory<byte> item, T target, ItemReader<T> shape)
    {
        var failure = ReadShape(item, target, shape);
        return failure is null ? null : EncodingFailure(item) ?? failure;
    }

    private static VerdictCode? ReadShape<T>(ReadOnlyMemory<byte> item, T target, ItemReader<T> shape)
    {
        try
        {
            var reader = new StrictReader(item);
            shape(ref reader, target);
            return reader.Failure ?? (reader.BytesRemaining > 0 ? VerdictCode.TrailingBytes : null);
        }
        catch (Exception e) when (IsContent(e))
        {
            return VerdictCode.Malformed;
        }
    }

    private static VerdictCode? EncodingFailure(ReadOnlyMemory<byte> item)
    {
        if (!CanSkip(item, CborConformanceMode.Lax)) return VerdictCode.Malformed;
        return CanSkip(item, CborConformanceMode.Ctap2Canonical) ? null : VerdictCode.NonCanonical;
    }

    private static bool CanSkip(ReadOnlyMemory<byte> item, CborConformanceMode mode)
    {
        try
        {
            new CborReader(item, mode).SkipValue();
            return true;
        }
        catch (Exception e) when (IsContent(e))
        {
            return false;
        }
    }

    /// <summary>
    /// The library reports some content in other ways than its own exception when it skips: unassigned simple values as an invalid
    /// operation,
    /// lengths beyond 2³¹ as an overflow. A mistake of ours cannot look like that: every read is preceded by a look at what stands there.
    /// </summary>
    public static bool IsContent(Exception e) => e is CborContentException or InvalidOperationException or OverflowException;

    /// <summary>Keeps a deviation, unless one was found before.</summary>
    public void Fail(VerdictCode code) => Failure ??= code;

    /// <summary>An unsigned integer, 0 to 2⁶³ − 1.</summary>
    public long Unsigned()
    {
        if (!Expect(CborReaderState.UnsignedInteger)) return 0;
        var value = _cbor.ReadUInt64();
        if (value <= long.MaxValue) return (long)value;
        Fail(VerdictCode.Malformed);
        return 0;
    }

    /// <summary>An integer of either sign that fits 64 bits.</summary>
    public long Signed()
    {
        if (Failure is not null || _cbor.PeekState() != CborReaderState.NegativeInteger) return Unsigned();
        var complement = _cbor.ReadCborNegativeIntegerRepresentation();
        if (complement <= long.MaxValue) return ~(long)complement;
        Fail(VerdictCode.Malformed);
        return 0;
    }

    /// <summary>A byte string; a slice of the input.</summary>
    public ReadOnlyMemory<byte> Bytes() => Expect(CborReaderState.ByteString) ? _cbor.ReadDefiniteLengthByteString() : default;

    /// <summary>A byte string of exactly this length.</summary>
    public ReadOnlyMemory<byte> Bytes(int length)
    {
        var bytes = Bytes();
        if (bytes.Length != length) Fail(VerdictCode.Malformed);
        return bytes;
    }

    /// <summary>A boolean.</summary>
    public bool Boolean() => Expect(CborReaderState.Boolean) && _cbor.ReadBoolean();

    /// <summary>True when null stood there and was read.</summary>
    public bool TryNull()
    {
        if (Failure is not null || _cbor.PeekState() != CborReaderState.Null) return false;
        _cbor.ReadNull();
        return true;
    }

    /// <summary>An array as its encoded bytes, unread.</summary>
    public ReadOnlyMemory<byte> EncodedArray() => Expect(CborReaderState.StartArray) ? _cbor.ReadEncodedValue() : default;

    /// <summary>A map as its encoded bytes, unread.</summary>
    public ReadOnlyMemory<byte> EncodedMap() => Expect(CborReaderState.StartMap) ? _cbor.ReadEncodedValue() : default;

    /// <summary>Enters an array and gives its length.</summary>
    public int StartArray() => Expect(CborReaderState.StartArray) ? _cbor.ReadStartArray() ?? 0 : 0;

    /// <summary>Judges an array's length: too few elements are missing fields, too many are none of ours.</summary>
    public void ExpectCount(int count, int expected)
    {
        if (count < expected) Fail(VerdictCode.MissingField);
        if (count > expected) Fail(VerdictCode.Malformed);
    }

    /// <summary>Leaves an array.</summary>
    public void EndArray()
    {
        if (Expect(CborReaderState.EndArray)) _cbor.ReadEndArray();
    }

    /// <summary>Enters a map and gives its length.</summary>
    public int StartMap() => Expect(CborReaderState.StartMap) ? _cbor.ReadStartMap() ?? 0 : 0;

    /// <summary>Leaves a map; a key not read by now is unknown.</summary>
    public void EndMap()
    {
        if (_pendingKey is not null) Fail(VerdictCode.Malformed);
        if (Expect(CborReaderState.EndMap)) _cbor.ReadEndMap();
    }

    /// <summary>Leaves a map whose other keys do not matter; their encoding still does.</summary>
    public void SkipRestOfMap()
    {
        if (Failure is null) _cbor.SkipToParent();
    }

    /// <summary>True when the next key is this one, which is then read.</summary>
    public bool TryKey(long key)
    {
        if (Failure is not null || !PeekKey() || _pendingKey != key) return false;
        _pendingKey = null;
        return true;
    }

    /// <summary>
    /// Reads a mandatory key. When another key of the map's table, or the end, stands in its place, the field is missing; a key of no
    /// table is malformed.
    /// </summary>
    public void Key(long key, ReadOnlySpan<long> table)
    {
        if (TryKey(key)) return;
        Fail(_pendingKey is { } other && !table.Contains(other) ? VerdictCode.Malformed : VerdictCode.MissingField);
    }

    private bool PeekKey()
    {
        if (_pendingKey is null && _cbor.PeekState() != CborReaderState.EndMap) _pendingKey = Signed();
        return Failure is null && _pendingKey is not null;
    }

    private bool Expect(CborReaderState state)
    {
        if (Failure is null && _cbor.PeekState() != state) Fail(VerdictCode.Malformed);
        return Failure is null;
    }
}
