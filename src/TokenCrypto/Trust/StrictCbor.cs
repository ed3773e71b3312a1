using System.Formats.Cbor;

namespace TempIdentity.TokenCrypto.Trust;

/// <summary>
/// Reads deterministic CBOR (RFC 8949 section 4.2.1, <see cref="CborConformanceMode.Ctap2Canonical"/>). The one place where the reader's
/// exceptions about hostile bytes become a value; the range checks below raise the same exception.
/// </summary>
internal static class StrictCbor
{
    /// <summary>What <paramref name="read"/> makes of all the bytes; null when they are anything else than it expects.</summary>
    public static T? TryRead<T>(ReadOnlyMemory<byte> bytes, Func<CborReader, T> read)
        where T : class
    {
        try
        {
            var reader = new CborReader(bytes, CborConformanceMode.Ctap2Canonical);
            var value = read(reader);
            return reader.BytesRemaining == 0 ? value : null;
        }
        // Wrong type, broken bytes, number out of range: CborReader's three ways to say that the input is not what was asked for.
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>A writer of the same encoding.</summary>
    public static CborWriter NewWriter() => new(CborConformanceMode.Ctap2Canonical);

    /// <summary>Raises the refusal when a rule does not hold.</summary>
    public static void Require(bool rule)
    {
        if (!rule) throw new CborContentException("Out of the format's range.");
    }

    /// <summary>An array of exactly <paramref name="length"/> items.</summary>
    public static void Array(this CborReader reader, int length) => Require(reader.ReadStartArray() == length);

    /// <summary>The number of items of an array, at most <paramref name="max"/>.</summary>
    public static int ArrayUpTo(this CborReader reader, int max)
    {
        var length = reader.ReadStartArray();
        Require(length <= max);
        return length!.Value;
    }

    /// <summary>Exactly this text.</summary>
    public static void Literal(this CborReader reader, string text) => Require(reader.ReadTextString() == text);

    /// <summary>An unsigned integer in a range, both ends inclusive.</summary>
    public static int Int(this CborReader reader, int min, int max)
    {
        var value = reader.ReadInt32();
        Require(value >= min && value <= max);
        return value;
    }

    /// <summary>A version: 1 or more.</summary>
    public static long Version(this CborReader reader)
    {
        var value = reader.ReadInt64();
        Require(value >= 1);
        return value;
    }

    /// <summary>An instant.</summary>
    public static UnixTime Time(this CborReader reader)
    {
        Require(UnixTime.TryCreate(reader.ReadUInt64(), out var time));
        return time;
    }

    /// <summary>A byte string of a given length.</summary>
    public static ReadOnlyMemory<byte> Bytes(this CborReader reader, int min, int max)
    {
        var value = reader.ReadDefiniteLengthByteString();
        Require(value.Length >= min && value.Length <= max);
        return value;
    }
}
