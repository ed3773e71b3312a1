using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Tests.Trust;

/// <summary>Who may sign what: purpose, window, kid, algorithm and external_aad.</summary>
public sealed class TargetSignerTests
{
    [Theory]
    [InlineData(KeyPurpose.RideIdStatus, true)]
    [InlineData(KeyPurpose.DrivingLicenceStatus, false)]
    [InlineData(KeyPurpose.Ticketing, false)]
    [InlineData(KeyPurpose.RideId, false)]
    [InlineData(KeyPurpose.DrivingLicence, false)]
    public void A_ride_id_status_list_needs_the_purpose_for_it(KeyPurpose signer, bool isAccepted)
    {
        using var world = new TrustWorld();
        world.Directory.Put(TrustWriter.StatusList(TrustWorld.RideIdStatus(12), world.Id(signer), world.Key(signer)));
        if (isAccepted) Assert.Null(world.Load().Refusal);
        else world.AssertRefused(TrustRefusal.BadSignature, TrustWorld.StatusFile);
    }

    [Theory]
    [InlineData(KeyPurpose.RideIdStatus, false)]
    [InlineData(KeyPurpose.DrivingLicenceStatus, true)]
    [InlineData(KeyPurpose.DrivingLicence, false)]
    public void A_licence_status_list_needs_the_purpose_for_it(KeyPurpose signer, bool isAccepted)
    {
        using var world = new TrustWorld();
        world.Directory.Put(TrustWriter.StatusList(TrustWorld.LicenceStatus(12), world.Id(signer), world.Key(signer)));
        if (isAccepted) Assert.Null(world.Load().Refusal);
        else world.AssertRefused(TrustRefusal.BadSignature, TrustWorld.LicenceStatusFile);
    }

    [Theory]
    [InlineData(KeyPurpose.Ticketing, true)]
    [InlineData(KeyPurpose.RideIdStatus, false)]
    [InlineData(KeyPurpose.RideId, false)]
    public void A_manifest_needs_the_purpose_for_it(KeyPurpose signer, bool isAccepted)
    {
        using var world = new TrustWorld();
        world.Forge(TrustWorld.ManifestFile, "TI1/manifest", world.Payload(TrustWorld.ManifestFile), signer);
        if (isAccepted) Assert.Null(world.Load().Refusal);
        else world.AssertRefused(TrustRefusal.BadSignature, TrustWorld.ManifestFile);
    }

    [Theory]
    [InlineData("TI1/status-list", null)]
    [InlineData("TI1/manifest", TrustRefusal.BadSignature)]
    [InlineData("TI1/trust-set", TrustRefusal.BadSignature)]
    [InlineData("TI1/issued", TrustRefusal.BadSignature)]
    [InlineData("", TrustRefusal.BadSignature)]
    public void A_status_list_signed_as_something_else_is_bad_signature(string type, TrustRefusal? refusal)
    {
        using var world = new TrustWorld();
        world.Forge(TrustWorld.StatusFile, type, world.Payload(TrustWorld.StatusFile), KeyPurpose.RideIdStatus);
        var load = world.Load();
        Assert.Equal(refusal, load.Refusal);
        Assert.Equal(refusal is null ? null : TrustWorld.StatusFile, load.File);
    }

    [Theory]
    [InlineData("TI1/trust-set", null)]
    [InlineData("TI1/status-list", TrustRefusal.BadSignature)]
    [InlineData("TI1/root", TrustRefusal.BadSignature)]
    public void A_set_signed_as_something_else_is_bad_signature(string type, TrustRefusal? refusal)
    {
        using var world = new TrustWorld();
        world.ForgeSet(world.Payload("set.cose"), type);
        Assert.Equal(refusal, world.Load().Refusal);
    }

    [Theory]
    [InlineData("set.cose", TrustWorld.StatusFile)]
    [InlineData("set.cose", TrustWorld.ManifestFile)]
    [InlineData(TrustWorld.ManifestFile, TrustWorld.StatusFile)]
    [InlineData(TrustWorld.StatusFile, TrustWorld.ManifestFile)]
    [InlineData(TrustWorld.StatusFile, "set.cose")]
    public void One_kind_of_file_never_passes_for_another(string source, string name)
    {
        using var world = new TrustWorld();
        world.Directory.Put((name, world.Directory.Files[source].ToArray()));
        world.AssertRefused(TrustRefusal.BadSignature, name);
    }

