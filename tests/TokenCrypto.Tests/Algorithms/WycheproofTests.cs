using System.Text.Json;
using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.TokenCrypto.Tests.Algorithms;

/// <summary>
/// Project Wycheproof's vectors, all of them, on every provider. Counts are asserted, so that no vector is lost in silence.
/// </summary>
public class WycheproofTests
{
    private const string Folder = "wycheproof";

    public static TheoryData<string> Esp256Providers => Providers.NamesHaving(SignatureAlgorithm.ESP256);

    public static TheoryData<string> Ed25519Providers => Providers.NamesHaving(SignatureAlgorithm.Ed25519);

    [VectorTheory(Folder)]
    [MemberData(nameof(Esp256Providers))]
    public void Ecdsa_p256_raw_signatures(string provider)
    {
        var (valid, invalid) = (0, 0);
        foreach (var (key, test) in Cases("ecdsa_secp256r1_sha256_p1363_test.json", SignatureAlgorithm.ESP256, "uncompressed"))
        {
            var expected = test.Text("result") == "valid";
            var actual = Providers.Verify(provider, key, test.Hex("msg"), test.Hex("sig"));
            Assert.True(expected == actual, $"case {test.GetProperty("tcId")}: expected {expected}");
            _ = expected ? valid++ : invalid++;
        }
        Assert.Equal((173, 89), (valid, invalid));
    }

    /// <summary>
    /// The DER file through our strict reader: what it refuses must be invalid, what it reads must verify as stated and encode to the
    /// same bytes.
    /// </summary>
    [VectorTheory(Folder)]
    [MemberData(nameof(Esp256Providers))]
    public void Ecdsa_p256_der_signatures(string provider)
    {
        var (valid, invalid, refusedAsDer) = (0, 0, 0);
        var raw = new byte[EcdsaSignatureDer.RawSizeBytes];
        var der = new byte[EcdsaSignatureDer.DerSizeBytesMax];
        foreach (var (key, test) in Cases("ecdsa_secp256r1_sha256_test.json", SignatureAlgorithm.ESP256, "uncompressed"))
        {
            var expected = test.Text("result") == "valid";
            var signature = test.Hex("sig");
            var isDer = EcdsaSignatureDer.TryDecode(signature, ShortCurve.P256.Order, raw);
            if (isDer)
            {
                Assert.True(EcdsaSignatureDer.TryEncode(raw, ShortCurve.P256.Order, der, out var length));
                Assert.Equal(signature, der[..length]);
            }
            var actual = isDer && Providers.Verify(provider, key, test.Hex("msg"), raw);
            Assert.True(expected == actual, $"case {test.GetProperty("tcId")}: expected {expected}");
            _ = expected ? valid++ : invalid++;
            refusedAsDer += isDer ? 0 : 1;
        }
        Assert.Equal((174, 310), (valid, invalid));
        Assert.InRange(refusedAsDer, 200, 310);
    }

    [VectorTheory(Folder)]
    [MemberData(nameof(Ed25519Providers))]
    public void Ed25519_signatures(string provider)
    {
        var (valid, invalid) = (0, 0);
        foreach (var (key, test) in Cases("ed25519_test.json", SignatureAlgorithm.Ed25519, "pk"))
        {
            var expected = test.Text("result") == "valid";
            var actual = Providers.Verify(provider, key, test.Hex("msg"), test.Hex("sig"));
            Assert.True(expected == actual, $"case {test.GetProperty("tcId")}: expected {expected}");
            _ = expected ? valid++ : invalid++;
        }
        Assert.Equal((88, 63), (valid, invalid));
    }

    /// <summary>Every public key of the file passes our own checks, compressed too.</summary>
    private static IEnumerable<(PublicKey Key, JsonElement Test)> Cases(string file, SignatureAlgorithm algorithm, string keyProperty)
    {
        foreach (var group in PublishedVectors.Read($"{Folder}/{file}").GetProperty("testGroups").EnumerateArray())
        {
            var key = Providers.Import(algorithm, group.GetProperty("publicKey").Hex(keyProperty));
            var again = Providers.Import(algorithm, key.ToCompressed());
            Assert.Equal(key.Bytes.ToArray(), again.Bytes.ToArray());
            foreach (var test in group.GetProperty("tests").EnumerateArray())
                yield return (again, test);
        }
    }
}
