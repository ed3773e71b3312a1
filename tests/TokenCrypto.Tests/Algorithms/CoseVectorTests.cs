using System.Buffers.Text;
using System.Text.Json;
using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.TokenCrypto.Tests.Algorithms;

/// <summary>
/// The COSE working group's examples at the level of signatures: the bytes to be signed are given, the signature is the message's end.
/// Those whose failure lies in the structure around the signature are the business of whoever reads that structure.
/// </summary>
public class CoseVectorTests
{
    private const string Folder = "cose-wg";
    private const int SignatureSizeBytes = 64;

    public static TheoryData<string> Esp256Providers => Providers.NamesHaving(SignatureAlgorithm.ESP256);

    [VectorTheory(Folder)]
    [MemberData(nameof(Esp256Providers))]
    public void Signatures_over_the_given_bytes(string provider)
    {
        var (accepted, refused) = (0, 0);
        foreach (var entry in PublishedVectors.Read($"{Folder}/index.json").EnumerateArray())
        {
            var isChangedText = entry.Text("file").EndsWith("sign-fail-02.json", StringComparison.Ordinal);
            var algorithm = (entry.Text("alg"), entry.Text("crv")) switch
            {
                ("ES256", "P-256") => SignatureAlgorithm.ESP256,
                ("EdDSA", "Ed25519") => SignatureAlgorithm.Ed25519,
                _ => (SignatureAlgorithm?)null,
            };
            if (algorithm is null || (entry.Text("expect") != "accept" && !isChangedText))
                continue;
            var example = PublishedVectors.Read($"{Folder}/{entry.Text("file")}");
            var key = Providers.Import(algorithm.Value, KeyOf(example.GetProperty("input").GetProperty("sign0").GetProperty("key")));
            var toBeSigned = example.GetProperty("intermediates").Hex("ToBeSign_hex");
            if (isChangedText)
                toBeSigned[^1] = (byte)'/'; // its message carries "content/" where "content." was signed
            var signature = example.GetProperty("output").Hex("cbor").AsSpan()[^SignatureSizeBytes..];
            Assert.True(Providers.Verify(provider, key, toBeSigned, signature) == !isChangedText, entry.Text("file"));
            _ = isChangedText ? refused++ : accepted++;
        }
        Assert.Equal((8, 1), (accepted, refused));
    }

    private static byte[] KeyOf(JsonElement key) =>
        key.Text("kty") == "OKP" ? key.Hex("x_hex") : [4, .. Coordinate(key, "x"), .. Coordinate(key, "y")];

    private static byte[] Coordinate(JsonElement key, string name) =>
        key.TryGetProperty(name, out var text) ? Base64Url.DecodeFromChars(text.GetString()) : key.Hex(name + "_hex");
}
