using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Tests.Core;

/// <summary>Issuers, keys, one station's manifest and status lists, around one fixed instant; everything made anew for each test.</summary>
internal sealed class TestStation : IDisposable
{
    public const string Station = "VNP";
    public const string OtherStation = "BJP";
    public const int RideIdList = 7;
    public const int LicenceList = 8;

    public static readonly UnixTime Now = new(1_795_161_600); // 2026-11-20T08:00:00Z

    private readonly SigningKey _root = SigningKey.Generate(SignatureAlgorithm.ESP256);
    private readonly SigningKey _rail = SigningKey.Generate(SignatureAlgorithm.ESP256);
    private readonly SigningKey _police = SigningKey.Generate(SignatureAlgorithm.ESP256);
    private readonly SigningKey _railStatus = SigningKey.Generate(SignatureAlgorithm.ESP256);
    private readonly SigningKey _policeStatus = SigningKey.Generate(SignatureAlgorithm.ESP256);
    private readonly SigningKey _ticketing = SigningKey.Generate(SignatureAlgorithm.ESP256);
    private readonly Dictionary<int, CredentialStatus> _rideIds = [];
    private readonly Dictionary<int, CredentialStatus> _licences = [];
    private readonly Dictionary<(CredentialKind Kind, int Index), StatusEntry[]> _entries = [];
    private readonly List<ManifestRow> _rows = [];
    private readonly List<ManifestRow> _changes = [];
    private long _version;
    private ulong _credential = 1;

    public UnsealingKeys Keys { get; } = new(
    [
        new UnsealingKey(Audience.RailGate, 1, Now - 86_400, Now + 86_400, Bytes(1)),
        new UnsealingKey(Audience.RailStaff, 1, Now - 86_400, Now + 86_400, Bytes(2)),
        new UnsealingKey(Audience.Police, 1, Now - 86_400, Now + 86_400, Bytes(3)),
    ]);

    public TestStation() => Publish();

    public TrustStore Trust { get; private set; } = null!;

    /// <summary>The directory as published last.</summary>
    public TrustDirectory Directory { get; private set; } = null!;

    /// <summary>A manifest secret for each person; 16 bytes.</summary>
    public static byte[] Secret(byte person) => [.. Enumerable.Repeat(person, 16)];

    public static Ticket Ticket(
        ulong id, string origin = Station, string destination = OtherStation, TicketState state = TicketState.Sold,
        TicketKind kind = TicketKind.Single, UnixTime? from = null, UnixTime? until = null) =>
        new(id, kind, state, "G101", origin, destination, from ?? Now - 600, until ?? Now + 600, Now + 36_000);

    public TestStation Sell(byte person, Ticket ticket)
    {
        _rows.Add(new ManifestRow(Secret(person), ticket));
        return Publish();
    }

    /// <summary>Writes the next number of the day's change log.</summary>
    public TestStation Change(byte person, Ticket ticket)
    {
        _changes.Add(new ManifestRow(Secret(person), ticket));
        return Publish();
    }

    public TestStation Set(CredentialKind kind, int index, CredentialStatus status)
    {
        (kind == CredentialKind.RideId ? _rideIds : _licences)[index] = status;
        return Publish();
    }

    /// <summary>Sets statuses with reason and time, in place of a bare one.</summary>
    public TestStation SetEntries(CredentialKind kind, int index, params StatusEntry[] entries)
    {
        _entries[(kind, index)] = entries;
        return Publish();
    }

    /// <summary>A ride ID shown in issued form; the person's number is also the status index.</summary>
    public string RideId(byte person, UnixTime? issuedAt = null, UnixTime? liveAt = null, UnixTime? from = null) =>
        CodeSigner.SignIssued(RideCredential(person, from), liveAt ?? (issuedAt ?? Now) - 60, issuedAt ?? Now, RailKeys());

    public (byte[] Grant, SigningKey Phone) RideIdGrant(byte person)
    {
        return GrantLater(person, Now);
    }

