using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.Licence;
using TempIdentity.Simulator.Services.Licence.Drivers;
using TempIdentity.TokenCrypto.Sealing;
using static TempIdentity.Simulator.Tests.Services.Licence.LicenceWorld;

namespace TempIdentity.Simulator.Tests.Services.Licence;

/// <summary>L1 and L2: registering with each document, and filing the licence.</summary>
public sealed class LicenceAccountTests : IDisposable
{
    private readonly LicenceWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(0, DocumentType.ResidentIdentityCard)]
    [InlineData(300, DocumentType.OfficerCard)]
    [InlineData(301, DocumentType.SoldierCard)]
    [InlineData(302, DocumentType.RetiredOfficerCard)]
    [Trait("rule", "L1")]
    public void A_user_registers_with_each_document_and_gets_a_licence(int driver, DocumentType document)
    {
        Assert.Equal(document, Person(driver).Document);
        var session = _world.Checked(driver);
        var details = _world.Service.Accounts.Details(session.Account!.Value);
        Assert.Equal((Person(driver), "测试路1号"), (details.Identity, details.Address));
        var refusal = _world.Apply(session, TempIdentity.Simulator.Services.Licence.Store.PhotoWay.OnFile).Refusal;
        Assert.True(refusal is null or { Code: "no_photo_on_file" });
    }

    [Fact]
    [Trait("rule", "L1")]
    public void A_number_that_is_not_of_its_document_s_form_is_refused()
    {
        AssertRefused("document_number_malformed", Register(new Identity(DocumentType.OfficerCard, "110101185001010018", "测试甲")));
        AssertRefused("document_number_malformed", Register(new Identity(DocumentType.ResidentIdentityCard, "军字第0000001号", "测试甲")));
        AssertRefused("document_number_malformed", Register(new Identity(DocumentType.ResidentIdentityCard, "110101185001010010", "测试甲")));
    }

    [Fact]
    [Trait("rule", "L1")]
    public void Registering_takes_an_address_a_mobile_number_and_a_password()
    {
        AssertRefused("address_required", Register(Person(0), address: null));
        AssertRefused("address_required", Register(Person(0), address: " "));
        AssertRefused("phone_malformed", Register(Person(0), phone: "1380000"));
        AssertRefused("password_weak", Register(Person(0), password: "short"));
        Assert.Null(Register(Person(0)).Refusal);
    }

    [Fact]
    public void The_answer_is_the_same_whether_the_phone_and_the_person_are_known_or_not()
    {
        _world.SignedUp(Person(0));
        var known = Register(Person(0), phone: "13800000000");
        var unknown = Register(new Identity(DocumentType.OfficerCard, "空字第9999999号", "测试无人"), phone: "13899999999");
        Assert.Null(known.Refusal);
        Assert.Null(unknown.Refusal);
        Assert.Equal(known.Required.ExpiresAt, unknown.Required.ExpiresAt);
    }

    [Fact]
    [Trait("rule", "L2")]
    public void The_archive_number_files_the_licence_and_again_changes_nothing()
    {
        var session = _world.Filed(0);
        Assert.Null(_world.Service.File(session, StandardDrivers.ArchiveNumberOf(0), Start).Refusal);
        Assert.Equal(Person(0), _world.Service.Filed(session, Start).Required.Record.Person);
    }

    [Fact]
    [Trait("rule", "L2")]
    public void A_wrong_archive_number_and_somebody_else_s_are_one_answer()
    {
        var session = _world.SignedUp(Person(0));
        var wrong = _world.Service.File(session, "999999999999", Start).Refusal;
        var others = _world.Service.File(session, StandardDrivers.ArchiveNumberOf(1), Start).Refusal;
        Assert.Equal("archive_number_refused", wrong?.Code);
        Assert.Equal(wrong, others);
    }

    [Fact]
    [Trait("rule", "L2")]
    public void A_name_that_is_not_the_licence_s_does_not_file_it()
    {
        var session = _world.SignedUp(Person(0) with { Name = "测试乙" });
        AssertRefused("archive_number_refused", _world.Service.File(session, StandardDrivers.ArchiveNumberOf(0), Start));
    }

    [Fact]
    [Trait("rule", "L2")]
    public void Archive_numbers_are_tried_five_times_a_day_over_all_accounts_of_a_person()
    {
        var first = _world.SignedUp(Person(0));
        for (var i = 0; i < LicenceLimits.FilingsPerPersonMax; i++)
            AssertRefused("archive_number_refused", _world.Service.File(first, "999999999999", Start));
        var second = _world.SignedUp(Person(0));
        AssertRefused("too_many_requests", _world.Service.File(second, StandardDrivers.ArchiveNumberOf(0), Start));
        AssertRefused("too_many_requests", _world.Service.File(second, StandardDrivers.ArchiveNumberOf(0), Start + 86_399));
        Assert.Null(_world.Service.File(second, StandardDrivers.ArchiveNumberOf(0), Start + 86_400).Refusal);
    }

    [Fact]
    [Trait("rule", "L2")]
    public void Nothing_is_applied_for_before_the_licence_is_filed()
    {
        var session = _world.SignedUp(Person(0));
        _world.PassCheck(session, Start);
        var answer = _world.Apply(session, TempIdentity.Simulator.Services.Licence.Store.PhotoWay.OnFile);
        Assert.Equal(("licence_not_filed", "L2"), (answer.Refusal?.Code, answer.Refusal?.Rule));
        AssertRefused("archive_number_malformed", _world.Service.File(session, "12345", Start));
    }

    [Fact]
    public void Without_an_account_nothing_is_served()
    {
        var anonymous = _world.Service.Sessions.Open(Start).Session;
        AssertRefused("sign_in_required", _world.Service.File(anonymous, StandardDrivers.ArchiveNumberOf(0), Start));
        AssertRefused("sign_in_required", _world.Service.Check(anonymous, CameraCapture.Pass, Start));
        AssertRefused("sign_in_required", _world.Service.Options(anonymous, Start));
        AssertRefused("sign_in_required", _world.Service.Show(anonymous, Esp256, Start));
    }

    private Answer<StartedRegistration> Register(
        Identity person, string phone = "13911111111", string? address = "测试路1号", string password = Password) =>
        _world.Service.Register(new RegistrationRequest(person, phone, address, password), Client, Start);
}
