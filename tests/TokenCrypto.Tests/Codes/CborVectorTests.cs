using System.Formats.Cbor;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>
/// RFC 8949 appendix A through our writer and our reader. The writer knows integers of 64 bits, byte and text strings, arrays, maps,
/// booleans and
/// null: 34 of the 65 items that are to come back; the others are floats, tags, big integers and simple values, which the format never
/// writes.
/// </summary>
public sealed class CborVectorTests
{
    private const string Vectors = "cbor-base45/appendix_a.json";

    [VectorFact(Vectors)]
    public void WhatWeCanWriteComesBack()
    {
        var written = 0;
        foreach (var (item, roundTrips) in Read())
        {
            if (!roundTrips || !TryRewrite(item, out var bytes)) continue;
            Assert.Equal(Convert.ToHexString(item), Convert.ToHexString(bytes));
            written++;
        }
        Assert.Equal(34, written);
    }

    /// <summary>
    /// Each item as a whole code, and as the value of a signed claim: tags and indefinite lengths are other encodings, the rest other
    /// types.
    /// </summary>
    [VectorFact(Vectors)]
    public void NoneIsACodeOrAnExpiry()
    {
        var world = CodeWorld.Of("libcrypto");
        var items = Read().ToList();
        Assert.Equal(82, items.Count);
        foreach (var (item, roundTrips) in items)
        {
            var code = RawSign1.Issued(CredentialKind.RideId, SignatureAlgorithm.ESP256);
            var good = new RawClaims(CredentialKind.RideId, isGrant: false).ToEntries();
            code.Payload = Cbor.Map([good[0], item, .. good[2..]]);

            var verdict = world.Verdict(RawSign1.Text(code.Encode()));
            if (IsFloatOrSimple(item)) Assert.Contains(verdict, new[] { "malformed", "non_canonical" });
            else Assert.Equal(IsTag(item) || !roundTrips ? "non_canonical" : "malformed", verdict);
            Assert.Contains(world.Verdict(RawSign1.Text(item)), new[] { "malformed", "missing_field", "non_canonical" });
        }
    }

    private static bool IsTag(byte[] item) => item[0] >> 5 == 6;

    /// <summary>Everything of major type 7 but booleans and null.</summary>
    private static bool IsFloatOrSimple(byte[] item) => item[0] is >= 0xE0 and not (0xF4 or 0xF5 or 0xF6);

    private static IEnumerable<(byte[] Item, bool RoundTrips)> Read() =>
        PublishedVectors.Read(Vectors).EnumerateArray()
            .Select(vector => (Convert.FromHexString(vector.GetProperty("hex").GetString()!),
                vector.GetProperty("roundtrip").GetBoolean()));

    private static bool TryRewrite(byte[] item, out byte[] bytes)
    {
        var writer = new CborSpanWriter(new byte[256]);
        var done = Rewrite(new CborReader(item), ref writer);
        bytes = writer.Written.ToArray();
        return done;
    }

    private static bool Rewrite(CborReader reader, ref CborSpanWriter writer)
    {
        switch (reader.PeekState())
        {
            case CborReaderState.UnsignedInteger:
                return WriteInteger(reader.ReadUInt64(), isNegative: false, ref writer);
            case CborReaderState.NegativeInteger:
                return WriteInteger(reader.ReadCborNegativeIntegerRepresentation(), isNegative: true, ref writer);
            case CborReaderState.ByteString:
                writer.Bytes(reader.ReadByteString());
                return true;
            case CborReaderState.TextString:
                writer.Text(System.Text.Encoding.UTF8.GetBytes(reader.ReadTextString()));
                return true;
            case CborReaderState.Boolean:
                writer.Boolean(reader.ReadBoolean());
                return true;
            case CborReaderState.Null:
                reader.ReadNull();
                writer.Null();
                return true;
            case CborReaderState.StartArray when reader.ReadStartArray() is { } count:
                writer.Array(count);
                return RewriteAll(reader, count, ref writer);
            case CborReaderState.StartMap when reader.ReadStartMap() is { } count:
                writer.Map(count);
                return RewriteAll(reader, 2 * count, ref writer);
            default:
                return false;
        }
    }

    private static bool WriteInteger(ulong argument, bool isNegative, ref CborSpanWriter writer)
    {
        if (argument > long.MaxValue) return false;
        writer.Integer(isNegative ? ~(long)argument : (long)argument);
        return true;
    }

    private static bool RewriteAll(CborReader reader, int count, ref CborSpanWriter writer)
    {
        for (var i = 0; i < count; i++)
            if (!Rewrite(reader, ref writer)) return false;
        return true;
    }
}
