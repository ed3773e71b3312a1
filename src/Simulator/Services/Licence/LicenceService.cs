using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services.Licence.Calendar;
using TempIdentity.Simulator.Services.Licence.Drivers;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.Simulator.Services.Licence.Rules;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Services.Licence;

/// <summary>
/// The traffic police's service for electronic driving licences (L1–L16): register, file, apply, show. What was answered is on disk; each
/// request is one transaction, in which the simulated reviewer first does what is due. Thread-safe; the clock is the caller's.
/// </summary>
internal sealed partial class LicenceService
{
    private readonly LicenceStores _stores;
    private readonly PersonalData _personal;
    private readonly DrivingLicenceIssuer _issuer;
    private readonly RealPersonCheck _check;
    private readonly StatusPublisher _publisher;
    private readonly LicenceApplications _applications;
    private readonly LicenceOperator _operator;
    private readonly LicenceLimits _limits = new();

    /// <param name="database">Opened with <see cref="LicenceSchema.Migrations"/>.</param>
    /// <param name="now">When a new register of drivers begins.</param>
    public LicenceService(
        ServiceDatabase database, PersonalData personal, DrivingLicenceIssuer issuer, RealPersonCheck check, WorkCalendar calendar,
        UnixTime now, AddressLimits? addresses = null)
    {
        _stores = new LicenceStores(database, personal);
        _personal = personal;
        _issuer = issuer;
        _check = check;
        Sessions = new Sessions(database);
        Accounts = new Accounts(database, personal, Outbox, Sessions, new AccountRules(
            LicenceNotices.ServiceName, LicenceDocuments.Accepted, (document, number, _) => LicenceRules.NumberProblem(document, number))
        {
            Addresses = addresses ?? AddressLimits.Default,
        });
        var notices = new LicenceNotices(Outbox, Accounts);
        _publisher = new StatusPublisher(_stores, issuer);
        _applications = new LicenceApplications(_stores, issuer, notices, _publisher, calendar);
        _operator = new LicenceOperator(_stores, _applications, notices, _publisher);
        SeedDrivers(now);
        _publisher.PublishAll();
    }

    public Outbox Outbox => _stores.Outbox;

    public Sessions Sessions { get; }

    public Accounts Accounts { get; }

    /// <summary>Told when statuses changed that verifiers must learn of.</summary>
    public Action StatusChanged { get; set; } = () => { };

    /// <summary>Lets the simulated reviewer do what is due; a clock that ticks calls it, so that messages come in time (L5).</summary>
    public void Tick(UnixTime now) => Do(now, () => true);

    /// <summary>Registers with a document of L1; an SMS brings the code.</summary>
    public Answer<StartedRegistration> Register(RegistrationRequest request, string client, UnixTime now)
    {
        if (LicenceRules.AddressProblem(request.Address) is { } refused) return refused;
        return Accounts.Register(request, client, now);
    }

    /// <summary>Files the licence with its archive number (L2).</summary>
    public Answer<Driver> File(Session session, string archiveNumber, UnixTime now)
    {
        if (session.Account is not { } account) return CommonRefusals.For(CommonRefusal.SignInRequired);
        if (!ArchiveNumber.IsWellFormed(archiveNumber)) return LicenceRefusals.For(LicenceRefusal.ArchiveNumberMalformed);
        var details = Accounts.Details(account);
        if (_limits.Filings.Take(details.Person, now) is { } tooMany) return tooMany;
        return Do<Answer<Driver>>(now, () =>
        {
            var driver = _stores.Drivers.FindArchive(archiveNumber);
            if (LicenceRules.FilingProblem(driver, details.Identity) is { } refused) return refused;
            _stores.Filings.File(account, driver!.Id, now);
            _limits.Filings.Clear(details.Person);
            return driver;
        });
    }

    /// <summary>The licence that the account has filed.</summary>
    public Answer<Driver> Filed(Session session, UnixTime now) => Do(now, () => Owner(session));

    /// <summary>Passes the real-person check for this session.</summary>
    public Answer<PassedCheck> Check(Session session, CameraCapture capture, UnixTime now)
    {
        if (session.Account is not { } account) return CommonRefusals.For(CommonRefusal.SignInRequired);
        var details = Accounts.Details(account);
        if (_limits.TakeCheck(session, details.Person, now) is { } tooMany) return tooMany;
        if (LicenceRules.CameraProblem(_check.Check(details.Identity, capture)) is { } refused) return refused;
        Do(now, () =>
        {
            _stores.Filings.PassedCheck(session.Id, now);
            return true;
        });
        return new PassedCheck(now + CodeLimits.LivenessSeconds);
    }

