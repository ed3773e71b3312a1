using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Tests.Trust;

/// <summary>I8: trust never goes backwards.</summary>
public sealed class RollbackTests
{
    public static TheoryData<string, string, long> Targets => new()
    {
        { "set", "set.cose", 5 },
        { "status-7", TrustWorld.StatusFile, 11 },
        { "status-9", TrustWorld.LicenceStatusFile, 3 },
        { "manifest-VNP-2026-11-20", TrustWorld.ManifestFile, 4 },
    };

    [Theory]
    [MemberData(nameof(Targets))]
    public void I8_a_version_below_its_floor_refuses_the_whole_directory(string target, string file, long version)
    {
        using var world = new TrustWorld();
        world.AssertRefused(TrustRefusal.Rollback, file, floors: new Dictionary<string, long> { [target] = version + 1 });
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void I8_a_version_at_or_above_its_floor_loads(string target, string file, long version)
    {
        using var world = new TrustWorld();
        Assert.Contains(file, world.Directory.Files.Keys);
        Assert.Null(world.Load(floors: new Dictionary<string, long> { [target] = version }).Refusal);
        Assert.Null(world.Load(floors: new Dictionary<string, long> { [target] = version - 1 }).Refusal);
    }

    [Fact]
    public void I8_an_older_list_does_not_come_back_under_a_newer_set()
    {
        using var world = new TrustWorld();
        var floors = world.Store().Versions;
        world.SignSet(6);
        world.PutStatus(10);
        world.AssertRefused(TrustRefusal.Rollback, TrustWorld.StatusFile, floors: floors);
        world.PutStatus(12);
        Assert.Null(world.Load(floors: floors).Refusal);
    }

    [Fact]
    public void I8_other_content_under_the_held_version_is_refused_when_digests_are_kept()
    {
        using var world = new TrustWorld();
        var held = world.Store();
        world.PutManifest(4, [new ManifestRow(TrustWorld.Secret(1), TrustWorld.TicketFor(1))]);
        Assert.Null(world.Load(floors: held.Versions).Refusal);
        var load = world.Load(floors: held.Versions, digests: held.Digests);
        Assert.Equal((TrustRefusal.Rollback, TrustWorld.ManifestFile), (load.Refusal, load.File));
    }

    [Fact]
    public void I8_a_second_signature_over_the_held_content_is_the_held_content()
    {
        using var world = new TrustWorld();
        var held = world.Store();
        var before = world.Directory.Files[TrustWorld.StatusFile].ToArray();
        world.PutStatus(11);
        Assert.NotEqual(before, world.Directory.Files[TrustWorld.StatusFile].ToArray());
        Assert.Null(world.Load(floors: held.Versions, digests: held.Digests).Refusal);
    }

    [Fact]
    public void I8_content_of_a_higher_version_needs_no_digest()
    {
        using var world = new TrustWorld();
        var held = world.Store();
        world.PutStatus(12);
        Assert.Null(world.Load(floors: held.Versions, digests: held.Digests).Refusal);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(-300, null)]
    [InlineData(-301, TrustRefusal.FromFuture)]
    public void An_issue_time_may_lie_300_seconds_ahead(int clockOffset, TrustRefusal? refusal)
    {
        using var world = new TrustWorld();
        Assert.Equal(refusal, world.Load(TrustWorld.Issued + clockOffset).Refusal);
    }

    [Fact]
    public void A_target_from_the_future_is_named()
    {
        using var world = new TrustWorld();
        var list = TrustWorld.RideIdStatus(12) with { IssuedAt = TrustWorld.Now + 301 };
        world.Directory.Put(TrustWriter.StatusList(list, world.Id(KeyPurpose.RideIdStatus), world.Key(KeyPurpose.RideIdStatus)));
        world.AssertRefused(TrustRefusal.FromFuture, TrustWorld.StatusFile);
        world.Directory.Put(TrustWriter.StatusList(
            list with { IssuedAt = TrustWorld.Now + 300 }, world.Id(KeyPurpose.RideIdStatus), world.Key(KeyPurpose.RideIdStatus)));
        Assert.Null(world.Load().Refusal);
    }

    [Fact]
    public void A_thief_of_a_key_cannot_push_a_floor_out_of_reach()
    {
        using var world = new TrustWorld();
        var highest = TrustWorld.Issued.Seconds;
        world.PutStatus(highest);
        Assert.Equal(highest, world.Store().Versions["status-7"]);
        Assert.Throws<ArgumentException>(() => world.PutStatus(highest + 1));

        var payload = TargetPayload.TryRead(world.Payload(TrustWorld.StatusFile))!;
        var list = StatusList.TryDecode(world.Payload(TrustWorld.StatusFile))!;
        var pushed = list with { Window = list.Window with { Version = highest + 1 } };
        world.Forge(TrustWorld.StatusFile, "TI1/status-list",
            TargetPayload.Encode(pushed.EncodeHeader(), payload.Body.ToArray()), KeyPurpose.RideIdStatus);
        world.AssertRefused(TrustRefusal.Malformed, TrustWorld.StatusFile);
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, TrustRefusal.Expired)]
    [InlineData(1, TrustRefusal.Expired)]
    public void An_expired_set_comes_with_a_store_and_the_refusal(int afterExpiry, TrustRefusal? refusal)
    {
        using var world = new TrustWorld();
        var load = world.Load(TrustWorld.Issued + TrustWorld.WeekSeconds + afterExpiry);
        Assert.Equal(refusal, load.Refusal);
        Assert.NotNull(load.Store);
        Assert.Equal(refusal is null ? null : "set.cose", load.File);
    }

    [Fact]
    public void I8_an_expired_set_below_its_floor_is_a_rollback_without_a_store()
    {
        using var world = new TrustWorld();
        world.AssertRefused(
            TrustRefusal.Rollback, "set.cose", TrustWorld.Issued + TrustWorld.WeekSeconds, new Dictionary<string, long> { ["set"] = 6 });
    }
}
