using System.Text;
using System.Text.RegularExpressions;
using TempIdentity.GateAgent.Texts;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Tests.Services;

public sealed partial class AccountsTests : IDisposable
{
    private const string Phone = "13800000001";
    private const string Password = "correct-horse-1";
    private static readonly UnixTime Start = new(1_795_161_600);
    private readonly ServiceFiles _files = new();
    private readonly ServiceDatabase _database;
    private readonly Outbox _outbox;
    private readonly Sessions _sessions;
    private readonly Accounts _accounts;

    public AccountsTests()
    {
        var personal = PersonalData.Beside(_files.In("a.db"));
        _database = new ServiceDatabase(_files.In("a.db"), SharedSchema.Tables);
        _outbox = new Outbox(_database, personal);
        _sessions = new Sessions(_database);
        _accounts = new Accounts(_database, personal, _outbox, _sessions,
            new AccountRules(new BilingualText("Test", "测试"), [DocumentType.ResidentIdentityCard],
                (_, number, _) => ResidentCardNumber.IsValid(number) ? null : CommonRefusals.For(CommonRefusal.DocumentNumberMalformed)));
    }

    public void Dispose()
    {
        _database.Dispose();
        _files.Dispose();
    }

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex SixDigits();

    private static RegistrationRequest Request(string phone = Phone) => new(People.Default, phone, "测试路1号", Password);

    private string LastCode() => SixDigits().Match(_outbox.Read()[^1].Text.Zh).Value;

    private OpenedSession Registered(string phone = Phone)
    {
        var started = _accounts.Register(Request(phone), "c", Start).Required;
        return _accounts.Confirm(started.Id, LastCode(), Start).Required;
    }

    [Fact]
    public void Registrations_from_one_address_end_at_the_configured_limit_and_not_before()
    {
        var personal = PersonalData.Beside(_files.In("b.db"));
        using var database = new ServiceDatabase(_files.In("b.db"), SharedSchema.Tables);
        var accounts = new Accounts(database, personal, new Outbox(database, personal), new Sessions(database),
            new AccountRules(new BilingualText("Test", "测试"), [DocumentType.ResidentIdentityCard], (_, _, _) => null)
            {
                Addresses = new AddressLimits { RegistrationsMax = 2 },
            });
        Assert.Null(accounts.Register(Request("13800000001"), "c", Start).Refusal);
        Assert.Null(accounts.Register(Request("13800000002"), "c", Start).Refusal);
        var refused = accounts.Register(Request("13800000003"), "c", Start + 60).Refusal!;
        Assert.Equal(("too_many_requests", 3540L), (refused.Code, refused.RetryAfterSeconds));
        Assert.Null(accounts.Register(Request("13800000003"), "elsewhere", Start + 60).Refusal);
    }

    [Fact]
    public void A_code_by_SMS_makes_the_account_and_the_password_opens_it()
    {
        var session = Registered();
        var details = _accounts.Details(session.Session.Account!.Value);
        Assert.Equal((People.Default, Phone, "测试路1号"), (details.Identity, details.Phone, details.Address));
        Assert.Equal(session.Session, _sessions.Find(session.Token, Start));
        var again = _accounts.SignIn(Phone, Password, "c", Start + 1).Required;
        Assert.Equal(session.Session.Account, again.Session.Account);
        Assert.NotEqual(session.Session.Id, again.Session.Id);
    }

    [Fact]
    public void A_taken_phone_gets_the_same_answer_and_is_told_by_SMS_alone()
    {
        Registered();
        var again = _accounts.Register(Request(), "c", Start + 1);
        Assert.Null(again.Refusal);
        Assert.Equal(Start + 1 + Accounts.SmsCodeSeconds, again.Required.ExpiresAt);
        Assert.Contains("已注册", _outbox.Read()[^1].Text.Zh, StringComparison.Ordinal);
        Assert.Empty(LastCode());
        Assert.Equal("sms_code_refused", _accounts.Confirm(again.Required.Id, "000000", Start + 2).Refusal!.Code);
    }

    [Fact]
    public void Two_phones_may_claim_one_document_so_that_nothing_is_told_of_it()
    {
        Registered();
        Assert.NotNull(Registered("13800000002").Session.Account);
    }

