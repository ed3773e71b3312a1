using TempIdentity.GateAgent.Texts;
using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Services.RideId;

/// <summary>
/// The railway's service for electronic temporary ride IDs (R1–R14, R17): apply, pass the real-person check, show. What was answered is on
/// disk. Thread-safe; the clock is the caller's.
/// </summary>
internal sealed class RideIdService
{
    /// <summary>Seconds in which an application's check must be passed.</summary>
    public const int ApplicationSeconds = 600;

    private readonly ServiceDatabase _database;
    private readonly PersonalData _personal;
    private readonly RideIdIssuer _issuer;
    private readonly RealPersonCheck _check;
    private readonly RideIdStore _store;
    private readonly RideIdLimits _limits = new();

    public RideIdService(
        ServiceDatabase database, PersonalData personal, RideIdIssuer issuer, RealPersonCheck check, AddressLimits? addresses = null)
    {
        _database = database;
        _personal = personal;
        _issuer = issuer;
        _check = check;
        _store = new RideIdStore(database, personal);
        Outbox = new Outbox(database, personal);
        Sessions = new Sessions(database);
        Accounts = new Accounts(database, personal, Outbox, Sessions, new AccountRules(
            new BilingualText("Railway 12306", "铁路12306"), [DocumentType.ResidentIdentityCard],
            (_, number, now) => RideIdRules.NumberProblem(number, now))
        {
            Addresses = addresses ?? AddressLimits.Default,
        });
        foreach (var revoked in _store.Revoked()) _issuer.Revoke(revoked);
    }

    public Outbox Outbox { get; }

    public Sessions Sessions { get; }

    public Accounts Accounts { get; }

    /// <summary>Told when a status changed that verifiers must learn of.</summary>
    public Action StatusChanged { get; set; } = () => { };

    /// <summary>Opens a session for somebody with the app and no account.</summary>
    public Answer<OpenedSession> OpenSession(string client, UnixTime now)
    {
        if (_limits.Sessions.Take(client, now) is { } tooMany) return tooMany;
        return Sessions.Open(now);
    }

    /// <summary>
    /// Takes an application whose form is right (R1–R4). Nothing is told of the person: that waits for the real-person check (R5).
    /// </summary>
    public Answer<ApplicationReceipt> Apply(Session session, ApplicationForm form, string client, UnixTime now)
    {
        if (_limits.TakeApplication(session, client, now) is { } tooMany) return tooMany;
        var own = session.Account is { } account ? Accounts.Details(account).Identity : null;
        var applicant = RideIdRules.Applicant(form, own);
        if (applicant.Refusal is { } incomplete) return incomplete;
        if (RideIdRules.IdentityProblem(applicant.Required, now) is { } malformed) return malformed;
        if (RideIdRules.LocationProblem(form) is { } nowhere) return nowhere;
        var row = new ApplicationRow(Sessions.NewToken(), session.Id, PersonOf(applicant.Required), applicant.Required,
            now + ApplicationSeconds, ApplicationState.AwaitingCheck, null);
        _database.InTransaction(_ => _store.AddApplication(row, form.Fix!, now));
        return new ApplicationReceipt(row.Id, row.ExpiresAt);
    }

    /// <summary>
    /// Passes an application's real-person check and tells its result (R5): a certificate for 24 hours (R7), the one that is still valid
    /// (R8), or that the month's three are used (R6). Asking again after a pass gives the same certificate.
    /// </summary>
    public Answer<CertificateView> Check(Session session, string applicationId, CameraCapture capture, UnixTime now)
    {
        if (_limits.TakeCheck(session, now) is { } tooMany) return tooMany;
        return _database.InTransaction(_ => Checked(session, applicationId, capture, now));
    }

