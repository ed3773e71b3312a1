using System.Text;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Tests.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.Simulator.Tests.Services;

public sealed class CredentialRegisterTests : IDisposable
{
    private static readonly UnixTime Start = TestWorld.Start;
    private readonly ServiceFiles _files = new();

    public void Dispose() => _files.Dispose();

    private static (ServiceDatabase Database, Authorities Authorities) Open(ServiceFiles files, long serial)
    {
        var personal = PersonalData.Beside(files.In("a.db"));
        var database = new ServiceDatabase(files.In("a.db"), SqliteCredentialRegister.Tables);
        return (database, new Authorities(SeededSecrets.OfRun(7), KeyWindow.Around(Start), serial,
            kind => new SqliteCredentialRegister(database, personal, kind)));
    }

    [Fact]
    public void A_credential_outlives_the_process_that_granted_it()
    {
        var (database, before) = Open(_files, 1);
        using var _ = database;
        var id = before.RideIds.Grant(People.Default, Start);
        before.RideIds.PassLiveness(id, Start + 100);
        Assert.NotNull(before.RideIds.IssueCode(id, SignatureAlgorithm.ESP256, Start + 100).Value);
        using var left = _files.AfterPowerCut();
        var (reopened, after) = Open(left, 2);
        using var __ = reopened;
        Assert.Equal(before.RideIds.Find(id), after.RideIds.Find(id));
        Assert.Equal(Start + 1900, after.RideIds.GrantEnd(id));
        Assert.Equal(1, after.RideIds.Statuses.Count);
        Assert.Equal(1, after.RideIds.Find(after.RideIds.Grant(People.Default, Start)).Status.Index);
        Assert.Equal(IssuerRefusal.LivenessExpired, after.RideIds.IssueCode(id, SignatureAlgorithm.ESP256, Start + 1900).Refusal);
    }

    [Fact]
    public void The_second_of_the_last_code_is_kept_I3()
    {
        var (database, before) = Open(_files, 1);
        using var _ = database;
        var id = before.RideIds.Grant(People.Default, Start);
        var first = before.RideIds.IssueCode(id, SignatureAlgorithm.ESP256, Start).Value!;
        using var left = _files.AfterPowerCut();
        var (reopened, after) = Open(left, 2);
        using var __ = reopened;
        var second = after.RideIds.IssueCode(id, SignatureAlgorithm.ESP256, Start).Value!;
        var trust = new TestWorld().Publish(Start);
        Assert.NotEqual(TestWorld.Check(first, trust, Start).Presentation, TestWorld.Check(second, trust, Start).Presentation);
    }

    [Fact]
    public void A_licence_comes_back_with_its_classes_and_kinds_stay_apart()
    {
        var (database, authorities) = Open(_files, 1);
        using var _ = database;
        var id = authorities.Licences.Grant(
            People.Default, ["C1"], 110000, Start, DrivingLicenceIssuer.EndOfFirstLicence(Start), Start);
        Assert.Equal(110000, authorities.Licences.Find(id).Licence!.Authority);
        Assert.Throws<ArgumentException>(() => authorities.RideIds.Find(id));
        Assert.Equal(IssuerRefusal.UnknownCredential, authorities.RideIds.IssueCode(id, SignatureAlgorithm.ESP256, Start).Refusal);
        Assert.Throws<ArgumentException>(() => authorities.RideIds.PassLiveness(new CredentialId(1), Start));
    }

    [Fact]
    public void A_taken_number_is_not_given_twice()
    {
        var (database, authorities) = Open(_files, 1);
        using var _ = database;
        var first = authorities.RideIds.Grant(People.Default, Start);
        // The same serial gives the same numbers again.
        var (_, same) = (0, new Authorities(SeededSecrets.OfRun(7), KeyWindow.Around(Start), 1,
            kind => new SqliteCredentialRegister(database, PersonalData.Beside(_files.In("a.db")), kind)));
        Assert.NotEqual(first, same.RideIds.Grant(People.Default, Start));
    }

    [Fact]
    public void The_check_of_the_session_that_asks_counts_R10()
    {
        var (database, authorities) = Open(_files, 1);
        using var _ = database;
        var id = authorities.RideIds.Grant(People.Default, Start);
        authorities.RideIds.PassLiveness(id, Start + 1000);
        Assert.NotNull(authorities.RideIds.IssueCode(id, SignatureAlgorithm.ESP256, Start + 1799, Start).Value);
        Assert.Equal(IssuerRefusal.LivenessExpired,
            authorities.RideIds.IssueCode(id, SignatureAlgorithm.ESP256, Start + 1800, Start).Refusal);
        Assert.Equal(Start + 1800, authorities.RideIds.GrantEnd(id, Start));
    }

    [Fact]
    public void The_person_lies_sealed()
    {
        var (database, authorities) = Open(_files, 1);
        using var _ = database;
        authorities.RideIds.Grant(People.Default, Start);
        Assert.Equal(-1, _files.AllBytes().AsSpan().IndexOf(Encoding.UTF8.GetBytes(People.Default.Name)));
        Assert.Equal(-1, _files.AllBytes().AsSpan().IndexOf(Encoding.UTF8.GetBytes(People.Default.Number)));
    }
}
