using System.IO.Compression;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Tests.Trust;

public sealed class StatusListTests
{
    private static StatusLookup Find(TrustStore store, CredentialKind kind, int list, int index, UnixTime? now = null) =>
        store.FindStatus(kind, new StatusReference(list, index), now ?? TrustWorld.Now);

    [Fact]
    public void Every_status_of_a_licence_is_read_at_its_index()
    {
        using var world = new TrustWorld();
        var store = world.Store();
        foreach (var status in Enum.GetValues<CredentialStatus>())
            Assert.Equal(
                new StatusLookup(StatusKnowledge.Known, status, 3, 60),
                Find(store, CredentialKind.DrivingLicence, TrustWorld.LicenceList, (int)status));
    }

    [Theory]
    [InlineData(-1, StatusKnowledge.Unknown)]
    [InlineData(0, StatusKnowledge.Known)]
    [InlineData(2, StatusKnowledge.Known)]
    [InlineData(3, StatusKnowledge.Unknown)]
    [InlineData(4, StatusKnowledge.Unknown)]
    [InlineData(int.MinValue, StatusKnowledge.Unknown)]
    [InlineData(int.MaxValue, StatusKnowledge.Unknown)]
    public void An_index_outside_the_list_is_unknown(int index, StatusKnowledge knowledge)
    {
        using var world = new TrustWorld();
        var lookup = Find(world.Store(), CredentialKind.RideId, TrustWorld.RideIdList, index);
        Assert.Equal(knowledge, lookup.Knowledge);
        Assert.Equal((11, 60), (lookup.ListVersion, lookup.ListAgeSeconds));
    }

    [Theory]
    [InlineData(CredentialKind.RideId, TrustWorld.LicenceList)]
    [InlineData(CredentialKind.DrivingLicence, TrustWorld.RideIdList)]
    [InlineData(CredentialKind.RideId, 8)]
    [InlineData(CredentialKind.RideId, -1)]
    public void A_list_of_another_kind_or_none_is_unknown(CredentialKind kind, int list)
    {
        using var world = new TrustWorld();
        Assert.Equal(new StatusLookup(StatusKnowledge.Unknown, default, 0, 0), Find(world.Store(), kind, list, 0));
    }

    [Theory]
    [InlineData(86_399, StatusKnowledge.Known)]
    [InlineData(86_400, StatusKnowledge.Stale)]
    public void An_expired_list_is_stale_with_its_last_known_status(int age, StatusKnowledge knowledge)
    {
        using var world = new TrustWorld();
        Assert.Equal(
            new StatusLookup(knowledge, CredentialStatus.Revoked, 11, age),
            Find(world.Store(), CredentialKind.RideId, TrustWorld.RideIdList, 1, TrustWorld.Issued + age));
    }

    [Theory]
    [InlineData(CredentialKind.DrivingLicence, 12, StatusKnowledge.Known)]
    [InlineData(CredentialKind.DrivingLicence, 13, StatusKnowledge.Unknown)]
    [InlineData(CredentialKind.DrivingLicence, 15, StatusKnowledge.Unknown)]
    [InlineData(CredentialKind.RideId, 0, StatusKnowledge.Known)]
    [InlineData(CredentialKind.RideId, 9, StatusKnowledge.Known)]
    [InlineData(CredentialKind.RideId, 8, StatusKnowledge.Unknown)]
    [InlineData(CredentialKind.RideId, 13, StatusKnowledge.Unknown)]
    public void A_value_that_the_kind_does_not_have_is_unknown(CredentialKind kind, int value, StatusKnowledge knowledge)
    {
        var list = new StatusList(1, kind, new(1, TrustWorld.Issued, TrustWorld.Now + 60), 1, new[] { (byte)value }, default);
        Assert.Equal(knowledge, list.Find(0, TrustWorld.Now).Knowledge);
    }

    [Fact]
    public void The_first_entry_is_the_low_half_of_the_first_byte() => Assert.Equal(
        [0x21, 0x03],
        StatusList.Pack([CredentialStatus.ViolationPending, CredentialStatus.AccidentPending, CredentialStatus.TwelvePoints], []));

    [Theory]
    [InlineData(3, "2103", true)]
    [InlineData(3, "2113", false)]
    [InlineData(4, "2113", true)]
    [InlineData(3, "210300", false)]
    [InlineData(3, "21", false)]
    [InlineData(0, "", true)]
    [InlineData(0, "00", false)]
    public void The_body_has_as_many_entries_as_the_header_says_and_zeros_behind(int count, string body, bool isAccepted)
    {
        var packed = Convert.FromHexString(body);
        var list = new StatusList(1, CredentialKind.DrivingLicence, new(1, TrustWorld.Issued, TrustWorld.Now), count, packed, default);
        Assert.Equal(isAccepted, StatusList.TryDecode(TargetPayload.Encode(list.EncodeHeader(), packed)) is not null);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(65_535, true)]
    [InlineData(65_536, false)]
    public void List_numbers_are_bounded(int number, bool isAccepted)
    {
        var list = new StatusList(number, CredentialKind.RideId, new(1, TrustWorld.Issued, TrustWorld.Now), 1, new byte[1], default);
        Assert.Equal(isAccepted, StatusList.TryDecode(TargetPayload.Encode(list.EncodeHeader(), new byte[1])) is not null);
        using var key = SigningKey.Generate(TokenCrypto.Algorithms.SignatureAlgorithm.ESP256);
        var thrown = Record.Exception(() => TrustWriter.StatusList(TrustWorld.RideIdStatus(1) with { Number = number }, default, key));
        Assert.Equal(isAccepted, thrown is null);
    }

    [Fact]
    public void The_writer_refuses_a_status_that_the_kind_does_not_have()
    {
        using var world = new TrustWorld();
        var list = TrustWorld.RideIdStatus(1) with { Statuses = [CredentialStatus.Locked] };
        Assert.Throws<ArgumentException>(() => TrustWriter.StatusList(list, default, world.Root));
    }

    [VectorFact("ietf-token-status-list")]
    public void The_bit_order_is_that_of_the_token_status_list()
    {
        var vectors = PublishedVectors.Read("ietf-token-status-list/vectors.json");
        var vector = vectors.GetProperty("vectors").EnumerateArray().Single(list => list.GetProperty("bits").GetInt32() == 4);
        var count = vector.GetProperty("size").GetInt32();
        var packed = Inflate(vector.GetProperty("json").GetProperty("lst").GetString()!);
        var list = new StatusList(1, CredentialKind.DrivingLicence, new(1, TrustWorld.Issued, TrustWorld.Now + 60), count, packed, default);
        var expected = vector.GetProperty("nonzero_or_listed").EnumerateObject()
            .ToDictionary(entry => int.Parse(entry.Name, null), entry => entry.Value.GetInt32());
        Assert.NotEmpty(expected);
        for (var index = 0; index < count; index++)
        {
            var value = expected.GetValueOrDefault(index);
            var lookup = list.Find(index, TrustWorld.Now);
            Assert.Equal(value <= 12 ? StatusKnowledge.Known : StatusKnowledge.Unknown, lookup.Knowledge);
            if (value <= 12) Assert.Equal(value, (int)lookup.Status);
        }
    }

    private static byte[] Inflate(string base64Url)
    {
        var base64 = base64Url.Replace('-', '+').Replace('_', '/');
        using var compressed = new MemoryStream(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '=')));
        using var inflated = new ZLibStream(compressed, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        inflated.CopyTo(bytes);
        return bytes.ToArray();
    }
}
