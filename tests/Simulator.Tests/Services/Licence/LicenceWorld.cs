using System.Text.RegularExpressions;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.Licence;
using TempIdentity.Simulator.Services.Licence.Calendar;
using TempIdentity.Simulator.Services.Licence.Drivers;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.Simulator.Tests.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Tests.Services.Licence;

/// <summary>The licence service over files of its own, with helpers for what most tests begin with.</summary>
internal sealed partial class LicenceWorld : IDisposable
{
    public const string Password = "correct-horse-1";
    public const string Client = "test";
    public const SignatureAlgorithm Esp256 = SignatureAlgorithm.ESP256;

    /// <summary>A Thursday morning, a working day before a working day.</summary>
    public static readonly UnixTime Start = ChinaInstant.At("2026-11-19 10:00:00");

    private readonly ServiceFiles _files;
    private readonly ServiceDatabase _database;
    private int _phones;

    public LicenceWorld(ServiceFiles? files = null)
    {
        _files = files ?? new ServiceFiles();
        var path = _files.In("licence.db");
        var personal = PersonalData.Beside(path);
        _database = new ServiceDatabase(path, LicenceSchema.Migrations);
        Photos = new PhotoStore(_database, personal);
        var window = new KeyWindow(Start - 40 * 86_400L, Start - 30 * 86_400L, Start + 1000 * 86_400L);
        Authorities = new Authorities(SeededSecrets.OfRun(7), window,
            registers: kind => new SqliteCredentialRegister(_database, personal, kind));
        var check = new RealPersonCheck(new CitizenRegister(StandardDrivers.People), new SimulatedCamera());
        Service = new LicenceService(_database, personal, Authorities.Licences, check, WorkCalendar.Default, Start);
    }

    public Authorities Authorities { get; }

    public LicenceService Service { get; }

    /// <summary>The service's photos, as they are kept.</summary>
    public PhotoStore Photos { get; }

    public ServiceFiles Files => _files;

    /// <summary>Who is driver number so-and-so; archive numbers go by it.</summary>
    public static Identity Person(int driver) => driver < StandardDrivers.Citizens
        ? CitizenRegister.Standard[driver]
        : StandardDrivers.Military[driver - StandardDrivers.Citizens];

    public static DriverReference Reference(int driver) => new(Person(driver).Document, Person(driver).Number);

    public static StatusEntry Status(CredentialStatus status, UnixTime? from = null, UnixTime? until = null) =>
        new(status, StatusReason.AdministrativeDecision, PaperNeeded: false, from ?? Start, until ?? StatusEntry.NoEnd);

    /// <summary>What a process that is killed now would find at its next start.</summary>
    public LicenceWorld AfterPowerCut() => new(_files.AfterPowerCut());

    /// <summary>A signed-in user who claims to be a person.</summary>
    public Session SignedUp(Identity person, UnixTime? now = null)
    {
        var phone = FormattableString.Invariant($"138{_phones++:D8}");
        var at = now ?? Start;
        var started = Service.Register(new RegistrationRequest(person, phone, "测试路1号", Password), Client, at).Required;
        return Service.Accounts.Confirm(started.Id, LastCode(), at).Required.Session;
    }

    /// <summary>A user who has filed the licence of driver number so-and-so.</summary>
    public Session Filed(int driver, UnixTime? now = null)
    {
        var session = SignedUp(Person(driver), now);
        Assert.Null(Service.File(session, StandardDrivers.ArchiveNumberOf(driver), now ?? Start).Refusal);
        return session;
    }

    /// <summary>A user who has filed the licence and passed the real-person check.</summary>
    public Session Checked(int driver, UnixTime? now = null)
    {
        var session = Filed(driver, now);
        PassCheck(session, now ?? Start);
        return session;
    }

    /// <summary>A user with an electronic licence, issued with the photo on file.</summary>
    public Session Issued(int driver, UnixTime? now = null)
    {
        var session = Checked(driver, now);
        Assert.Equal(ApplicationState.Issued, Apply(session, PhotoWay.OnFile, now: now).Required.State);
        return session;
    }

    public void PassCheck(Session session, UnixTime now) => Assert.Null(Service.Check(session, CameraCapture.Pass, now).Refusal);

    public Answer<LicenceApplication> Apply(Session session, PhotoWay way, string? photo = null, UnixTime? now = null,
        params PhotoFinding[] findings) =>
        Service.Apply(session, new ApplicationRequest(ApplicationKind.Licence, way, photo, findings), now ?? Start);

    public Answer<LicenceApplication> Replace(Session session, UnixTime now, params PhotoFinding[] findings) => Service.Apply(
        session, new ApplicationRequest(ApplicationKind.PhotoReplacement, PhotoWay.Album, Upload(session, now), findings), now);

    /// <summary>The number of a good uploaded photo.</summary>
    public string Upload(Session session, UnixTime? now = null, PhotoSource source = PhotoSource.Album, DateOnly? takenOn = null) =>
        Service.Upload(session, new PhotoUpload(source, PhotoFormat.Jpeg, TestPhotos.Jpeg(), takenOn), now ?? Start).Required.Id;

    /// <summary>A verifier's trust, as published now.</summary>
    public TrustStore Trust(UnixTime now)
    {
        var load = TestWorld.Load(Authorities.Trust.Publish(now, []), now);
        Assert.Null(load.Refusal);
        return load.Store!;
    }

    /// <summary>The last messages, newest last.</summary>
    public IReadOnlyList<OutboxMessage> Messages(OutboxChannel channel)
    {
        var all = new List<OutboxMessage>();
        for (var page = Service.Outbox.Read(); page.Count > 0; page = Service.Outbox.Read(page[^1].Id)) all.AddRange(page);
        return [.. all.Where(message => message.Channel == channel)];
    }

    public string LastCode() => SixDigits().Match(Messages(OutboxChannel.Sms)[^1].Text.Zh).Value;

    public static void AssertRefused<T>(string code, Answer<T> answer) where T : class => Assert.Equal(code, answer.Refusal?.Code);

    public void Dispose()
    {
        _database.Dispose();
        _files.Dispose();
    }

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex SixDigits();
}