    [Fact]
    public void A_code_dies_after_five_minutes_and_after_five_wrong_ones()
    {
        var started = _accounts.Register(Request(), "c", Start).Required;
        var code = LastCode();
        var wrong = code == "000000" ? "111111" : "000000";
        Assert.Equal("sms_code_refused", _accounts.Confirm(started.Id, code, Start + Accounts.SmsCodeSeconds).Refusal!.Code);
        for (var i = 0; i < Accounts.SmsCodeAttemptsMax; i++)
            Assert.Equal("sms_code_refused", _accounts.Confirm(started.Id, wrong, Start).Refusal!.Code);
        Assert.Equal("sms_code_refused", _accounts.Confirm(started.Id, code, Start).Refusal!.Code);
        Assert.Equal("sms_code_refused", _accounts.Confirm("none", code, Start).Refusal!.Code);
    }

    [Fact]
    public void A_code_counts_until_its_last_second()
    {
        var started = _accounts.Register(Request(), "c", Start).Required;
        Assert.NotNull(_accounts.Confirm(started.Id, LastCode(), Start + Accounts.SmsCodeSeconds - 1).Value);
    }

    [Fact]
    public void A_wrong_password_and_no_account_get_the_same_answer()
    {
        Registered();
        var wrong = _accounts.SignIn(Phone, "wrong-password-1", "c", Start).Refusal;
        var unknown = _accounts.SignIn("13900000000", Password, "c", Start).Refusal;
        Assert.Equal("sign_in_refused", wrong!.Code);
        Assert.Equal(wrong, unknown);
    }

    [Fact]
    public void Passwords_cannot_be_tried_without_end()
    {
        Registered();
        for (var i = 0; i < 10; i++) Assert.Equal("sign_in_refused", _accounts.SignIn(Phone, "wrong-1-wrong", "c", Start).Refusal!.Code);
        Assert.Equal("too_many_requests", _accounts.SignIn(Phone, Password, "c", Start).Refusal!.Code);
        Assert.NotNull(_accounts.SignIn(Phone, Password, "c", Start + 900).Value);
    }

    [Fact]
    public void Signing_out_ends_the_session_and_time_ends_it_too()
    {
        var session = Registered();
        Assert.NotNull(_sessions.Find(session.Token, Start + Sessions.RegisteredSeconds - 1));
        Assert.Null(_sessions.Find(session.Token, Start + Sessions.RegisteredSeconds));
        _accounts.SignOut(session.Session, Start + 1);
        Assert.Null(_sessions.Find(session.Token, Start + 2));
        Assert.Null(_sessions.Find("none", Start));
    }

    public static TheoryData<string, string, string, string> Malformed => new()
    {
        { "document_number_malformed", "110101185001010010", Phone, Password },
        { "phone_malformed", People.Default.Number, "1380000000", Password },
        { "phone_malformed", People.Default.Number, "12800000001", Password },
        { "password_weak", People.Default.Number, Phone, "1234567890" },
        { "password_weak", People.Default.Number, Phone, "short-1" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void What_cannot_be_right_is_named(string code, string number, string phone, string password)
    {
        var request = new RegistrationRequest(People.Default with { Number = number }, phone, null, password);
        Assert.Equal(code, _accounts.Register(request, "c", Start).Refusal!.Code);
        Assert.Empty(_outbox.Read());
    }

    [Fact]
    public void Documents_and_names_are_checked()
    {
        var officer = Request() with { Identity = People.Default with { Document = DocumentType.OfficerCard } };
        Assert.Equal("document_not_accepted", _accounts.Register(officer, "c", Start).Refusal!.Code);
        foreach (var name in new[] { "", "a\nb", new string('测', 41), "\ud800" })
        {
            var named = Request() with { Identity = People.Default with { Name = name } };
            Assert.Equal("name_malformed", _accounts.Register(named, "c", Start).Refusal!.Code);
        }
    }

    [Fact]
    public void Nothing_personal_lies_open_on_the_disk()
    {
        var session = Registered();
        _accounts.Register(Request("13800000003"), "c", Start);
        var bytes = _files.AllBytes();
        string[] secrets = [Phone, "13800000003", People.Default.Number, People.Default.Name, "测试路", Password, session.Token, "验证码"];
        foreach (var secret in secrets)
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)));
    }
}
