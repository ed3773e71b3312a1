using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Tests.Services;

public sealed class PersonalDataTests : IDisposable
{
    private readonly ServiceFiles _files = new();
    private readonly PersonalData _personal = new(new byte[32]);

    public void Dispose() => _files.Dispose();

    [Fact]
    public void What_is_sealed_opens_in_its_place_only()
    {
        var bytes = _personal.Seal("a/1", People.Default);
        Assert.Equal(People.Default, _personal.OpenIdentity("a/1", bytes));
        Assert.Throws<InvalidDataException>(() => _personal.OpenIdentity("a/2", bytes));
        Assert.Throws<InvalidDataException>(() => new PersonalData([.. Enumerable.Repeat((byte)1, 32)]).OpenIdentity("a/1", bytes));
        bytes[^1] ^= 1;
        Assert.Throws<InvalidDataException>(() => _personal.OpenIdentity("a/1", bytes));
    }

    [Fact]
    public void Equal_texts_do_not_look_alike() => Assert.NotEqual(_personal.Seal("a", "x"), _personal.Seal("a", "x"));

    [Fact]
    public void A_persons_key_depends_on_document_number_and_service_key()
    {
        var key = _personal.KeyOf(DocumentType.ResidentIdentityCard, "11010118500101019X");
        Assert.Equal(key, _personal.KeyOf(DocumentType.ResidentIdentityCard, "11010118500101019x"));
        Assert.NotEqual(key, _personal.KeyOf(DocumentType.OfficerCard, "11010118500101019X"));
        var other = new PersonalData([.. Enumerable.Repeat((byte)1, 32)]);
        Assert.NotEqual(key, other.KeyOf(DocumentType.ResidentIdentityCard, "11010118500101019X"));
        Assert.Equal(key, PersonKey.Read(key.ToArray()));
    }

    [Fact]
    public void The_key_lies_beside_the_database_for_its_owner_only()
    {
        var database = _files.In("a.db");
        var bytes = PersonalData.Beside(database).Seal("a", "x");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_files.In("a.key")));
        Assert.Equal("x", PersonalData.Beside(database).Open("a", bytes));
        File.SetUnixFileMode(_files.In("a.key"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Throws<InvalidDataException>(() => PersonalData.Beside(database));
    }

    [Fact]
    public void A_database_without_its_key_is_told()
    {
        File.WriteAllBytes(_files.In("a.db"), []);
        Assert.Throws<InvalidDataException>(() => PersonalData.Beside(_files.In("a.db")));
    }
}
