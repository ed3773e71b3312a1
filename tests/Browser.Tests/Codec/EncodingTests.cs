using System.Text;
using TempIdentity.Browser.Tests.Framework;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Browser.Tests.Codec;

/// <summary>Base45 and CBOR of the page against the verifier's own, for seeded random values.</summary>
public sealed class EncodingTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private const int Seed = 45;
    private const int Cases = 400;

    [BrowserFact]
    public async Task Base45_is_the_verifiers_both_ways()
    {
        var random = new Random(Seed);
        var values = Enumerable.Range(0, Cases).Select(i => Bytes(random, i % 80)).ToArray();
        var codec = await CodecPage.OpenAsync(await VisitAsync());
        var pairs = await codec.RunAsync("""
            return input.map(text => base45.encode(bytes(text))).map(text => [text, hex(base45.decode(text))]);
            """, values.Select(Convert.ToHexStringLower).ToArray());
        for (var i = 0; i < values.Length; i++)
        {
            Assert.Equal(Base45.Encode(values[i]), pairs[i][0].GetString());
            Assert.Equal(Convert.ToHexStringLower(values[i]), pairs[i][1].GetString());
        }
    }

    [BrowserFact]
    public async Task Base45_text_is_refused_where_the_verifier_refuses_it()
    {
        const string characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:a,";
        var random = new Random(Seed);
        var texts = Enumerable.Range(0, Cases)
            .Select(i => string.Concat(Enumerable.Range(0, i % 12).Select(_ => characters[random.Next(characters.Length)]))).ToArray();
        var codec = await CodecPage.OpenAsync(await VisitAsync());
        var decoded = await codec.RunAsync("""
            return input.map(text => {
              try { return hex(base45.decode(text)); } catch (error) { return error.name; }
            });
            """, texts);
        for (var i = 0; i < texts.Length; i++) Assert.Equal(Decoded(texts[i]), decoded[i].GetString());
        Assert.Contains("RangeError", decoded.EnumerateArray().Select(text => text.GetString()));
    }

    [BrowserFact]
    public async Task Cbor_is_what_the_signer_writes()
    {
        var random = new Random(Seed);
        var expected = new List<string>();
        var descriptions = new List<object?>();
        for (var i = 0; i < Cases; i++)
        {
            var (description, encoded) = Item(random, 3);
            descriptions.Add(description);
            expected.Add(Convert.ToHexStringLower(encoded));
        }
        var codec = await CodecPage.OpenAsync(await VisitAsync());
        var ours = await codec.RunAsync("""
            const value = ({ kind, of }) => kind === 'integer' ? BigInt(of) : kind === 'bytes' ? bytes(of)
              : kind === 'array' ? of.map(value) : kind === 'map' ? new Map(of.map(([key, item]) => [value(key), value(item)])) : of;
            return input.map(item => hex(cbor.encode(value(item))));
            """, descriptions);
        Assert.Equal(expected, ours.EnumerateArray().Select(text => text.GetString()!));
    }

    [BrowserFact]
    public async Task Cbor_refuses_what_has_no_one_encoding()
    {
        var codec = await CodecPage.OpenAsync(await VisitAsync());
        var errors = await codec.RunAsync("""
            return [1.5, 2 ** 60, 1n << 64n, '\ud800', new Map([[1, 0], [1n, 0]]), undefined, {}]
              .map(value => { try { cbor.encode(value); return 'none'; } catch (error) { return error.name; } });
            """);
        Assert.Equal(["RangeError", "RangeError", "RangeError", "RangeError", "RangeError", "TypeError", "TypeError"],
            errors.EnumerateArray().Select(error => error.GetString()!));
    }

    private static string Decoded(string text)
    {
        if (Base45.DecodedLength(text.Length) < 0) return "RangeError";
        var bytes = new byte[Base45.DecodedLength(text.Length)];
        return Base45.TryDecode(Encoding.ASCII.GetBytes(text), bytes) ? Convert.ToHexStringLower(bytes) : "RangeError";
    }

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>A random item: what the page is told to encode, and its bytes by the verifier's writer.</summary>
    private static (object Description, byte[] Encoded) Item(Random random, int depth)
    {
        switch (random.Next(depth == 0 ? 4 : 6))
        {
            case 0:
                var number = random.NextInt64() >> random.Next(64);
                if (random.Next(2) == 0) number = ~number;
                return (new { kind = "integer", of = number.ToString(System.Globalization.CultureInfo.InvariantCulture) },
                    Write((ref CborSpanWriter writer) => writer.Integer(number)));
            case 1:
                var bytes = Bytes(random, random.Next(300));
                return (new { kind = "bytes", of = Convert.ToHexStringLower(bytes) },
                    Write((ref CborSpanWriter writer) => writer.Bytes(bytes)));
            case 2:
                var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => random.Next(2) == 0 ? "测" : "a"));
                return (new { kind = "text", of = text },
                    Write((ref CborSpanWriter writer) => writer.Text(Encoding.UTF8.GetBytes(text))));
            case 3:
                return random.Next(2) == 0
                    ? (new { kind = "null", of = (object?)null }, [0xF6])
                    : (new { kind = "boolean", of = true }, [0xF5]);
            case 4:
                var items = Enumerable.Range(0, random.Next(30)).Select(_ => Item(random, depth - 1)).ToList();
                return (new { kind = "array", of = items.Select(item => item.Description).ToArray() },
                    Write((ref CborSpanWriter writer) =>
                    {
                        writer.Array(items.Count);
                        foreach (var item in items) writer.Raw(item.Encoded);
                    }));
            default:
                return Map(random, depth);
        }
    }

    private static (object Description, byte[] Encoded) Map(Random random, int depth)
    {
        var pairs = Enumerable.Range(0, random.Next(6))
            .Select(_ => (Key: Item(random, 0), Value: Item(random, depth - 1)))
            .DistinctBy(pair => Convert.ToHexString(pair.Key.Encoded)).ToList();
        var sorted = pairs.OrderBy(pair => Convert.ToHexString(pair.Key.Encoded), StringComparer.Ordinal).ToList();
        return (new { kind = "map", of = pairs.Select(pair => new[] { pair.Key.Description, pair.Value.Description }).ToArray() },
            Write((ref CborSpanWriter writer) =>
            {
                writer.Map(sorted.Count);
                foreach (var (key, value) in sorted)
                {
                    writer.Raw(key.Encoded);
                    writer.Raw(value.Encoded);
                }
            }));
    }

    private delegate void Writing(ref CborSpanWriter writer);

    private static byte[] Write(Writing write)
    {
        var writer = new CborSpanWriter(new byte[1 << 20]);
        write(ref writer);
        return writer.Written.ToArray();
    }
}
