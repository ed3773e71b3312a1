using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Tests.Trust;

/// <summary>A publisher with a key for each purpose and a complete directory: set, one status list of each kind, one manifest
/// with its change log.</summary>
internal sealed class TrustWorld : IDisposable
{
    public const int RideIdList = 7;
    public const int LicenceList = 9;
    public const int WeekSeconds = 604_800;
    public const int DaySeconds = 86_400;
    public const int TailSeconds = 3_600;
    public const string Station = "VNP";
    public const string StatusFile = "status-ride-id-7.cose";
    public const string LicenceStatusFile = "status-driving-licence-9.cose";
    public const string ManifestFile = "manifest-VNP-2026-11-20.cose";
    public const string ChangesFile = "changes-VNP-2026-11-20.cose";

    /// <summary>2026-11-20T08:00:00Z: the afternoon of service day 2026-11-20.</summary>
    public static readonly UnixTime Now = new(1_795_161_600);
    public static readonly UnixTime Issued = Now - 60;
    public static readonly ServiceDay Day = ServiceDay.Of(Now);
    public static readonly IReadOnlyDictionary<string, long> NoFloors = new Dictionary<string, long>();

    private readonly Dictionary<KeyPurpose, SigningKey> _keys = [];

    public TrustWorld(
        SignatureAlgorithm root = SignatureAlgorithm.ESP256, SignatureAlgorithm targets = SignatureAlgorithm.ESP256)
    {
        Root = SigningKey.Generate(root);
        Directory = new TrustDirectory(Root);
        foreach (var purpose in Enum.GetValues<KeyPurpose>())
        {
            _keys[purpose] = SigningKey.Generate(targets);
            Directory.AddKey(_keys[purpose].PublicKey, purpose, Now - DaySeconds, Now + DaySeconds, TailSeconds);
        }
        SignSet(5);
        PutStatus(11);
        Directory.Put(TrustWriter.StatusList(
            LicenceStatus(3), Id(KeyPurpose.DrivingLicenceStatus), Key(KeyPurpose.DrivingLicenceStatus)));
        PutManifest(4, []);
        PutChanges(1, []);
    }

    public SigningKey Root { get; }

    public TrustDirectory Directory { get; }

    public SigningKey Key(KeyPurpose purpose) => _keys[purpose];

    public KeyId Id(KeyPurpose purpose) => TrustDirectory.IdOf(_keys[purpose].PublicKey);

    public void SignSet(long version) => Directory.SignSet(version, Issued, Issued + WeekSeconds);

    public void PutStatus(long version) =>
        Directory.Put(TrustWriter.StatusList(RideIdStatus(version), Id(KeyPurpose.RideIdStatus), Key(KeyPurpose.RideIdStatus)));

    public void PutManifest(long revision, IReadOnlyList<ManifestRow> rows, long changes = 0) => Directory.Put(TrustWriter.Manifest(
        Station, Day, revision, Issued, Issued + DaySeconds, rows, Id(KeyPurpose.Ticketing), Key(KeyPurpose.Ticketing), changes));

    public void PutChanges(long first, IReadOnlyList<ManifestRow> rows, long version = 4) => Directory.Put(TrustWriter.ManifestChanges(
        Station, Day, version, Issued, Issued + DaySeconds, first, rows, Id(KeyPurpose.Ticketing), Key(KeyPurpose.Ticketing)));

    /// <summary>Signs any payload as any type and puts it under any name: what a careless or hostile holder of a key can do.</summary>
    public void Forge(string file, string type, byte[] payload, KeyPurpose signer) =>
        Directory.Put((file, SignedFileWriter.Sign(type, payload, Id(signer), Key(signer))));

    public void ForgeSet(byte[] payload, string type = "TI1/trust-set") =>
        Directory.Put((TrustNames.SetFile, SignedFileWriter.Sign(type, payload, RootKeyFile.IdOf(Root.PublicKey), Root)));

    public byte[] Payload(string file) => SignedFile.TryRead(Directory.Files[file])!.Payload.ToArray();

    public TrustLoad Load(
        UnixTime? now = null, IReadOnlyDictionary<string, long>? floors = null, IReadOnlyDictionary<string, string>? digests = null) =>
        TrustLoader.Load(Directory.Files, Directory.Fingerprint, floors ?? NoFloors, now ?? Now, SignatureProviders.Default, digests);

    public TrustStore Store(UnixTime? now = null)
    {
        var load = Load(now);
        Assert.Null(load.Refusal);
        return load.Store!;
    }

    public void AssertRefused(TrustRefusal refusal, string file, UnixTime? now = null, IReadOnlyDictionary<string, long>? floors = null)
    {
        var load = Load(now, floors);
        Assert.Equal((refusal, file), (load.Refusal, load.File));
        Assert.Null(load.Store);
    }

    public static StatusListContent RideIdStatus(long version) => new(
        RideIdList, CredentialKind.RideId, version, Issued, Issued + DaySeconds,
        [CredentialStatus.Normal, CredentialStatus.Revoked, CredentialStatus.Normal]);

    public static StatusListContent LicenceStatus(long version) => new(
        LicenceList, CredentialKind.DrivingLicence, version, Issued, Issued + DaySeconds, Enum.GetValues<CredentialStatus>());

    public static Ticket TicketFor(ulong id, TicketState state = TicketState.Sold, string train = "G1") =>
        new(id, TicketKind.Single, state, train, Station, "AOH", Now - 3_600, Now + 3_600, Now + 20_000);

    public static byte[] Secret(int traveller) =>
        TrustWriter.ManifestSecret(new byte[32], DocumentType.OfficerCard, $"TEST{traveller}", Day);

    public void Dispose()
    {
        Root.Dispose();
        foreach (var key in _keys.Values) key.Dispose();
    }
}