    /// <summary>A grant whose real-person check was passed just before <paramref name="now"/>.</summary>
    public (byte[] Grant, SigningKey Phone) GrantLater(byte person, UnixTime now)
    {
        var phone = SigningKey.Generate(SignatureAlgorithm.ESP256);
        return (CodeSigner.SignGrant(RideCredential(person, null), now - 60, now - 30, phone.PublicKey, RailKeys()), phone);
    }

    public string Licence(byte person, UnixTime? issuedAt = null)
    {
        var credential = new Credential
        {
            Kind = CredentialKind.DrivingLicence,
            Id = new CredentialId(_credential++),
            ValidFrom = Now - 86_400,
            ValidUntil = Now + 86_400,
            Licence = new LicenceClaims(VehicleClasses.Pack(["C1"]), 510_100),
            Status = new StatusReference(LicenceList, person),
            Identity = new Identity(DocumentType.ResidentIdentityCard, "11010119900307803X", "测试"),
        };
        return CodeSigner.SignIssued(credential, (issuedAt ?? Now) - 60, issuedAt ?? Now,
            new IssuerKeys(TrustDirectory.IdOf(_police.PublicKey), _police, null, Keys.All[2]));
    }

    public void Dispose()
    {
        foreach (var key in new[] { _root, _rail, _police, _railStatus, _policeStatus, _ticketing }) key.Dispose();
    }

    private static byte[] Bytes(byte value) => [.. Enumerable.Repeat(value, 32)];

    private Credential RideCredential(byte person, UnixTime? from) => new()
    {
        Kind = CredentialKind.RideId,
        Id = new CredentialId(_credential++),
        ValidFrom = from ?? Now - 3600,
        ValidUntil = (from ?? Now - 3600) + CodeLimits.RideIdSeconds,
        Status = new StatusReference(RideIdList, person),
        Identity = new Identity(DocumentType.ResidentIdentityCard, "11010119900307803X", "测试"),
        ManifestSecret = Secret(person),
    };

    private IssuerKeys RailKeys() => new(TrustDirectory.IdOf(_rail.PublicKey), _rail, Keys.All[0], Keys.All[1]);

    private TestStation Publish()
    {
        _version++;
        var from = Now - 172_800;
        var until = Now + 172_800;
        var directory = new TrustDirectory(_root);
        directory.AddKey(_rail.PublicKey, KeyPurpose.RideId, from, until);
        directory.AddKey(_police.PublicKey, KeyPurpose.DrivingLicence, from, until);
        var railStatus = directory.AddKey(_railStatus.PublicKey, KeyPurpose.RideIdStatus, from, until);
        var policeStatus = directory.AddKey(_policeStatus.PublicKey, KeyPurpose.DrivingLicenceStatus, from, until);
        var ticketing = directory.AddKey(_ticketing.PublicKey, KeyPurpose.Ticketing, from, until);
        directory.SignSet(_version, Now - 100, Now + 86_400);
        directory.Put(TrustWriter.StatusList(List(CredentialKind.RideId, _rideIds), railStatus, _railStatus));
        directory.Put(TrustWriter.StatusList(List(CredentialKind.DrivingLicence, _licences), policeStatus, _policeStatus));
        var day = ServiceDay.Of(Now);
        directory.Put(TrustWriter.Manifest(Station, day, _version, Now - 100, Now + 25_200, _rows, ticketing, _ticketing));
        directory.Put(TrustWriter.ManifestChanges(Station, day, _version, Now - 100, Now + 25_200, 1, _changes, ticketing, _ticketing));
        Directory = directory;
        var load = TrustLoader.Load(directory.Files, null, new Dictionary<string, long>(), Now, SignatureProviders.Default);
        Trust = load.Store ?? throw new InvalidOperationException($"{load.Refusal} {load.File}");
        return this;
    }

    private StatusListContent List(CredentialKind kind, Dictionary<int, CredentialStatus> set) => new(
        kind == CredentialKind.RideId ? RideIdList : LicenceList, kind, _version, Now - 100, Now + 86_400,
        [.. Enumerable.Range(0, 256).Select(index => set.GetValueOrDefault(index, CredentialStatus.Normal))])
    {
        Rows = [.. _entries.Where(pair => pair.Key.Kind == kind)
            .SelectMany(pair => pair.Value.Select(entry => new StatusRow(pair.Key.Index, entry)))],
    };
}
