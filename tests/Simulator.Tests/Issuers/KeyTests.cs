using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Phones;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Tests.Issuers;

public class KeyTests
{
    private static readonly UnixTime Start = TestWorld.Start;
    private readonly TestWorld _world = new();

    private KeyRing Ring => _world.Authorities.RideIds.CodeKeys;

    [Fact]
    public void A_key_is_published_24_hours_ahead()
    {
        Assert.Throws<ArgumentException>(() => Ring.Rotate(SignatureAlgorithm.ESP256, Start, Start + 86_399));
        Assert.Equal(Start + 86_400, Ring.Rotate(SignatureAlgorithm.ESP256, Start, Start + 86_400).Published.From);
    }

    [Fact]
    public void After_a_rotation_the_new_key_signs_and_what_the_old_one_signed_lives_through_its_tail()
    {
        var old = Ring.Active(SignatureAlgorithm.ESP256, Start);
        var turn = Start + 86_400;
        var next = Ring.Rotate(SignatureAlgorithm.ESP256, Start, turn);
        var id = _world.Grant(CredentialKind.RideId, turn - 100);
        var phone = new BoundPhone(_world.Authorities.RideIds, id, SignatureAlgorithm.ESP256, _world.HolderKey(SignatureAlgorithm.ESP256));
        phone.FetchGrant(turn - 1);
        var trust = _world.Publish(turn);
        var before = TestWorld.Check(phone.Show(turn + 1500), trust, turn + 1500);
        var after = TestWorld.Check(
            _world.Authorities.RideIds.IssueCode(id, SignatureAlgorithm.ESP256, turn).Value!, trust, turn);
        Assert.Equal((VerdictCode.Granted, old.Id), (before.First, before.Key!.Value));
        Assert.Equal((VerdictCode.Granted, next.Id), (after.First, after.Key!.Value));
        Assert.Equal(KeyPhase.Tail, trust.FindKey(old.Id)!.PhaseAt(turn + KeyRing.TailSeconds - 1));
        Assert.Equal(KeyPhase.Ended, trust.FindKey(old.Id)!.PhaseAt(turn + KeyRing.TailSeconds));
    }

    [Fact]
    public void A_key_that_signs_before_its_window_is_not_active_and_after_its_window_expired()
    {
        var old = Ring.Active(SignatureAlgorithm.SM2, Start);
        var turn = Start + 86_400;
        var next = Ring.Rotate(SignatureAlgorithm.SM2, Start, turn);
        var id = _world.Grant(CredentialKind.RideId, turn - 100);
        var trust = _world.Publish(turn);
        var issuer = _world.Authorities.RideIds;
        VerdictCode SignedAt(RingKey key, UnixTime at) => TestWorld.Verdict(
            CodeSigner.SignIssued(issuer.ForDay(issuer.Find(id), at), turn - 100, at, issuer.KeysOf(key, at)), trust, at);
        Assert.Equal(VerdictCode.KeyNotActive, SignedAt(next, turn - 1));
        Assert.Equal(VerdictCode.Granted, SignedAt(next, turn));
        Assert.Equal(VerdictCode.Granted, SignedAt(old, turn - 1));
        Assert.Equal(VerdictCode.KeyExpired, SignedAt(old, turn));
    }

    [Fact]
    public void A_removed_key_is_unknown_at_once_and_signs_no_more()
    {
        var id = _world.Grant(CredentialKind.RideId, Start);
        var phone = new IssuedPhone(_world.Authorities.RideIds, id, SignatureAlgorithm.Ed25519);
        var text = phone.Show(Start);
        var before = _world.Publish(Start);
        Assert.True(Ring.Remove(Ring.Active(SignatureAlgorithm.Ed25519, Start).Id));
        var after = _world.Publish(Start);
        Assert.Equal(VerdictCode.Granted, TestWorld.Verdict(text, before, Start));
        Assert.Equal(VerdictCode.UnknownKey, TestWorld.Verdict(text, after, Start));
        Assert.Throws<InvalidOperationException>(() => Ring.Active(SignatureAlgorithm.Ed25519, Start));
        Assert.False(Ring.Remove(new KeyId(1)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_keys_and_numbers()
    {
        var again = new TestWorld();
        var other = new Authorities(SeededSecrets.OfRun(8), KeyWindow.Around(Start));
        Assert.Equal(Ring.Published.Select(key => key.Id), again.Authorities.RideIds.CodeKeys.Published.Select(key => key.Id));
        Assert.Equal(_world.Authorities.Trust.RootSha256, again.Authorities.Trust.RootSha256);
        Assert.Equal(_world.Grant(CredentialKind.RideId, Start), again.Grant(CredentialKind.RideId, Start));
        Assert.NotEqual(_world.Authorities.Trust.RootSha256, other.Trust.RootSha256);
        Assert.NotEqual(Ring.Published[0].Id, other.RideIds.CodeKeys.Published[0].Id);
    }

    [Fact]
    public void Every_key_of_a_world_is_another_one()
    {
        var trust = _world.Publish(Start);
        Assert.Equal(9, trust.Keys.Count);
        Assert.Equal(9, trust.Keys.Select(key => key.Id).Distinct().Count());
    }

    [Fact]
    public void Audience_keys_change_weekly_and_are_delivered_at_most_7_days_ahead()
    {
        var keys = _world.Authorities.Audiences;
        var monday = new UnixTime(2968L * AudienceKeys.WeekSeconds);
        Assert.NotEqual(keys.At(Audience.RailGate, monday - 1).Number, keys.At(Audience.RailGate, monday).Number);
        foreach (var audience in Enum.GetValues<Audience>())
        {
            var held = keys.ForDevice(audience, monday);
            Assert.Contains(keys.At(audience, monday).Number, held.Select(key => key.Number));
            Assert.All(held, key => Assert.True(key.From - monday <= 7 * 86_400));
        }
        Assert.NotEqual(keys.At(Audience.RailGate, Start).Key, keys.At(Audience.RailStaff, Start).Key);
    }
}
