using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Tests.Algorithms;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Tests.Trust;

/// <summary>
/// Whatever is cut from, put into or changed in a file: a named refusal, never an exception, never a store with other content.
/// </summary>
public sealed class HostileDirectoryTests
{
    private const int RoundsPerFile = 1_000;

    [Theory]
    [InlineData("libcrypto", SignatureAlgorithm.ESP256, 1)]
    [InlineData("libcrypto", SignatureAlgorithm.Ed25519, 2)]
    [InlineData("BouncyCastle", SignatureAlgorithm.ESP256, 3)]
    [InlineData("BouncyCastle", SignatureAlgorithm.SM2, 4)]
    public void A_thousand_cuts_and_changes_of_each_file_are_named_refusals(string provider, SignatureAlgorithm algorithm, int seed)
    {
        using var world = new TrustWorld(algorithm, algorithm);
        world.PutManifest(
            4, [.. Enumerable.Range(0, 4).Select(i => new ManifestRow(TrustWorld.Secret(i), TrustWorld.TicketFor((ulong)i)))]);
        var held = world.Store();
        var random = new Random(seed);
        foreach (var name in world.Directory.Files.Keys)
        {
            var good = world.Directory.Files[name].ToArray();
            for (var round = 0; round < RoundsPerFile; round++)
            {
                var files = new Dictionary<string, ReadOnlyMemory<byte>>(world.Directory.Files) { [name] = Change(good, random) };
                // Without a pin, so that a changed root file is judged too.
                var load = TrustLoader.Load(files, null, TrustWorld.NoFloors, TrustWorld.Now, Providers.Get(provider));
                if (files[name].Span.SequenceEqual(good)) continue;
                Assert.True(load.Refusal is TrustRefusal.Malformed or TrustRefusal.BadSignature, $"{name}, round {round}: {load.Refusal}");
                Assert.Null(load.Store);
                Assert.NotNull(load.File);
            }
        }
        Assert.Equal(held.Digests.OrderBy(pair => pair.Key), world.Store().Digests.OrderBy(pair => pair.Key));
    }

    [Fact]
    public void A_signed_payload_with_any_changed_byte_is_refused_or_decodes_only_to_itself()
    {
        using var world = new TrustWorld();
        world.PutManifest(4, [new ManifestRow(TrustWorld.Secret(1), TrustWorld.TicketFor(1))]);
        var random = new Random(5);
        var set = world.Payload("set.cose");
        var status = world.Payload(TrustWorld.StatusFile);
        var manifest = world.Payload(TrustWorld.ManifestFile);
        world.PutChanges(1, [new ManifestRow(TrustWorld.Secret(1), TrustWorld.TicketFor(1))]);
        var changes = world.Payload(TrustWorld.ChangesFile);
        for (var round = 0; round < 5_000; round++)
        {
            var changedSet = Change(set, random);
            if (TrustSet.TryDecode(changedSet) is { } decodedSet) Assert.Equal(changedSet, decodedSet.Encode());
            var changedStatus = Change(status, random);
            if (StatusList.TryDecode(changedStatus) is { } list)
                Assert.Equal(changedStatus, TargetPayload.Encode(
                    list.EncodeHeader(), [.. list.Packed.Span, .. list.Rows.Span]));
            var changedManifest = Change(manifest, random);
            if (TicketManifest.TryDecode(changedManifest) is { } rows)
            {
                var header = TicketManifest.EncodeHeader(rows.Station, rows.Day, rows.Window, rows.Changes, rows.RowCount);
                Assert.Equal(changedManifest, TargetPayload.Encode(header, TargetPayload.TryRead(changedManifest)!.Body.ToArray()));
            }
            var changedLog = Change(changes, random);
            if (TicketChanges.TryDecode(changedLog) is { } log)
            {
                var header = TicketChanges.EncodeHeader(log.Station, log.Day, log.Window, log.First, log.Count);
                Assert.Equal(changedLog, TargetPayload.Encode(header, TargetPayload.TryRead(changedLog)!.Body.ToArray()));
            }
        }
    }