    private Answer<CertificateView> Checked(Session session, string applicationId, CameraCapture capture, UnixTime now)
    {
        if (_store.FindApplication(applicationId) is not { } application || application.Session != session.Id
            || now >= application.ExpiresAt || application.State is ApplicationState.CheckFailed or ApplicationState.CheckSpoofed)
            return RideIdRefusals.For(RideIdRefusal.ApplicationUnknown);
        if (_limits.Persons.Take(application.Person, now) is { } tooMany) return tooMany;
        var result = _check.Check(application.Identity, capture);
        if (RideIdRules.CheckProblem(result) is { } failed)
        {
            Close(application, result, now);
            return failed;
        }
        var newest = _store.LatestOf(application.Person);
        if (RideIdRules.StillServes(newest, now))
        {
            if (application.State == ApplicationState.AwaitingCheck)
                _store.Decide(application.Id, ApplicationState.Existing, newest!.Id, now);
            return Show(session, newest!, existing: true, now);
        }
        // Granted minutes ago and revoked since: this application is used up.
        if (application.Credential is { } earlier) return RideIdRules.CertificateProblem(_store.FindCertificate(earlier)!, now)!;
        return Granted(session, application, now);
    }

    private Answer<CertificateView> Granted(Session session, ApplicationRow application, UnixTime now)
    {
        if (RideIdRules.QuotaProblem(_store.GrantedIn(application.Person, ChinaMonth.Of(now))) is { } used)
        {
            _store.Decide(application.Id, ApplicationState.QuotaUsed, null, now);
            return used;
        }
        var id = _issuer.Grant(application.Identity, now);
        var row = new CertificateRow(id, application.Person, now, _issuer.Find(id).ValidUntil, session.Account, null);
        _store.AddCertificate(row);
        _store.Decide(application.Id, ApplicationState.Granted, id, now);
        if (session.Account is { } account) Outbox.Notify(account, RideIdTexts.Granted(row.ValidUntil), now);
        return Show(session, row, existing: false, now);
    }

    /// <summary>The page of the session's certificate. Looking at it counts as nothing (R8).</summary>
    public Answer<CertificateView> View(Session session, UnixTime now) => _database.InTransaction<Answer<CertificateView>>(_ =>
    {
        if (Held(session, now, out var held) is { } problem) return problem;
        return ViewOf(_store.FindCertificate(held.Credential)!, held.LiveAt, existing: true, now);
    });

    /// <summary>
    /// Passes the real-person check again (R8: not counted): after 30 minutes (R10), a closed page (R11), a sign-in or a cleared cache
    /// (R12). A registered user's session without a certificate finds the person's valid one by this.
    /// </summary>
    public Answer<CertificateView> CheckAgain(Session session, CameraCapture capture, UnixTime now)
    {
        if (_limits.TakeCheck(session, now) is { } tooMany) return tooMany;
        return _database.InTransaction(_ => CheckedAgain(session, capture, now));
    }

    private Answer<CertificateView> CheckedAgain(Session session, CameraCapture capture, UnixTime now)
    {
        var held = _store.OfSession(session.Id);
        Identity claimed;
        if (held is not null) claimed = _issuer.Find(held.Credential).Identity;
        else if (session.Account is { } account) claimed = Accounts.Details(account).Identity;
        else return RideIdRefusals.For(RideIdRefusal.NoCertificate);
        var person = PersonOf(claimed);
        if (_limits.Persons.Take(person, now) is { } tooMany) return tooMany;
        if (RideIdRules.CheckProblem(_check.Check(claimed, capture)) is { } failed) return failed;
        if (_store.LatestOf(person) is not { } newest) return RideIdRefusals.For(RideIdRefusal.NoCertificate);
        if (RideIdRules.CertificateProblem(newest, now) is { } over) return over;
        return Show(session, newest, existing: true, now);
    }

    /// <summary>A code of 60 seconds (R9), while this session's check is less than 30 minutes old (R10).</summary>
    public Answer<ServedCode> Code(Session session, SignatureAlgorithm algorithm, UnixTime now)
    {
        if (_limits.Codes.Take(session.Id, now) is { } tooMany) return tooMany;
        return _database.InTransaction<Answer<ServedCode>>(_ =>
        {
            if (Held(session, now, out var held) is { } problem) return problem;
            var served = _issuer.IssueCode(held.Credential, algorithm, now, held.LiveAt);
            if (served.Refusal is { } refused) return RideIdRules.ServingProblem(refused);
            return new ServedCode(served.Value!, served.IssuedAt, served.IssuedAt + CodeLimits.CodeLifetimeSeconds,
                _issuer.GrantEnd(held.Credential, held.LiveAt));
        });
    }

