using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Tests.Trust;

public sealed class KeyWindowTests
{
    [Theory]
    [InlineData(-86_401, KeyPhase.Published)]
    [InlineData(-86_400, KeyPhase.Active)]
    [InlineData(86_399, KeyPhase.Active)]
    [InlineData(86_400, KeyPhase.Tail)]
    [InlineData(89_999, KeyPhase.Tail)]
    [InlineData(90_000, KeyPhase.Ended)]
    public void A_key_is_published_then_active_then_in_its_tail_then_over(int offset, KeyPhase phase)
    {
        using var world = new TrustWorld();
        Assert.Equal(phase, world.Store().FindKey(world.Id(KeyPurpose.RideId))!.PhaseAt(TrustWorld.Now + offset));
    }

    [Fact]
    public void A_key_without_a_tail_is_over_at_its_end()
    {
        using var world = new TrustWorld();
        using var extra = SigningKey.Generate(SignatureAlgorithm.Ed25519);
        var id = world.Directory.AddKey(extra.PublicKey, KeyPurpose.RideId, TrustWorld.Now, TrustWorld.Now + 10, tailSeconds: 0);
        world.SignSet(6);
        var key = world.Store().FindKey(id)!;
        Assert.Equal(KeyPhase.Active, key.PhaseAt(TrustWorld.Now + 9));
        Assert.Equal(KeyPhase.Ended, key.PhaseAt(TrustWorld.Now + 10));
    }

    [Theory]
    [InlineData(-1, Freshness.Fresh)]
    [InlineData(0, Freshness.Fresh)]
    [InlineData(86_399, Freshness.Fresh)]
    [InlineData(86_400, Freshness.Aging)]
    [InlineData(259_199, Freshness.Aging)]
    [InlineData(259_200, Freshness.Stale)]
    [InlineData(604_799, Freshness.Stale)]
    [InlineData(604_800, Freshness.Dead)]
    public void Tiers_of_the_set_count_from_its_issue(int age, Freshness tier)
    {
        using var world = new TrustWorld();
        Assert.Equal(tier, world.Store().FreshnessAt(TrustWorld.Issued + age));
    }

    [Theory]
    [InlineData(3_599, Freshness.Fresh)]
    [InlineData(3_600, Freshness.Aging)]
    [InlineData(43_199, Freshness.Aging)]
    [InlineData(43_200, Freshness.Stale)]
    [InlineData(86_399, Freshness.Stale)]
    [InlineData(86_400, Freshness.Dead)]
    public void Tiers_of_a_manifest_count_from_its_issue(int age, Freshness tier)
    {
        using var world = new TrustWorld();
        var store = world.Store();
        Assert.Equal(tier, store.FreshnessOf(store.FindManifest("VNP", TrustWorld.Day)!, TrustWorld.Issued + age));
    }

    [Theory]
    [InlineData(9, Freshness.Fresh)]
    [InlineData(10, Freshness.Aging)]
    [InlineData(20, Freshness.Stale)]
    [InlineData(86_400, Freshness.Dead)]
    public void Tiers_of_a_look_up_are_the_signed_ones(int age, Freshness tier)
    {
        using var world = new TrustWorld();
        world.Directory.SignSet(6, TrustWorld.Issued, TrustWorld.Issued + 604_800, FreshnessPolicy.Default with { Status = new(10, 20) });
        var store = world.Store();
        var lookup = store.FindStatus(CredentialKind.RideId, new(7, 0), TrustWorld.Issued + age);
        Assert.Equal(age, lookup.ListAgeSeconds);
        Assert.Equal(tier, store.FreshnessOf(lookup));
        Assert.Null(store.FreshnessOf(store.FindStatus(CredentialKind.RideId, new(8, 0), TrustWorld.Now)));
    }
}
