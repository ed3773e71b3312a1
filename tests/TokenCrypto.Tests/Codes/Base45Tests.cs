using System.Text;
using System.Text.Json;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>Base45 (RFC 9285): the published pairs, what must be refused, and every short byte string.</summary>
public sealed class Base45Tests
{
    private const string Vectors = "cbor-base45/base45_vectors.json";

    [VectorFact(Vectors)]
    public void PublishedPairs()
    {
        var pairs = Read().GetProperty("valid").EnumerateArray().ToList();
        Assert.Equal(8, pairs.Count);
        foreach (var pair in pairs)
        {
            var bytes = pair.TryGetProperty("hex", out var hex)
                ? Convert.FromHexString(hex.GetString()!)
                : Encoding.ASCII.GetBytes(pair.GetProperty("text").GetString()!);
            var text = pair.GetProperty("base45").GetString()!;
            Assert.Equal(text, Base45.Encode(bytes));
            Assert.Equal(bytes, Decode(text));
        }
    }

    [VectorFact(Vectors)]
    public void PublishedRefusals()
    {
        var texts = Read().GetProperty("invalid").EnumerateArray().Select(text => text.GetString()!).ToList();
        Assert.Equal(12, texts.Count);
        Assert.All(texts, text => Assert.Null(Decode(text)));
    }

    [Fact]
    public void EveryPairOfBytesComesBack()
    {
        for (var value = 0; value <= 65_535; value++)
        {
            byte[] bytes = [(byte)(value >> 8), (byte)(value & 0xFF)];
            Assert.Equal(bytes, Decode(Base45.Encode(bytes)));
        }
        for (var value = 0; value <= 255; value++) Assert.Equal(new[] { (byte)value }, Decode(Base45.Encode([(byte)value])));
    }

    [Theory]
    [InlineData("FGW", "FFFF")]
    [InlineData("GGW", null)]
    [InlineData("U5", "FF")]
    [InlineData("V5", null)]
    [InlineData("   ", null)]
    [InlineData(" 0 ", null)]
    [InlineData(" 00", "0024")]
    [InlineData("00a", null)]
    [InlineData("00É", null)]
    public void Boundaries(string text, string? hex) =>
        Assert.Equal(hex is null ? null : Convert.FromHexString(hex), Decode(text));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, -1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, -1)]
    [InlineData(768, 512)]
    public void Lengths(int chars, int bytes)
    {
        Assert.Equal(bytes, Base45.DecodedLength(chars));
        if (bytes >= 0) Assert.Equal(chars, Base45.EncodedLength(bytes));
    }

    private static byte[]? Decode(string text)
    {
        var ascii = Encoding.Latin1.GetBytes(text);
        var bytes = new byte[Math.Max(0, Base45.DecodedLength(ascii.Length))];
        return Base45.TryDecode(ascii, bytes) ? bytes : null;
    }

    private static JsonElement Read() => PublishedVectors.Read(Vectors);
}