    /// <summary>A grant that names the phone's key, for at most 30 minutes after this session's check (R10).</summary>
    /// <param name="holder">ESP256 or SM2; the issuer signs with the same algorithm.</param>
    public Answer<ServedGrant> Grant(Session session, PublicKey holder, UnixTime now)
    {
        if (_limits.Codes.Take(session.Id, now) is { } tooMany) return tooMany;
        if (holder.Algorithm == SignatureAlgorithm.Ed25519) return RideIdRefusals.For(RideIdRefusal.HolderKeyRefused);
        return _database.InTransaction<Answer<ServedGrant>>(_ =>
        {
            if (Held(session, now, out var held) is { } problem) return problem;
            var served = _issuer.IssueGrant(held.Credential, holder.Algorithm, holder, now, held.LiveAt);
            if (served.Refusal is { } refused) return RideIdRules.ServingProblem(refused);
            return new ServedGrant(served.Value!, _issuer.GrantEnd(held.Credential, held.LiveAt));
        });
    }

    /// <summary>The user closed the certificate's page (R11).</summary>
    public void ClosePage(Session session) => _store.SetShow(session.Id, RideIdRules.AfterClosing(session));

    /// <summary>The app's cache was cleared (R12).</summary>
    public void ClearCache(Session session) => _store.SetShow(session.Id, ShowState.CacheCleared);

    /// <summary>Ends the session; the next one has no check (R12).</summary>
    public void SignOut(Session session, UnixTime now) => Accounts.SignOut(session, now);

    /// <summary>The operator revokes a certificate: its codes are no longer served, and the status list tells the gates.</summary>
    public Answer<Revocation> Revoke(CredentialId id, RevocationReason reason, UnixTime now)
    {
        var answer = _database.InTransaction<Answer<Revocation>>(_ =>
        {
            if (_store.FindCertificate(id) is not { } certificate) return CommonRefusals.For(CommonRefusal.NotFound);
            if (certificate.Revocation is { } before) return before;
            var revocation = new Revocation(id, reason, now);
            _store.Revoke(revocation);
            if (certificate.Account is { } account) Outbox.Notify(account, RideIdTexts.Revoked, now);
            return revocation;
        });
        if (answer.Value is null) return answer;
        _issuer.Revoke(id);
        StatusChanged();
        return answer;
    }

    /// <summary>A certificate for the operator, masked; null when there is none.</summary>
    public CertificateRow? Find(CredentialId id) => _store.FindCertificate(id);

    private void Close(ApplicationRow application, CameraResult result, UnixTime now)
    {
        // A timeout may be tried again; what was decided stays decided.
        if (application.State != ApplicationState.AwaitingCheck || result == CameraResult.Timeout) return;
        var state = result == CameraResult.Spoof ? ApplicationState.CheckSpoofed : ApplicationState.CheckFailed;
        _store.Decide(application.Id, state, null, now);
    }

    /// <summary>The certificate that a session may show now, with its check; or why it may not.</summary>
    private ServiceRefusal? Held(Session session, UnixTime now, out SessionCertificate held)
    {
        var found = _store.OfSession(session.Id);
        held = found!;
        return RideIdRules.ShowProblem(session, found)
            ?? RideIdRules.CertificateProblem(_store.FindCertificate(held.Credential)!, now);
    }

    private CertificateView Show(Session session, CertificateRow certificate, bool existing, UnixTime now)
    {
        _store.Attach(session.Id, certificate.Id, now);
        _issuer.PassLiveness(certificate.Id, now);
        return ViewOf(certificate, now, existing, now);
    }

    private CertificateView ViewOf(CertificateRow certificate, UnixTime liveAt, bool existing, UnixTime now)
    {
        var credential = _issuer.Find(certificate.Id);
        var left = RideIdRules.GrantsPerMonth - _store.GrantedIn(certificate.Person, ChinaMonth.Of(now));
        return new CertificateView(
            certificate.Id, People.MaskName(credential.Identity.Name), ResidentCardNumber.Mask(credential.Identity.Number),
            credential.ValidFrom, credential.ValidUntil, _issuer.GrantEnd(certificate.Id, liveAt), existing, Math.Max(0, left));
    }

    private PersonKey PersonOf(Identity person) => _personal.KeyOf(person.Document, person.Number);
}
