using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.RideId;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Stories.World;

/// <summary>A person with the 12306 app: one session of the ride-ID service and a phone. Not thread-safe.</summary>
internal sealed class RideIdUser : IPhoneService, IDisposable
{
    private const SignatureAlgorithm Algorithm = SignatureAlgorithm.ESP256;

    private static readonly LocationFix AtTheStation = new(39.865, 116.379);

    private readonly StoryWorld _world;

    private RideIdUser(StoryWorld world, Identity person, Session session, CodeForm form)
    {
        _world = world;
        Person = person;
        Session = session;
        Phone = new StoryPhone(this, form, world.Secrets.DeriveKey(Algorithm, "story/phone/" + session.Id));
    }

    /// <summary>Synthetic; never told but masked.</summary>
    public Identity Person { get; }

    public Session Session { get; }

    public StoryPhone Phone { get; }

    /// <summary>Somebody without an account who opens the page.</summary>
    public static RideIdUser Anonymous(StoryWorld world, Identity person, CodeForm form = CodeForm.Issued) =>
        new(world, person, world.RideIds.OpenSession("story", world.Now).Required.Session, form);

    /// <summary>Somebody who has registered with a phone number and is signed in.</summary>
    public static RideIdUser Registered(StoryWorld world, Identity person, string phoneNumber)
    {
        var request = new RegistrationRequest(person, phoneNumber, null, "a-long-story-1");
        var started = world.RideIds.Accounts.Register(request, "story", world.Now).Required;
        var opened = world.RideIds.Accounts.Confirm(started.Id, SmsCodes.Last(world.RideIds.Outbox), world.Now).Required;
        return new RideIdUser(world, person, opened.Session, CodeForm.Issued);
    }

    /// <summary>Fills the form in and sends it.</summary>
    /// <param name="form">Null: the person's own data, with a location.</param>
    public Answer<ApplicationReceipt> Apply(ApplicationForm? form = null) =>
        _world.RideIds.Apply(Session, form ?? OwnForm(), "story", _world.Now);

    /// <summary>The form with the person's own data.</summary>
    public ApplicationForm OwnForm() => Session.Registered
        ? new ApplicationForm(DocumentType.ResidentIdentityCard, null, null, true, AtTheStation)
        : new ApplicationForm(Person.Document, Person.Number, Person.Name, true, AtTheStation);

    /// <summary>Stands before the camera for an application's real-person check.</summary>
    public Answer<CertificateView> Check(ApplicationReceipt application, CameraCapture capture = CameraCapture.Pass) =>
        _world.RideIds.Check(Session, application.Id, capture, _world.Now);

    /// <summary>Passes the check again for the certificate that is there (R8).</summary>
    public Answer<CertificateView> CheckAgain() => _world.RideIds.CheckAgain(Session, CameraCapture.Pass, _world.Now);

    public Answer<PhoneCode> Code(UnixTime now)
    {
        var answer = _world.RideIds.Code(Session, Algorithm, now);
        return answer.Value is { } code ? new PhoneCode(code.Text) : answer.Refusal!;
    }

    public Answer<PhoneGrant> Grant(PublicKey holder, UnixTime now)
    {
        var answer = _world.RideIds.Grant(Session, holder, now);
        return answer.Value is { } grant ? new PhoneGrant(grant.Grant, grant.EndsAt) : answer.Refusal!;
    }

    public void Dispose() => Phone.Dispose();
}
