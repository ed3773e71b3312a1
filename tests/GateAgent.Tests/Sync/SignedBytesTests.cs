using System.Text;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Sync;
using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.GateAgent.Tests.Sync;

/// <summary>The bytes of docs/sync-protocol.md: these values are what another implementation must reach.</summary>
public sealed class SignedBytesTests
{
    private static readonly LedgerIdentity Identity = new("gate-0001", 1234567890123456789);

    [Fact]
    public void The_chain_starts_with_the_identity() =>
        Assert.Equal("ccfa8ace2d1af9a96eb899aa27205ed4fb35153f92de8f332fa6648d7bff1519",
            Convert.ToHexStringLower(RecordChain.Start(Identity)));

    [Fact]
    public void A_record_hash_covers_identity_place_kind_code_and_body()
    {
        var bodyHash = System.Security.Cryptography.SHA256.HashData("{\"event\":\"started\"}"u8);
        Assert.Equal("b110415bae00c6abe183ef8823b011536ee31e3828baedc6153068cd7bcf5e18",
            Convert.ToHexStringLower(RecordChain.Next(Identity, 1, RecordChain.Start(Identity), RecordKind.Device, "started", bodyHash)));
    }

    [Fact]
    public void Signed_time_is_label_nonce_and_milliseconds() =>
        Assert.Equal("836954492f74696d652f3150000102030405060708090a0b0c0d0e0f1b000001a1f640bc00",
            Convert.ToHexStringLower(SignedBytes.Time([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], 1_795_132_800_000)));

    [Fact]
    public void A_signed_batch_is_label_identity_range_hashes_and_head()
    {
        var start = RecordChain.Start(Identity);
        var hash = RecordChain.Next(Identity, 1, start, RecordKind.Device, "started",
            System.Security.Cryptography.SHA256.HashData("{\"event\":\"started\"}"u8));
        var batch = new BatchMessage
        {
            Appliance = Identity.Appliance,
            Epoch = SignedBytes.EpochText(Identity),
            First = 1,
            Last = 1,
            Previous = start,
            Head = new HeadMessage { Sequence = 1, Hash = hash },
            Records = [new RecordMessage { Sequence = 1, Kind = 3, Code = "started", Hash = hash }],
            Signature = [],
        };
        Assert.Equal(
            "896a54492f62617463682f3169676174652d303030311b112210f47de9811501015820ccfa8ace2d1af9a96eb899aa27205ed4fb35153f92de8f332f"
            + "a6648d7bff1519815820b110415bae00c6abe183ef8823b011536ee31e3828baedc6153068cd7bcf5e18015820b110415bae00c6abe183ef8823b011"
            + "536ee31e3828baedc6153068cd7bcf5e18",
            Convert.ToHexStringLower(SignedBytes.Batch(batch, Identity.Epoch)));
    }

    [Fact]
    public void The_published_example_is_signed_by_the_key_named_beside_it()
    {
        var document = File.ReadAllText(ProjectRoot.In("docs", "sync-protocol.md"));
        var json = document.Split("```json")[1].Split("```")[0];
        var point = Convert.FromHexString(document.Split("compressed point `")[1][..66]);
        Assert.True(PublicKey.TryImport(SignatureAlgorithm.ESP256, point, out var publicKey));
        using var key = SignatureProviders.Default.Prepare(publicKey!);
        var batch = AnswerReader.Parse(Encoding.UTF8.GetBytes(json), SyncIntakeJson.Default.BatchMessage);

        Assert.True(key.Verify(SignedBytes.Batch(batch!, Identity.Epoch), batch!.Signature));
        Assert.Equal(RecordChain.Start(Identity), batch.Previous);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("9223372036854775807", true)]
    [InlineData("9223372036854775808", false)]
    [InlineData("0", false)]
    [InlineData("01", false)]
    [InlineData("+1", false)]
    [InlineData("-1", false)]
    [InlineData(" 1", false)]
    [InlineData("", false)]
    public void An_epoch_has_one_text(string text, bool reads) => Assert.Equal(reads, SignedBytes.TryParseEpoch(text, out _));
}
