using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services.Licence.Calendar;
using TempIdentity.Simulator.Services.Licence.Drivers;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.Simulator.Services.Licence.Rules;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services.Licence;

/// <summary>What is applied for, and with which photo.</summary>
/// <param name="Photo">The uploaded photo for the ways camera and album.</param>
/// <param name="PlannedFindings">What the simulated reviewer will find.</param>
internal sealed record ApplicationRequest(
    ApplicationKind Kind, PhotoWay Way, string? Photo = null, IReadOnlyList<PhotoFinding>? PlannedFindings = null);

/// <summary>Who applies: the account, its filed driver, and the session's last real-person check.</summary>
internal sealed record Applicant(long Account, Driver Driver, UnixTime LiveAt);

/// <summary>
/// Applications for the electronic licence and for another photo (L3–L8), and the simulated reviewer's work (L5, L6). Runs inside its
/// caller's transaction.
/// </summary>
internal sealed class LicenceApplications(
    LicenceStores stores, DrivingLicenceIssuer issuer, LicenceNotices notices, StatusPublisher publisher, WorkCalendar calendar)
{
    /// <summary>Takes an application: issued at once, or waiting for its review.</summary>
    public Answer<LicenceApplication> Submit(Applicant applicant, ApplicationRequest request, UnixTime now)
    {
        var photo = request.Photo is { } id ? stores.Photos.FindWaiting(id, applicant.Account) : null;
        if (Problem(applicant.Driver, request, photo, now) is { } refused) return refused;
        var reviewed = LicenceRules.NeedsReview(request.Way);
        var application = new LicenceApplication(
            Sessions.NewToken(), applicant.Driver.Id, applicant.Account, request.Kind, request.Way, reviewed ? photo!.Id : null,
            ApplicationState.Submitted, applicant.LiveAt, now, reviewed ? calendar.ReviewOf(now) : null,
            reviewed ? LicenceRules.Findings(request.PlannedFindings ?? [], photo!.TakenOn, now) : []);
        stores.Applications.Add(application);
        if (reviewed) stores.Photos.MarkSubmitted(photo!.Id);
        else Issue(application, applicant.Driver, now);
        return stores.Applications.Find(application.Id)!;
    }

    /// <summary>Lets the simulated reviewer do everything that is due by now (L5).</summary>
    public void ReviewDue(UnixTime now)
    {
        foreach (var application in stores.Applications.Reviewable(now))
            Review(application, application.PlannedFindings, application.Review!.Value.At);
    }

    /// <summary>A reviewer's word on an application: without findings it is issued.</summary>
    public void Review(LicenceApplication application, IReadOnlyList<PhotoFinding> findings, UnixTime now)
    {
        var driver = stores.Drivers.Get(application.Driver);
        if (findings.Count > 0)
        {
            End(application, ApplicationRefusal.Photo, findings, now);
            notices.PhotoRefused(application, findings, now);
        }
        else if (LicenceRules.ApplicantProblem(driver.Record, now) is { } refusal)
        {
            End(application, ApplicationRefusal.Status, [], now);
            notices.Refused(application, refusal, now);
        }
        else
        {
            Issue(application, driver, now);
        }
    }

    /// <summary>Ends an application that waits: the licence it was for has changed (L12, L13).</summary>
    public void LicenceChanged(long driver, UnixTime now)
    {
        if (stores.Applications.Open(driver) is { } open) End(open, ApplicationRefusal.LicenceChanged, [], now);
    }

    private ServiceRefusal? Problem(Driver driver, ApplicationRequest request, StoredPhoto? photo, UnixTime now)
    {
        if (LicenceRules.ApplicantProblem(driver.Record, now) is { } status) return status;
        var newest = stores.Electronic.Newest(driver.Id);
        if (request.Kind == ApplicationKind.Licence && newest is { SupersededAt: null })
            return LicenceRefusals.For(LicenceRefusal.AlreadyIssued);
        if (request.Kind == ApplicationKind.PhotoReplacement && NoReplacement(driver, request.Way, newest, now) is { } early) return early;
        if (stores.Applications.Open(driver.Id) is not null) return LicenceRefusals.For(LicenceRefusal.ApplicationOpen);
        return LicenceRules.PhotoProblem(request.Way, driver.Record, newest, photo);
    }

    private static ServiceRefusal? NoReplacement(Driver driver, PhotoWay way, ElectronicLicence? newest, UnixTime now)
    {
        if (newest is null) return LicenceRefusals.For(LicenceRefusal.NoElectronicLicence);
        return LicenceRules.SupersededProblem(newest) ?? LicenceRules.ReplacementProblem(way, driver.PhotoReplacedAt, now);
    }

    private void Issue(LicenceApplication application, Driver driver, UnixTime now)
    {
        var newest = stores.Electronic.Newest(driver.Id);
        if (application.Kind == ApplicationKind.PhotoReplacement)
        {
            stores.Electronic.SetPhoto(newest!.Credential, application.Photo!);
            stores.Drivers.PhotoReplaced(driver.Id, now);
            if (newest.Photo is { } replaced) stores.Photos.Erase(replaced);
        }
        else
        {
            var photo = application.Way == PhotoWay.Earlier ? newest!.Photo : application.Photo;
            var record = driver.Record;
            var credential = issuer.Grant(
                record.Person, record.Classes, record.Authority, record.ValidFrom, record.ValidUntil, application.LiveAt);
            stores.Electronic.Add(new ElectronicLicence(credential, driver.Id, record.Generation, photo, now, null, null));
            publisher.Mark(driver.Id);
        }
        stores.Applications.Decide(application.Id, ApplicationState.Issued, now);
        notices.Issued(application, now);
    }

    private void End(LicenceApplication application, ApplicationRefusal refusal, IReadOnlyList<PhotoFinding> findings, UnixTime now)
    {
        stores.Applications.Decide(application.Id, ApplicationState.Refused, now, refusal, findings);
        if (application.Photo is { } photo) stores.Photos.Erase(photo);
    }
}
