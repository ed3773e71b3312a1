using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Tests.Trust;

/// <summary>Rules of the set's content; a signed set is still hostile input, so the loader asks as the writer does.</summary>
public sealed class TrustSetTests
{
    private static readonly SigningKey Root = SigningKey.Generate(SignatureAlgorithm.ESP256);
    private static readonly PublicKey Key = SigningKey.Generate(SignatureAlgorithm.ESP256).PublicKey;
    private static readonly UnixTime Issued = TrustWorld.Issued;

    private static readonly PublishedKey Good = new(
        new KeyId(2), Key, KeyPurpose.RideId, Issued - 100_000, Issued - 13_600, Issued + 1_000, 3_600);

    private static TrustSet SetOf(params PublishedKey[] keys) => new(new(5, Issued, Issued + 604_800), FreshnessPolicy.Default, keys);

    /// <summary>The writer throws and the loader refuses; or both accept.</summary>
    private static void AssertJudged(bool isAccepted, TrustSet set)
    {
        var directory = new TrustDirectory(Root);
        directory.Put(("set.cose", SignedFileWriter.Sign("TI1/trust-set", set.Encode(), RootKeyFile.IdOf(Root.PublicKey), Root)));
        var load = directory.Load(Issued, SignatureProviders.Default);
        var thrown = Record.Exception(
            () => TrustWriter.Set(set.Window.Version, set.Window.IssuedAt, set.Window.ExpiresAt, set.Keys, Root, set.Freshness));
        Assert.Equal(isAccepted ? null : TrustRefusal.Malformed, load.Refusal);
        Assert.Equal(isAccepted ? null : typeof(ArgumentException), thrown?.GetType());
    }

    [Theory]
    [InlineData(86_399, false)]
    [InlineData(86_400, true)]
    public void A_key_is_published_24_hours_before_it_activates(int ahead, bool isAccepted) =>
        AssertJudged(isAccepted, SetOf(Good with { PublishedAt = Good.From - ahead }));

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_key_is_not_published_after_the_sets_issue(int after, bool isAccepted) =>
        AssertJudged(isAccepted, SetOf(Good with { PublishedAt = Issued + after, From = Issued + 100_000, Until = Issued + 200_000 }));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void A_key_ends_after_it_starts(int seconds, bool isAccepted) =>
        AssertJudged(isAccepted, SetOf(Good with { Until = Good.From + seconds }));

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(2_678_400, true)]
    [InlineData(2_678_401, false)]
    public void A_tail_is_at_most_31_days(int seconds, bool isAccepted) =>
        AssertJudged(isAccepted, SetOf(Good with { TailSeconds = seconds }));

    [Theory]
    [InlineData(0, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(-1, false)]
    public void A_purpose_is_one_of_ours(int purpose, bool isAccepted) =>
        AssertJudged(isAccepted, SetOf(Good with { Purpose = (KeyPurpose)purpose }));

    [Fact]
    public void Identifiers_do_not_repeat()
    {
        AssertJudged(true, SetOf(Good, Good with { Id = new KeyId(3) }));
        AssertJudged(false, SetOf(Good, Good));
    }

    [Fact]
    public void Keys_ascend_by_identifier_as_unsigned_numbers()
    {
        var directory = new TrustDirectory(Root);
        var set = SetOf(Good with { Id = new KeyId(ulong.MaxValue) }, Good with { Id = new KeyId(1) });
        directory.Put(("set.cose", SignedFileWriter.Sign("TI1/trust-set", set.Encode(), RootKeyFile.IdOf(Root.PublicKey), Root)));
        Assert.Equal(TrustRefusal.Malformed, directory.Load(Issued, SignatureProviders.Default).Refusal);
        directory.Put(("set.cose", TrustWriter.Set(5, Issued, Issued + 60, set.Keys, Root)));
        Assert.Equal([1, ulong.MaxValue], directory.Load(Issued, SignatureProviders.Default).Store!.Keys.Select(key => key.Id.Value));
    }

    [Theory]
    [InlineData(1_024, true)]
    [InlineData(1_025, false)]
    public void A_set_holds_at_most_1024_keys(int count, bool isAccepted) =>
        AssertJudged(isAccepted, SetOf([.. Enumerable.Range(1, count).Select(i => Good with { Id = new KeyId((ulong)i) })]));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(604_800, true)]
    [InlineData(604_801, false)]
    public void A_set_lives_at_most_seven_days(int seconds, bool isAccepted) =>
        AssertJudged(isAccepted, SetOf(Good) with { Window = new(5, Issued, Issued + seconds) });

    [Fact]
    public void A_version_runs_from_1_to_the_issue_time_in_seconds()
    {
        AssertJudged(false, SetOf(Good) with { Window = new(0, Issued, Issued + 60) });
        AssertJudged(true, SetOf(Good) with { Window = new(1, Issued, Issued + 60) });
        AssertJudged(true, SetOf(Good) with { Window = new(Issued.Seconds, Issued, Issued + 60) });
        AssertJudged(false, SetOf(Good) with { Window = new(Issued.Seconds + 1, Issued, Issued + 60) });
    }

    [Theory]
    [InlineData(0, 1, false)]
    [InlineData(1, 1, true)]
    [InlineData(2, 1, false)]
    [InlineData(1, 604_800, true)]
    [InlineData(1, 604_801, false)]
    public void Freshness_tiers_are_ordered_and_bounded(int fresh, int aging, bool isAccepted)
    {
        var tiers = new FreshnessTiers(fresh, aging);
        AssertJudged(isAccepted, SetOf(Good) with { Freshness = FreshnessPolicy.Default with { Set = tiers } });
        AssertJudged(isAccepted, SetOf(Good) with { Freshness = FreshnessPolicy.Default with { Status = tiers } });
        AssertJudged(isAccepted, SetOf(Good) with { Freshness = FreshnessPolicy.Default with { Manifest = tiers } });
    }

    [Fact]
    public void An_empty_set_is_a_set() => AssertJudged(true, SetOf());
}
