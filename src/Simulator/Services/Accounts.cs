using System.Globalization;
using System.Security.Cryptography;
using TempIdentity.GateAgent.Texts;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Services;

/// <summary>What a service asks of its users.</summary>
/// <param name="ServiceName">How the service calls itself in an SMS.</param>
/// <param name="Documents">Documents that it registers with.</param>
/// <param name="CheckNumber">Judges the form of a document's number; null when it is right.</param>
internal sealed record AccountRules(
    BilingualText ServiceName, IReadOnlyList<DocumentType> Documents, Func<DocumentType, string, UnixTime, ServiceRefusal?> CheckNumber)
{
    public AddressLimits Addresses { get; init; } = AddressLimits.Default;
}

/// <summary>What a person gives to register.</summary>
/// <param name="Identity">As claimed; the real-person check tells later whether it is true.</param>
/// <param name="Address">Null where a service does not ask for it.</param>
internal sealed record RegistrationRequest(Identity Identity, string Phone, string? Address, string Password)
{
    /// <summary>Masked: never the person's data.</summary>
    public override string ToString() => "RegistrationRequest(masked)";
}

/// <summary>A registration that waits for its SMS code. The answer is the same whether the phone has an account or not.</summary>
internal sealed record StartedRegistration(string Id, UnixTime ExpiresAt);

/// <summary>An account's owner, as claimed at registration.</summary>
internal sealed record AccountDetails(long Id, Identity Identity, PersonKey Person, string Phone, string? Address)
{
    /// <summary>Masked: never the person's data.</summary>
    public override string ToString() => FormattableString.Invariant($"AccountDetails({Id})");
}

