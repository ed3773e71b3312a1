using System.Formats.Cbor;

namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>CBOR items as bytes, put together in any order and as wrong as a test wants. Heads come from System.Formats.Cbor.</summary>
internal static class Cbor
{
    internal static byte[] Null { get; } = [0xF6];
    internal static byte[] True { get; } = [0xF5];
    internal static byte[] False { get; } = [0xF4];

    internal static byte[] Unsigned(ulong value) => Write(writer => writer.WriteUInt64(value));

    internal static byte[] Signed(long value) => Write(writer => writer.WriteInt64(value));

    internal static byte[] Bytes(params byte[] value) => Write(writer => writer.WriteByteString(value));

    internal static byte[] Text(string value) => Write(writer => writer.WriteTextString(value));

    internal static byte[] Array(params byte[][] items) => [.. Head(4, items.Length), .. items.SelectMany(item => item)];

    /// <summary>Keys and values in turn, in the order given.</summary>
    internal static byte[] Map(params byte[][] keysAndValues) =>
        [.. Head(5, keysAndValues.Length / 2), .. keysAndValues.SelectMany(item => item)];

    /// <summary>An unsigned integer, or another head with a short argument, in nine bytes: well-formed, not the shortest.</summary>
    internal static byte[] Long(byte[] item) => [(byte)((item[0] & 0xE0) | 27), 0, 0, 0, 0, 0, 0, 0, (byte)(item[0] & 0x1F), .. item[1..]];

    private static byte[] Head(int majorType, int count) => count switch
    {
        < 24 => [(byte)((majorType << 5) | count)],
        _ => [(byte)((majorType << 5) | 24), (byte)count],
    };

    private static byte[] Write(Action<CborWriter> write)
    {
        var writer = new CborWriter(CborConformanceMode.Lax);
        write(writer);
        return writer.Encode();
    }
}
