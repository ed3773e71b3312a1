using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Tests.Issuers;

public sealed class TrustAuthorityTests : IDisposable
{
    private static readonly UnixTime Start = TestWorld.Start;
    private readonly TestWorld _world = new();
    private readonly string _directory = Directory.CreateTempSubdirectory("ti-trust-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Every_publication_has_a_higher_version_of_everything_I8()
    {
        var first = _world.Publish(Start, "VNP");
        var second = _world.Publish(Start + 1, "VNP");
        Assert.Equal(first.Versions.Keys.Order(), second.Versions.Keys.Order());
        Assert.All(first.Versions, pair => Assert.True(second.Versions[pair.Key] > pair.Value, pair.Key));
        Assert.Contains("manifest-VNP-2026-11-20", first.Versions.Keys);
    }

    [Fact]
    public void A_status_counts_from_the_next_publication_on()
    {
        var id = _world.Grant(CredentialKind.RideId, Start);
        var reference = _world.Authorities.RideIds.Find(id).Status;
        var before = _world.Publish(Start);
        _world.Authorities.RideIds.Revoke(id);
        var after = _world.Publish(Start);
        Assert.Equal(CredentialStatus.Normal, before.FindStatus(CredentialKind.RideId, reference, Start).Status);
        Assert.Equal(CredentialStatus.Revoked, after.FindStatus(CredentialKind.RideId, reference, Start).Status);
    }

    [Theory]
    [InlineData(CredentialStatus.TwelvePoints)]
    [InlineData(CredentialStatus.Cancelled)]
    [InlineData(CredentialStatus.UseStopped)]
    public void A_licence_status_is_told_as_set_L9_L10_L11(CredentialStatus status)
    {
        var id = _world.Grant(CredentialKind.DrivingLicence, Start);
        _world.Authorities.Licences.SetStatus(id, status);
        var found = _world.Publish(Start).FindStatus(CredentialKind.DrivingLicence, _world.Authorities.Licences.Find(id).Status, Start);
        Assert.Equal((StatusKnowledge.Known, status), (found.Knowledge, found.Status));
    }

    [Fact]
    public void A_directory_holds_the_publication_and_nothing_older()
    {
        TrustFiles.Write(_directory, _world.Authorities.Trust.Publish(Start, ["VNP", "TJP"]));
        File.WriteAllText(Path.Combine(_directory, "note.txt"), "stays");
        var files = _world.Authorities.Trust.Publish(Start + 1, ["VNP"]);
        TrustFiles.Write(_directory, files);
        Assert.Equal(files.Keys.Append("note.txt").Order(), Directory.EnumerateFiles(_directory).Select(Path.GetFileName).Order());
        Assert.All(files, file => Assert.Equal(file.Value, File.ReadAllBytes(Path.Combine(_directory, file.Key))));
    }

    [Fact]
    public void Enrolment_writes_secrets_for_the_owner_only_and_keeps_the_signing_key()
    {
        var device = Path.Combine(_directory, "device");
        var audiences = _world.Authorities.Audiences;
        var first = VerifierEnrolment.Enrol(device, "gate-0001", "VNP", [Audience.RailGate], audiences, Start);
        var second = VerifierEnrolment.Enrol(device, "gate-0001", "VNP", [Audience.RailGate], audiences, Start + 7 * 86_400);
        Assert.Equal(first.Bytes.ToArray(), second.Bytes.ToArray());
        Assert.True(DeviceSecrets.TryRead(File.ReadAllBytes(Path.Combine(device, DeviceSecrets.File)), out var secrets));
        Assert.Equal(("gate-0001", "VNP"), (secrets!.DeviceId, secrets.Station));
        Assert.All(secrets.Keys, key => Assert.Equal(Audience.RailGate, key.Audience));
        foreach (var path in Directory.EnumerateFiles(device))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        using var key = SigningKey.Import(TokenCrypto.Algorithms.SignatureAlgorithm.ESP256,
            File.ReadAllBytes(Path.Combine(device, VerifierEnrolment.SigningKeyFile)));
        Assert.Equal(first.Bytes.ToArray(), key.PublicKey.Bytes.ToArray());
    }
}
