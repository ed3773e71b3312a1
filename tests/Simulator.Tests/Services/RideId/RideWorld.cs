using System.Text.RegularExpressions;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.Simulator.Services.RideId;
using TempIdentity.Simulator.Tests.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Tests.Services.RideId;

/// <summary>The services over a directory of their own, with simulated time; can lose its power and come back.</summary>
internal sealed partial class RideWorld : IDisposable
{
    public const string Password = "correct-horse-1";
    public static readonly LocationFix Beijing = new(39.9, 116.4);
    private readonly List<IDisposable> _left = [];
    private ServiceFiles _files = new();

    public RideWorld(UnixTime? start = null)
    {
        Clock = ServiceClock.Simulated(start ?? TestWorld.Start);
        World = new ServiceWorld(_files.Directory, Clock);
    }

    public ServiceClock Clock { get; }

    public ServiceWorld World { get; private set; }

    public ServiceFiles Files => _files;

    public RideIdService Service => World.RideId;

    public UnixTime Now => Clock.Now;

    /// <summary>Somebody who is in the citizens' register.</summary>
    public static Identity Person(int index = 0) => CitizenRegister.Standard[index];

    public static ApplicationForm Form(Identity? person) =>
        new(DocumentType.ResidentIdentityCard, person?.Number, person?.Name, LocationAuthorised: true, Beijing);

    /// <summary>An instant in China, as <c>2026-11-30 23:59:59</c>.</summary>
    public static UnixTime China(string text) =>
        UnixTime.TryParse(text.Replace(' ', 'T') + "Z", out var local) ? local - ChinaTime.OffsetSeconds : throw new FormatException(text);

    /// <summary>Kills the process, in effect, and starts another one on what is on the disk. Simulated time goes on.</summary>
    public void PowerCut()
    {
        var after = _files.AfterPowerCut();
        _left.Add(World);
        _left.Add(_files);
        _files = after;
        World = new ServiceWorld(after.Directory, Clock);
    }

    public Session Anonymous() => Service.OpenSession("c", Now).Required.Session;

    /// <summary>Registers somebody and signs in.</summary>
    public OpenedSession Registered(Identity person, string phone = "13800000001")
    {
        var started = Service.Accounts.Register(new RegistrationRequest(person, phone, null, Password), "c", Now).Required;
        return Service.Accounts.Confirm(started.Id, CodeIn(Service.Outbox.Read()[^1].Text.Zh), Now).Required;
    }

    /// <summary>The code of an SMS.</summary>
    public static string CodeIn(string sms) => SixDigits().Match(sms).Value;

    public Answer<ApplicationReceipt> Apply(Session session, Identity? person = null) => Service.Apply(session, Form(person), "c", Now);

    /// <summary>Applies and passes the check.</summary>
    public Answer<CertificateView> Obtain(Session session, Identity? person, CameraCapture camera = CameraCapture.Pass) =>
        Service.Check(session, Apply(session, person).Required.Id, camera, Now);

    /// <summary>Obtains a certificate in a session of its own, lets it run out, and obtains the next.</summary>
    public void ObtainAndExpire(Identity person, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.False(Obtain(Anonymous(), person).Required.Existing);
            Clock.Advance(86_400);
        }
    }

    /// <summary>What a verifier says of a code, with trust published now.</summary>
    public VerdictCode Verdict(string code, UnixTime? at = null) => TestWorld.Verdict(code, Trust(), at ?? Now);

    public TrustStore Trust()
    {
        World.Publisher.Publish(Now);
        var files = Directory.EnumerateFiles(World.Publisher.Directory).ToDictionary(path => Path.GetFileName(path)!, File.ReadAllBytes);
        var load = TestWorld.Load(files, Now);
        Assert.Null(load.Refusal);
        return load.Store!;
    }

    public void Dispose()
    {
        World.Dispose();
        foreach (var left in _left) left.Dispose();
        _files.Dispose();
    }

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex SixDigits();
}
