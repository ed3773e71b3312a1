using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.Licence;
using TempIdentity.Simulator.Services.Licence.Drivers;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Stories.World;

/// <summary>A driver with the 12123 app: an account, one session of the licence service, and a phone. Not thread-safe.</summary>
internal sealed class LicenceUser : IPhoneService, IDisposable
{
    private const SignatureAlgorithm Algorithm = SignatureAlgorithm.ESP256;

    private readonly StoryWorld _world;
    private readonly Random _grain;

    /// <summary>Registers with the resident identity card (L1) and is signed in.</summary>
    /// <param name="driver">Number in the register of drivers.</param>
    public LicenceUser(StoryWorld world, int driver, string phoneNumber, CodeForm form = CodeForm.Issued)
    {
        _world = world;
        _grain = world.Secrets.DeriveRandom("story/photo");
        Driver = driver;
        Person = StandardDrivers.People[driver];
        var request = new RegistrationRequest(Person, phoneNumber, "测试路1号", "a-long-story-1");
        var started = world.Licences.Register(request, "story", world.Now).Required;
        Session = world.Licences.Accounts.Confirm(started.Id, SmsCodes.Last(world.Licences.Outbox), world.Now).Required.Session;
        Phone = new StoryPhone(this, form, world.Secrets.DeriveKey(Algorithm, "story/licence-phone/" + driver));
    }

    public int Driver { get; }

    /// <summary>Synthetic; never told but masked.</summary>
    public Identity Person { get; }

    public Session Session { get; }

    public StoryPhone Phone { get; }

    /// <summary>Files the licence with its archive number (L2).</summary>
    public Answer<Driver> File() => _world.Licences.File(Session, StandardDrivers.ArchiveNumberOf(Driver), _world.Now);

    /// <summary>Passes the real-person check.</summary>
    public Answer<PassedCheck> Check() => _world.Licences.Check(Session, CameraCapture.Pass, _world.Now);

    /// <summary>Applies without a new photo: with the one on file, or with the earlier one.</summary>
    public Answer<LicenceApplication> Apply(PhotoWay way) =>
        _world.Licences.Apply(Session, new ApplicationRequest(ApplicationKind.Licence, way), _world.Now);

    /// <summary>Sends a photo from the album and applies with it.</summary>
    /// <param name="found">What the reviewer will find wrong with it.</param>
    public Answer<LicenceApplication> SendPhoto(ApplicationKind kind, params PhotoFinding[] found)
    {
        var upload = new PhotoUpload(PhotoSource.Album, PhotoFormat.Png, SyntheticPortrait.Taken(Driver, _grain));
        var photo = _world.Licences.Upload(Session, upload, _world.Now);
        return photo.Value is { } stored
            ? _world.Licences.Apply(Session, new ApplicationRequest(kind, PhotoWay.Album, stored.Id, found), _world.Now)
            : photo.Refusal!;
    }

    /// <summary>The electronic licence on the screen.</summary>
    public Answer<LicenceDisplay> Show() => _world.Licences.Show(Session, Algorithm, _world.Now);

    /// <summary>The newest message of a channel to this user.</summary>
    public OutboxMessage Newest(OutboxChannel channel) => _world.Licences.Outbox.Read()
        .Last(message => message.Channel == channel && message.Account == Session.Account);

    /// <summary>The police set the licence's statuses.</summary>
    public Answer<DriverChange> SetStatuses(params StatusEntry[] statuses) =>
        _world.Licences.SetStatuses(Reference, statuses, _world.Now);

    /// <summary>换证 with other vehicle classes.</summary>
    public Answer<DriverChange> Renew(params string[] classes) =>
        _world.Licences.Renew(Reference, new Renewal(classes, null, null, null), _world.Now);

    public Answer<PhoneCode> Code(UnixTime now)
    {
        var answer = _world.Licences.Code(Session, Algorithm, now);
        return answer.Value is { } code ? new PhoneCode(code.Text) : answer.Refusal!;
    }

    public Answer<PhoneGrant> Grant(PublicKey holder, UnixTime now)
    {
        var answer = _world.Licences.Grant(Session, holder, now);
        return answer.Value is { } grant ? new PhoneGrant(grant.Grant, grant.EndsAt) : answer.Refusal!;
    }

    public void Dispose() => Phone.Dispose();

    private DriverReference Reference => new(Person.Document, Person.Number);
}