    [Theory]
    [InlineData("84", "9f", "an array of unknown length")]
    [InlineData("84", "9804", "a long head of the array")]
    [InlineData("84", "d284", "a tag")]
    [InlineData("84", "85", "five items")]
    public void The_outer_structure_has_one_encoding(string head, string changed, string what)
    {
        Assert.NotEmpty(what);
        using var world = new TrustWorld();
        var hex = Convert.ToHexStringLower(world.Directory.Files["set.cose"].Span);
        Assert.StartsWith(head, hex, StringComparison.Ordinal);
        world.Directory.Put(("set.cose", Convert.FromHexString(changed + hex[head.Length..])));
        world.AssertRefused(TrustRefusal.Malformed, "set.cose");
    }

    [Fact]
    public void The_headers_have_one_encoding()
    {
        using var world = new TrustWorld();
        var hex = Convert.ToHexStringLower(world.Directory.Files["set.cose"].Span);
        var kid = hex.Substring(14, 16);
        Assert.StartsWith($"844da201280448{kid}a0", hex, StringComparison.Ordinal);
        foreach (var header in (string[])
            [
                $"4da201280448{kid}a10101",
                $"4ea20138080448{kid}a0",
                $"4da20448{kid}0128a0",
                $"4fa30128020304 48{kid}a0".Replace(" ", "", StringComparison.Ordinal),
                $"4ca201280447{kid[..14]}a0",
                $"4da201260448{kid}a0",
                "43a10128a0",
                "40a0",
                $"584da201280448{kid}a0",
                $"580da201280448{kid}a0",
                $"4da201280448{kid}f6",
            ])
        {
            world.Directory.Put(("set.cose", Convert.FromHexString("84" + header + hex[(4 + 26 + 2)..])));
            world.AssertRefused(TrustRefusal.Malformed, "set.cose");
        }
    }

    [Fact]
    public void Oversize_files_are_malformed()
    {
        using var world = new TrustWorld();
        world.ForgeSet(new byte[TrustLimits.SetBytesMax]);
        world.AssertRefused(TrustRefusal.Malformed, "set.cose");
        using var rooted = new TrustWorld();
        rooted.Directory.Put(("root.cbor", new byte[TrustLimits.RootBytesMax + 1]));
        Assert.Equal(
            (TrustRefusal.Malformed, "root.cbor"),
            Judge(TrustLoader.Load(rooted.Directory.Files, null, TrustWorld.NoFloors, TrustWorld.Now, SignatureProviders.Default)));
    }

    [Fact]
    public void Deeply_nested_and_huge_counts_do_not_hurt()
    {
        using var world = new TrustWorld();
        foreach (var payload in (byte[][])
            [
                [],
                [.. Enumerable.Repeat((byte)0x81, 100_000)],
                [0x9B, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
                [0x82, 0x5B, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
                [0x82, 0x5A, 0xFF, 0xFF, 0xFF, 0xFF, 0x40],
            ])
        {
            world.ForgeSet(payload);
            world.AssertRefused(TrustRefusal.Malformed, "set.cose");
            world.SignSet(5);
            world.Forge(TrustWorld.StatusFile, "TI1/status-list", payload, KeyPurpose.RideIdStatus);
            world.AssertRefused(TrustRefusal.Malformed, TrustWorld.StatusFile);
            world.PutStatus(11);
            world.Forge(TrustWorld.ManifestFile, "TI1/manifest", payload, KeyPurpose.Ticketing);
            world.AssertRefused(TrustRefusal.Malformed, TrustWorld.ManifestFile);
            world.PutManifest(4, []);
        }
    }

    private static (TrustRefusal?, string?) Judge(TrustLoad load) => (load.Refusal, load.File);

    internal static byte[] Change(byte[] good, Random random)
    {
        var changed = good.ToList();
        switch (random.Next(5))
        {
            case 0:
                return good[..random.Next(good.Length)];
            case 1:
                return good[random.Next(1, good.Length)..];
            case 2:
                changed.Insert(random.Next(good.Length + 1), (byte)random.Next(256));
                break;
            case 3:
                changed.RemoveAt(random.Next(good.Length));
                break;
            default:
                for (var n = random.Next(1, 4); n > 0; n--) changed[random.Next(good.Length)] ^= (byte)(1 << random.Next(8));
                break;
        }
        return [.. changed];
    }
}