    [Fact]
    public void A_status_payload_signed_as_a_manifest_by_the_ticketing_key_is_malformed()
    {
        using var world = new TrustWorld();
        world.Forge(TrustWorld.ManifestFile, "TI1/manifest", world.Payload(TrustWorld.StatusFile), KeyPurpose.Ticketing);
        world.AssertRefused(TrustRefusal.Malformed, TrustWorld.ManifestFile);
    }

    [Fact]
    public void A_kid_that_is_not_in_the_set_is_bad_signature()
    {
        using var world = new TrustWorld();
        world.Directory.RemoveKey(world.Id(KeyPurpose.RideIdStatus));
        world.SignSet(6);
        world.AssertRefused(TrustRefusal.BadSignature, TrustWorld.StatusFile);
        world.Directory.Remove(TrustWorld.StatusFile);
        Assert.Null(world.Load().Refusal);
    }

    [Fact]
    public void Another_keys_kid_is_bad_signature()
    {
        using var world = new TrustWorld();
        var payload = world.Payload(TrustWorld.StatusFile);
        var forged = SignedFileWriter.Sign("TI1/status-list", payload, world.Id(KeyPurpose.RideIdStatus), world.Key(KeyPurpose.Ticketing));
        world.Directory.Put((TrustWorld.StatusFile, forged));
        world.AssertRefused(TrustRefusal.BadSignature, TrustWorld.StatusFile);
    }

    [Fact]
    public void An_algorithm_that_is_not_the_keys_is_bad_signature()
    {
        using var world = new TrustWorld();
        using var other = SigningKey.Generate(SignatureAlgorithm.Ed25519);
        var forged = SignedFileWriter.Sign(
            "TI1/status-list", world.Payload(TrustWorld.StatusFile), world.Id(KeyPurpose.RideIdStatus), other);
        world.Directory.Put((TrustWorld.StatusFile, forged));
        world.AssertRefused(TrustRefusal.BadSignature, TrustWorld.StatusFile);
    }

    [Theory]
    [InlineData(-86_401, TrustRefusal.BadSignature)]
    [InlineData(-86_400, null)]
    [InlineData(0, null)]
    [InlineData(86_399, null)]
    [InlineData(86_400, TrustRefusal.BadSignature)]
    public void The_key_must_be_active_when_the_target_was_issued(int issuedOffset, TrustRefusal? refusal)
    {
        using var world = new TrustWorld();
        world.Directory.Remove(TrustWorld.ManifestFile);
        world.Directory.Remove(TrustWorld.LicenceStatusFile);
        var issued = TrustWorld.Now + issuedOffset;
        var list = new StatusListContent(
            TrustWorld.RideIdList, CredentialKind.RideId, 12, issued, issued + TrustWorld.WeekSeconds, [CredentialStatus.Normal]);
        world.Directory.Put(TrustWriter.StatusList(list, world.Id(KeyPurpose.RideIdStatus), world.Key(KeyPurpose.RideIdStatus)));
        var load = world.Load(TrustWorld.Now + TrustWorld.DaySeconds);
        Assert.Equal(refusal, load.Refusal);
    }

    [Fact]
    public void Nothing_outlives_the_tail_of_its_key()
    {
        using var world = new TrustWorld();
        var list = TrustWorld.RideIdStatus(12) with { ExpiresAt = TrustWorld.Issued + TrustWorld.WeekSeconds };
        world.Directory.Put(TrustWriter.StatusList(list, world.Id(KeyPurpose.RideIdStatus), world.Key(KeyPurpose.RideIdStatus)));
        var end = TrustWorld.Now + TrustWorld.DaySeconds + TrustWorld.TailSeconds;
        var store = world.Store();
        Assert.Equal(StatusKnowledge.Known, store.FindStatus(CredentialKind.RideId, new(7, 0), end - 1).Knowledge);
        Assert.Equal(StatusKnowledge.Stale, store.FindStatus(CredentialKind.RideId, new(7, 0), end).Knowledge);
        Assert.Equal(StatusKnowledge.Stale, world.Store(end).FindStatus(CredentialKind.RideId, new(7, 0), end).Knowledge);
    }
}
