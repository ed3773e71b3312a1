using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Tests.Trust;

public sealed class DeviceSecretsTests
{
    private static readonly UnixTime From = TrustWorld.Now;

    private static UnsealingKey KeyOf(Audience audience, int number, byte fill = 7) =>
        new(audience, number, From, From + 1_000, Enumerable.Repeat(fill, 32).ToArray());

    private static DeviceSecrets Read(byte[] bytes)
    {
        Assert.True(DeviceSecrets.TryRead(bytes, out var secrets));
        return secrets!;
    }

    [Theory]
    [InlineData("VNP")]
    [InlineData(null)]
    public void What_is_written_is_read(string? station)
    {
        var secrets = Read(DeviceSecretsWriter.Write(
            "gate-7.A_1", station, [KeyOf(Audience.RailStaff, 2), KeyOf(Audience.RailGate, 65_535)]));
        Assert.Equal(("gate-7.A_1", station), (secrets.DeviceId, secrets.Station));
        Assert.Equal([(Audience.RailGate, 65_535), (Audience.RailStaff, 2)], secrets.Keys.Select(key => (key.Audience, key.Number)));
        var key = secrets.UnsealingKeys.Find(Audience.RailStaff, 2, From)!;
        Assert.Equal(KeyOf(Audience.RailStaff, 2).Key.ToArray(), key.Key.ToArray());
        Assert.Equal((From, From + 1_000), (key.From, key.Until));
        Assert.DoesNotContain("0707", secrets.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_000 + 7_199, 2)]
    [InlineData(1_000 + 7_200, 1)]
    public void I11_keys_that_are_over_are_left_out(int afterStart, int kept)
    {
        var longer = KeyOf(Audience.Police, 1) with { Until = From + 100_000 };
        var secrets = Read(DeviceSecretsWriter.Write("d", null, [KeyOf(Audience.RailGate, 1), longer]));
        var held = secrets.WithoutEnded(From + afterStart);
        Assert.Equal(kept, held.Keys.Count);
        Assert.Equal(kept == 2, ReferenceEquals(held, secrets));
        Assert.Equal(kept, Read(held.Encode()).Keys.Count);
    }

    public static TheoryData<string, string, string?, UnsealingKey[], bool> Contents => new()
    {
        { "no key", "d", null, [], true },
        { "256 keys", "d", null, [.. Enumerable.Range(1, 256).Select(i => KeyOf(Audience.RailGate, i))], true },
        { "257 keys", "d", null, [.. Enumerable.Range(1, 257).Select(i => KeyOf(Audience.RailGate, i))], false },
        { "id of 64", new string('d', 64), null, [], true },
        { "id of 65", new string('d', 65), null, [], false },
        { "no id", "", null, [], false },
        { "id with a space", "a b", null, [], false },
        { "station of 2", "d", "VN", [], false },
        { "station in lower case", "d", "vnp", [], false },
        { "key number 0", "d", null, [KeyOf(Audience.RailGate, 0)], false },
        { "key number 65,536", "d", null, [KeyOf(Audience.RailGate, 65_536)], false },
        { "unknown audience", "d", null, [KeyOf((Audience)3, 1)], false },
        { "the same key twice", "d", null, [KeyOf(Audience.RailGate, 1), KeyOf(Audience.RailGate, 1, 8)], false },
        { "key of 31 bytes", "d", null, [KeyOf(Audience.RailGate, 1) with { Key = new byte[31] }], false },
        { "key of 33 bytes", "d", null, [KeyOf(Audience.RailGate, 1) with { Key = new byte[33] }], false },
        { "window of a second", "d", null, [KeyOf(Audience.RailGate, 1) with { Until = From + 1 }], true },
        { "empty window", "d", null, [KeyOf(Audience.RailGate, 1) with { Until = From }], false },
        { "beyond 9999", "d", null, [KeyOf(Audience.RailGate, 1) with { Until = new(UnixTime.MaxSeconds + 1) }], false },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public void Writer_and_reader_judge_alike(string what, string deviceId, string? station, UnsealingKey[] keys, bool isAccepted)
    {
        Assert.NotEmpty(what);
        var thrown = Record.Exception(() => DeviceSecretsWriter.Write(deviceId, station, keys));
        Assert.Equal(isAccepted ? null : typeof(ArgumentException), thrown?.GetType());
        Assert.Equal(isAccepted, DeviceSecrets.TryRead(new DeviceSecrets(deviceId, station, keys).Encode(), out _));
    }

    [Fact]
    public void Keys_in_another_order_are_refused()
    {
        var unsorted = new DeviceSecrets("d", null, [KeyOf(Audience.RailGate, 2), KeyOf(Audience.RailGate, 1)]);
        Assert.False(DeviceSecrets.TryRead(unsorted.Encode(), out var secrets));
        Assert.Null(secrets);
    }

    [Fact]
    public void A_file_over_its_limit_is_refused() => Assert.False(DeviceSecrets.TryRead(new byte[DeviceSecrets.BytesMax + 1], out _));

    [Fact]
    public void Cuts_and_changes_never_throw_and_read_only_as_themselves()
    {
        var random = new Random(6);
        var good = DeviceSecretsWriter.Write("gate-7", "VNP", [KeyOf(Audience.RailGate, 1), KeyOf(Audience.Police, 2)]);
        var refused = 0;
        for (var round = 0; round < 5_000; round++)
        {
            var changed = HostileDirectoryTests.Change(good, random);
            if (DeviceSecrets.TryRead(changed, out var secrets)) Assert.Equal(changed, secrets!.Encode());
            else refused++;
        }
        Assert.InRange(refused, 3_000, 5_000);
    }
}