    /// <summary>Takes a photo that is one (L6); a reviewer sees it when it is submitted.</summary>
    public Answer<StoredPhoto> Upload(Session session, PhotoUpload upload, UnixTime now)
    {
        if (session.Account is not { } account) return CommonRefusals.For(CommonRefusal.SignInRequired);
        if (_limits.Photos.Take(account, now) is { } tooMany) return tooMany;
        var inspection = PhotoInspector.Inspect(upload.Bytes.Span, upload.Format);
        if (inspection.Fault is { } fault) return LicenceRefusals.Photo(fault);
        if (upload.TakenOn is { } day && PhotoAge.IsInFuture(day, now)) return LicenceRefusals.For(LicenceRefusal.PhotoFromFuture);
        return Do<Answer<StoredPhoto>>(now, () =>
        {
            var owner = Owner(session);
            if (owner.Value is not { } driver) return owner.Refusal!;
            var takenOn = upload.Source == PhotoSource.Camera ? ChinaCalendar.DateOf(now) : upload.TakenOn;
            var photo = new StoredPhoto(
                Sessions.NewToken(), account, driver.Id, upload.Source, inspection.Facts, takenOn, now, Submitted: false);
            _stores.Photos.Add(photo, upload.Bytes.Span);
            return photo;
        });
    }

    /// <summary>Applies for the electronic licence, or for another photo of it (L3–L8).</summary>
    public Answer<LicenceApplication> Apply(Session session, ApplicationRequest request, UnixTime now)
    {
        if (session.Account is { } account && _limits.Applications.Take(account, now) is { } tooMany) return tooMany;
        return Do<Answer<LicenceApplication>>(now, () =>
        {
            var owner = Owner(session);
            if (owner.Value is not { } driver) return owner.Refusal!;
            var liveAt = _stores.Filings.LiveAt(session.Id);
            if (LicenceRules.CheckProblem(liveAt, now) is { } notLive) return notLive;
            return _applications.Submit(new Applicant(session.Account!.Value, driver, liveAt!.Value), request, now);
        });
    }

    /// <summary>What the user may do now.</summary>
    public Answer<ApplicationOptions> Options(Session session, UnixTime now) => Do<Answer<ApplicationOptions>>(now, () =>
    {
        var owner = Owner(session);
        if (owner.Value is not { } driver) return owner.Refusal!;
        var newest = _stores.Electronic.Newest(driver.Id);
        PhotoWay[] ways =
        [
            .. driver.Record.PhotoOnFile ? [PhotoWay.OnFile] : (PhotoWay[])[], PhotoWay.Camera, PhotoWay.Album,
            .. newest is null ? (PhotoWay[])[] : [PhotoWay.Earlier],
        ];
        return new ApplicationOptions(
            LicenceRules.ApplicantProblem(driver.Record, now), ways, _stores.Applications.Open(driver.Id),
            newest is { SupersededAt: null }, PhotoReplacement.NotBefore(driver.PhotoReplacedAt, now));
    });

    /// <summary>The user's applications, newest first.</summary>
    public Answer<ApplicationList> Applications(Session session, UnixTime now) => Do<Answer<ApplicationList>>(now, () =>
    {
        var owner = Owner(session);
        return owner.Value is { } driver ? new ApplicationList(_stores.Applications.Of(driver.Id)) : owner.Refusal!;
    });

    /// <summary>The driver whose licence this session's account has filed (L2).</summary>
    private Answer<Driver> Owner(Session session)
    {
        if (session.Account is not { } account) return CommonRefusals.For(CommonRefusal.SignInRequired);
        var filed = _stores.Filings.DriverOf(account);
        return LicenceRules.FiledProblem(filed) is { } refused ? refused : _stores.Drivers.Get(filed!.Value);
    }

    private T Do<T>(UnixTime now, Func<T> work)
    {
        var result = _stores.Database.InTransaction(_ =>
        {
            _applications.ReviewDue(now);
            return work();
        });
        if (_publisher.PublishMarked()) StatusChanged();
        return result;
    }

    private void SeedDrivers(UnixTime now) => _stores.Database.InTransaction(_ =>
    {
        if (_stores.Drivers.Count > 0) return;
        foreach (var driver in StandardDrivers.Make(now)) _stores.Drivers.Add(driver);
    });
}