/// <summary>
/// Registration by phone number and SMS code, sign-in and sign-out. No answer tells whether a phone or a document number is known: a phone
/// that has an account already is told so by SMS alone, and a sign-in without an account costs the same as one with a wrong password.
/// The identity is a claim until a real-person check has passed; several accounts may claim one. Thread-safe.
/// </summary>
internal sealed class Accounts(
    ServiceDatabase database, PersonalData personal, Outbox outbox, Sessions sessions, AccountRules rules)
{
    /// <summary>Seconds that an SMS code holds.</summary>
    public const int SmsCodeSeconds = 300;

    /// <summary>Wrong codes after which a registration is dead.</summary>
    public const int SmsCodeAttemptsMax = 5;

    private const int SmsCodeDigits = 6;

    private readonly AccountStore _store = new(database, personal);
    private readonly AttemptLimiter<PersonKey> _messages = new(new AttemptLimit(5, 3600));
    private readonly AttemptLimiter<string> _registrations = new(new AttemptLimit(rules.Addresses.RegistrationsMax, 3600));
    private readonly AttemptLimiter<PersonKey> _signIns = new(new AttemptLimit(10, 900));
    private readonly AttemptLimiter<string> _signInsFrom = new(new AttemptLimit(rules.Addresses.SignInsMax, 900));

    /// <summary>Takes a registration and sends an SMS to its phone: the code, or that the phone has an account.</summary>
    /// <param name="client">Where the request comes from, for the limit.</param>
    public Answer<StartedRegistration> Register(RegistrationRequest request, string client, UnixTime now)
    {
        var person = Normalise(request.Identity);
        if (FormProblem(request with { Identity = person }, now) is { } problem) return problem;
        var phone = PhoneKey(request.Phone);
        if ((_registrations.Take(client, now) ?? _messages.Take(phone, now)) is { } tooMany) return tooMany;
        var id = Sessions.NewToken();
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString($"D{SmsCodeDigits}", CultureInfo.InvariantCulture);
        var registration = new PendingRegistration(id, phone, PersonOf(person), person, request.Phone, request.Address,
            PasswordHash.Of(request.Password), CodeKey(id, code), 0, now + SmsCodeSeconds);
        database.InTransaction(_ =>
        {
            var taken = _store.HasPhone(phone);
            _store.Add(registration);
            outbox.SendSms(request.Phone, taken ? TakenText() : CodeText(code), now);
        });
        return new StartedRegistration(id, registration.ExpiresAt);
    }

    /// <summary>Ends a registration with the code of its SMS: the account is made and signed in.</summary>
    public Answer<OpenedSession> Confirm(string registrationId, string code, UnixTime now) =>
        database.InTransaction(_ => Confirmed(registrationId, code, now));

    private Answer<OpenedSession> Confirmed(string registrationId, string code, UnixTime now)
    {
        var refused = CommonRefusals.For(CommonRefusal.SmsCodeRefused);
        if (_store.FindRegistration(registrationId, now) is not { } registration) return refused;
        if (registration.Attempts >= SmsCodeAttemptsMax) return refused;
        _store.CountAttempt(registrationId);
        // A phone that has an account was never sent this code.
        if (CodeKey(registrationId, code) != registration.Code || _store.HasPhone(registration.PhoneKey)) return refused;
        _store.Remove(registrationId);
        return sessions.Open(now, _store.Create(registration, now));
    }

    /// <summary>Signs in: another session, without any real-person check (R12).</summary>
    /// <param name="client">Where the request comes from, for the limit.</param>
    public Answer<OpenedSession> SignIn(string phone, string password, string client, UnixTime now)
    {
        var key = PhoneKey(phone);
        if ((_signInsFrom.Take(client, now) ?? _signIns.Take(key, now)) is { } tooMany) return tooMany;
        if (password.Length > PasswordHash.CharsMax) return CommonRefusals.For(CommonRefusal.SignInRefused);
        var account = _store.FindPassword(key);
        // The work is done before the answer is known: it takes as long for an account that does not exist.
        var matches = (account?.Password ?? PasswordHash.OfNobody).Matches(password);
        if (account is null || !matches) return CommonRefusals.For(CommonRefusal.SignInRefused);
        _signIns.Clear(key);
        return sessions.Open(now, account.Id);
    }

    public void SignOut(Session session, UnixTime now) => sessions.End(session.Id, now);

    /// <summary>An account's owner. Throws when there is no such account.</summary>
    public AccountDetails Details(long account) => _store.Details(account);

    private static Identity Normalise(Identity claimed) => claimed with
    {
        Number = claimed.Number.Trim().ToUpperInvariant(),
        Name = PersonalFields.NormaliseName(claimed.Name),
    };

    private ServiceRefusal? FormProblem(RegistrationRequest request, UnixTime now)
    {
        if (!rules.Documents.Contains(request.Identity.Document)) return CommonRefusals.For(CommonRefusal.DocumentNotAccepted);
        if (rules.CheckNumber(request.Identity.Document, request.Identity.Number, now) is { } number) return number;
        if (!PersonalFields.IsName(request.Identity.Name)) return CommonRefusals.For(CommonRefusal.NameMalformed);
        if (!PersonalFields.IsPhone(request.Phone)) return CommonRefusals.For(CommonRefusal.PhoneMalformed);
        if (request.Address is { } address && !PersonalFields.IsAddress(address)) return CommonRefusals.For(CommonRefusal.AddressMalformed);
        return PasswordHash.IsStrong(request.Password) ? null : CommonRefusals.For(CommonRefusal.PasswordWeak);
    }

    private PersonKey PhoneKey(string phone) => personal.KeyOf("phone", phone);

    private PersonKey PersonOf(Identity person) => personal.KeyOf(person.Document, person.Number);

    private PersonKey CodeKey(string registrationId, string code) => personal.KeyOf("sms-code/" + registrationId, code);

    private BilingualText CodeText(string code) => new(
        $"{rules.ServiceName.En}: your code is {code}, good for 5 minutes. Tell nobody.",
        $"【{rules.ServiceName.Zh}】您的验证码为{code}，5分钟内有效，请勿告诉他人。");

    private BilingualText TakenText() => new(
        $"{rules.ServiceName.En}: this number has an account already. Please sign in.",
        $"【{rules.ServiceName.Zh}】该手机号已注册，请直接登录。");
}
