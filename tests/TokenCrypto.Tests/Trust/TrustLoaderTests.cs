using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Tests.Algorithms;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Tests.Trust;

public sealed class TrustLoaderTests
{
    public static TheoryData<string, SignatureAlgorithm, SignatureAlgorithm> Combinations()
    {
        var data = new TheoryData<string, SignatureAlgorithm, SignatureAlgorithm>();
        foreach (var provider in (string[])["libcrypto", "BouncyCastle"])
            foreach (var root in Providers.AllAlgorithms)
                foreach (var targets in Providers.AllAlgorithms)
                    if (Providers.Get(provider).Supports(root) && Providers.Get(provider).Supports(targets))
                        data.Add(provider, root, targets);
        return data;
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void A_directory_loads_with_every_provider_and_algorithm(string provider, SignatureAlgorithm root, SignatureAlgorithm targets)
    {
        using var world = new TrustWorld(root, targets);
        var load = world.Directory.Load(TrustWorld.Now, Providers.Get(provider));
        Assert.Null(load.Refusal);
        var store = load.Store!;
        Assert.Equal(5, store.Version);
        Assert.Equal(TrustWorld.Issued, store.IssuedAt);
        Assert.Equal(TrustWorld.Issued + TrustWorld.WeekSeconds, store.ExpiresAt);
        Assert.Equal(5, store.Keys.Count);
        Assert.Same(Providers.Get(provider), store.Provider);
        Assert.Equal(
            [("changes-VNP-2026-11-20", 4L), ("manifest-VNP-2026-11-20", 4L), ("set", 5L), ("status-7", 11L), ("status-9", 3L)],
            store.Versions.Select(pair => (pair.Key, pair.Value)).Order());
        Assert.Equal(store.Versions.Keys.Order(), store.Digests.Keys.Order());
        Assert.All(store.Digests.Values, digest => Assert.Matches("^[0-9a-f]{64}$", digest));
        Assert.Equal(CredentialStatus.Revoked, store.FindStatus(CredentialKind.RideId, new(7, 1), TrustWorld.Now).Status);
        Assert.NotNull(store.FindManifest("VNP", TrustWorld.Day));
    }

    [Fact]
    public void Keys_are_found_by_identifier_and_verify()
    {
        using var world = new TrustWorld();
        var store = world.Store();
        foreach (var purpose in Enum.GetValues<KeyPurpose>())
        {
            var key = store.FindKey(world.Id(purpose));
            Assert.Equal(purpose, key!.Purpose);
            Assert.True(key.Prepared.Verify("x"u8, world.Key(purpose).Sign("x"u8)));
        }
        Assert.Null(store.FindKey(new KeyId(1)));
    }

    [Theory]
    [InlineData("root.cbor")]
    [InlineData("set.cose")]
    public void A_mandatory_file_that_is_absent_is_missing(string file)
    {
        using var world = new TrustWorld();
        world.Directory.Remove(file);
        world.AssertRefused(TrustRefusal.Missing, file);
    }

    [Fact]
    public void Another_root_is_wrong_root_even_with_its_own_signed_set()
    {
        using var pinned = new TrustWorld();
        using var other = new TrustWorld();
        var load = TrustLoader.Load(
            other.Directory.Files, pinned.Directory.Fingerprint, TrustWorld.NoFloors, TrustWorld.Now, SignatureProviders.Default);
        Assert.Equal((TrustRefusal.WrongRoot, "root.cbor"), (load.Refusal, load.File));
        Assert.Null(load.Store);
    }

    [Fact]
    public void Without_a_pin_the_directorys_own_root_is_taken()
    {
        using var world = new TrustWorld();
        var load = TrustLoader.Load(world.Directory.Files, null, TrustWorld.NoFloors, TrustWorld.Now, SignatureProviders.Default);
        Assert.NotNull(load.Store);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_pin_of_a_wrong_length_pins_nothing_and_refuses(int length)
    {
        using var world = new TrustWorld();
        var pin = new byte[33];
        world.Directory.Fingerprint.CopyTo(pin, 0);
        var load = TrustLoader.Load(
            world.Directory.Files, pin.AsMemory(..length), TrustWorld.NoFloors, TrustWorld.Now, SignatureProviders.Default);
        Assert.Equal(TrustRefusal.WrongRoot, load.Refusal);
    }

    [Fact]
    public void The_fingerprint_is_the_hash_of_the_root_file()
    {
        using var world = new TrustWorld();
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(world.Directory.Files["root.cbor"].Span), world.Directory.Fingerprint);
    }

    [Fact]
    public void A_set_of_another_root_key_is_bad_signature()
    {
        using var world = new TrustWorld();
        using var other = new TrustWorld();
        world.Directory.Put(("set.cose", other.Directory.Files["set.cose"].ToArray()));
        world.AssertRefused(TrustRefusal.BadSignature, "set.cose");
    }

    [Fact]
    public void A_set_that_names_the_root_but_is_signed_by_another_key_is_bad_signature()
    {
        using var world = new TrustWorld();
        using var thief = SigningKey.Generate(SignatureAlgorithm.ESP256);
        var forged = SignedFileWriter.Sign("TI1/trust-set", world.Payload("set.cose"), RootKeyFile.IdOf(world.Root.PublicKey), thief);
        world.Directory.Put(("set.cose", forged));
        world.AssertRefused(TrustRefusal.BadSignature, "set.cose");
    }

    [Theory]
    [InlineData("extra.cose", true)]
    [InlineData("SET.COSE", true)]
    [InlineData("status-ride-id-07.cose", true)]
    [InlineData("status-ride-id-8.cose", true)]
    [InlineData("status-driving-licence-7.cose", true)]
    [InlineData("manifest-VNP-2026-11-21.cose", true)]
    [InlineData("manifest-VNP-2026-11-20.cose.bak", false)]
    [InlineData("README", false)]
    [InlineData("root.json", false)]
    public void Unknown_cose_files_are_refused_and_other_names_ignored(string name, bool isRefused)
    {
        using var world = new TrustWorld();
        var source = name.StartsWith("manifest", StringComparison.Ordinal) ? TrustWorld.ManifestFile : TrustWorld.StatusFile;
        world.Directory.Put((name, world.Directory.Files[source].ToArray()));
        if (isRefused) world.AssertRefused(TrustRefusal.Malformed, name);
        else Assert.Equal(5, world.Store().Versions.Count);
    }

    [Fact]
    public void One_list_number_serves_one_kind()
    {
        using var world = new TrustWorld();
        var twin = TrustWorld.LicenceStatus(1) with { Number = TrustWorld.RideIdList };
        world.Directory.Put(TrustWriter.StatusList(
            twin, world.Id(KeyPurpose.DrivingLicenceStatus), world.Key(KeyPurpose.DrivingLicenceStatus)));
        world.AssertRefused(TrustRefusal.Malformed, TrustWorld.StatusFile);
    }

    [Fact]
    public void Too_many_files_are_malformed()
    {
        using var world = new TrustWorld();
        var extra = TrustLimits.FilesMax - world.Directory.Files.Count;
        for (var i = 0; i < extra; i++) world.Directory.Put(($"note{i}", []));
        Assert.Null(world.Load().Refusal);
        world.Directory.Put(("one-more", []));
        Assert.Equal(TrustRefusal.Malformed, world.Load().Refusal);
    }

    [Fact]
    public void A_provider_that_lacks_an_algorithm_refuses_instead_of_throwing()
    {
        using var byRoot = new TrustWorld(root: SignatureAlgorithm.SM2);
        using var byKey = new TrustWorld(targets: SignatureAlgorithm.SM2);
        var root = byRoot.Directory.Load(TrustWorld.Now, new ProviderWithoutSm2());
        var key = byKey.Directory.Load(TrustWorld.Now, new ProviderWithoutSm2());
        Assert.Equal((TrustRefusal.Malformed, "root.cbor"), (root.Refusal, root.File));
        Assert.Equal((TrustRefusal.Malformed, "set.cose"), (key.Refusal, key.File));
    }

    private sealed class ProviderWithoutSm2 : ISignatureProvider
    {
        public string Name => "without SM2";

        public bool Supports(SignatureAlgorithm algorithm) => algorithm != SignatureAlgorithm.SM2;

        public IVerificationKey Prepare(PublicKey key) =>
            Supports(key.Algorithm) ? SignatureProviders.Default.Prepare(key) : throw new NotSupportedException();
    }
}
