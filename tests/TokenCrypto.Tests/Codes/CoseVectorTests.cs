using System.Buffers.Text;
using System.Formats.Cbor;
using System.Text.Json;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Tests.Algorithms;

namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>
/// The COSE working group's COSE_Sign1 examples through our Sig_structure and our providers. Of the 12 to accept and 6 to refuse, 4 cannot
/// apply: they need ES384, ES512 or Ed448, which the format does not have. None is a TI1 code, so each is also refused as one.
/// </summary>
public abstract class CoseVectorTests(string provider)
{
    private const string Index = "cose-wg/index.json";

    [VectorFact(Index)]
    public void ExamplesOfOurAlgorithmsAreJudgedAsPublished()
    {
        var examples = Read(Index).EnumerateArray().Where(Applies).ToList();
        Assert.Equal((8, 6), (examples.Count(IsAccept), examples.Count(example => !IsAccept(example))));
        foreach (var example in examples)
            Assert.True(IsAccept(example) == Verifies(example), example.GetProperty("file").GetString());
    }

    [VectorFact(Index)]
    public void FourExamplesNeedAlgorithmsThatTheFormatDoesNotHave()
    {
        var others = Read(Index).EnumerateArray().Where(example => !Applies(example)).ToList();
        Assert.Equal(["ES384", "ES512", "ES512", "EdDSA"], others.Select(example => example.GetProperty("alg").GetString()).Order());
        Assert.Contains("Ed448", others.Select(example => example.GetProperty("crv").GetString()));
        Assert.All(others, example => Assert.True(IsAccept(example)));
    }

    [VectorFact(Index)]
    public void NoneIsACode()
    {
        var world = CodeWorld.Of(provider);
        foreach (var example in Read(Index).EnumerateArray())
        {
            var verdict = world.Verdict(RawSign1.Text(Message(example)));
            Assert.Contains(verdict, new[] { "malformed", "non_canonical", "missing_field" });
        }
    }

    private static bool Applies(JsonElement example) =>
        (example.GetProperty("alg").GetString(), example.GetProperty("crv").GetString()) is ("ES256", "P-256") or ("EdDSA", "Ed25519");

    private static bool IsAccept(JsonElement example) => example.GetProperty("expect").GetString() == "accept";

    private bool Verifies(JsonElement example)
    {
        var file = Example(example);
        var key = file.GetProperty("input").GetProperty("sign0").GetProperty("key");
        var algorithm = example.GetProperty("crv").GetString() == "P-256" ? SignatureAlgorithm.ESP256 : SignatureAlgorithm.Ed25519;
        if (TakeApart(Message(example)) is not { } part || !IsAlgorithm(part.Header, algorithm)) return false;

        var external = Convert.FromHexString(example.GetProperty("external_aad_hex").GetString()!);
        var message = SigStructure.Write(new byte[1024], part.Protected, external, part.Payload).ToArray();
        return Providers.Verify(provider, PublicKeyOf(key, algorithm), message, part.Signature);
    }

    /// <summary>
    /// Untagged, or tagged 18; header 1 from either header. An empty protected map is a zero-length string when signed (RFC 9052 §4.4).
    /// </summary>
    private static (byte[] Protected, byte[] Payload, byte[] Signature, object? Header)? TakeApart(byte[] message)
    {
        var reader = new CborReader(message);
        if (reader.PeekState() == CborReaderState.Tag && reader.ReadTag() != (CborTag)18) return null;
        reader.ReadStartArray();
        var header = reader.ReadByteString();
        var unprotected = reader.ReadEncodedValue();
        var stated = AlgorithmIn(new CborReader(header)) ?? AlgorithmIn(new CborReader(unprotected));
        return (header is [0xA0] ? [] : header, reader.ReadByteString(), reader.ReadByteString(), stated);
    }

    private static object? AlgorithmIn(CborReader map)
    {
        for (var left = map.ReadStartMap() ?? 0; left > 0; left--)
        {
            if (map.ReadInt64() != 1)
            {
                map.SkipValue();
                continue;
            }
            return map.PeekState() == CborReaderState.TextString ? map.ReadTextString() : map.ReadInt64();
        }
        return null;
    }

    /// <summary>The examples use the names that RFC 9864 deprecates: −7 for ESP256, −8 for Ed25519.</summary>
    private static bool IsAlgorithm(object? stated, SignatureAlgorithm algorithm) =>
        stated is long number && number == (algorithm == SignatureAlgorithm.ESP256 ? -7 : -8);

    private static PublicKey PublicKeyOf(JsonElement key, SignatureAlgorithm algorithm)
    {
        byte[] bytes = algorithm == SignatureAlgorithm.ESP256 ? [4, .. Coordinate(key, "x"), .. Coordinate(key, "y")]
            : Coordinate(key, "x");
        Assert.True(PublicKey.TryImport(algorithm, bytes, out var imported));
        return imported;
    }

    private static byte[] Coordinate(JsonElement key, string name) => key.TryGetProperty($"{name}_hex", out var hex)
        ? Convert.FromHexString(hex.GetString()!)
        : Base64Url.DecodeFromChars(key.GetProperty(name).GetString());

    private static byte[] Message(JsonElement example) =>
        Convert.FromHexString(Example(example).GetProperty("output").GetProperty("cbor").GetString()!);

    private static JsonElement Example(JsonElement example) => Read($"cose-wg/{example.GetProperty("file").GetString()}");

    private static JsonElement Read(string file) => PublishedVectors.Read(file);
}

public sealed class CoseVectorOverLibcryptoTests() : CoseVectorTests("libcrypto");

public sealed class CoseVectorOverBouncyCastleTests() : CoseVectorTests("BouncyCastle");
