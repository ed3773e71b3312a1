using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Issuers;

/// <summary>Everybody who signs or seals something, put together from one seed. Thread-safe as its parts are.</summary>
internal sealed class Authorities
{
    public const int RideIdList = 1;
    public const int DrivingLicenceList = 2;

    /// <summary>Derives the key of the manifest secrets, which the railway's issuer and ticketing share.</summary>
    public const string ManifestLabel = "manifest";

    private readonly List<(KeyRing Ring, SignatureAlgorithm[] Algorithms)> _rings = [];

    /// <summary>Makes the world. Every code algorithm gets a key with the given window, every other purpose one ESP256 key.</summary>
    /// <param name="secrets">All keys come from here.</param>
    /// <param name="window">The first keys' window.</param>
    /// <param name="serial">
    /// Tells worlds with the same secrets apart: another serial, the same keys, other numbers of credentials and tickets.
    /// </param>
    /// <param name="registers">Where credentials of a kind are kept; in memory when not said.</param>
    public Authorities(
        SeededSecrets secrets, KeyWindow window, long serial = 0, Func<CredentialKind, ICredentialRegister>? registers = null)
    {
        registers ??= _ => new InMemoryCredentialRegister();
        Secrets = secrets;
        Audiences = new AudienceKeys(secrets);
        var manifestKey = secrets.Derive(ManifestLabel);
        var rideKeys = Ring(KeyPurpose.RideId, Enum.GetValues<SignatureAlgorithm>());
        var licenceKeys = Ring(KeyPurpose.DrivingLicence, Enum.GetValues<SignatureAlgorithm>());
        var rideStatus = Ring(KeyPurpose.RideIdStatus, SignatureAlgorithm.ESP256);
        var licenceStatus = Ring(KeyPurpose.DrivingLicenceStatus, SignatureAlgorithm.ESP256);
        var ticketing = Ring(KeyPurpose.Ticketing, SignatureAlgorithm.ESP256);
        RideIds = new RideIdIssuer(rideKeys, new StatusRegister(RideIdList, CredentialKind.RideId, rideStatus),
            Audiences, manifestKey, Numbers("ride-id"), registers(CredentialKind.RideId));
        Licences = new DrivingLicenceIssuer(
            licenceKeys, new StatusRegister(DrivingLicenceList, CredentialKind.DrivingLicence, licenceStatus),
            Audiences, Numbers("driving-licence"), registers(CredentialKind.DrivingLicence));
        RideIds.ReserveStatuses();
        Licences.ReserveStatuses();
        Tickets = new TicketOffice(ticketing, manifestKey, Numbers("tickets"));
        Trust = new TrustAuthority(RootOf(secrets),
            [rideKeys, licenceKeys, rideStatus, licenceStatus, ticketing], [RideIds.Statuses, Licences.Statuses], Tickets);

        Random Numbers(string label) => secrets.DeriveRandom(FormattableString.Invariant($"{label}/{serial}"));

        KeyRing Ring(KeyPurpose purpose, params SignatureAlgorithm[] algorithms)
        {
            var ring = new KeyRing(purpose, secrets);
            _rings.Add((ring, algorithms));
            foreach (var algorithm in algorithms) ring.Add(algorithm, window);
            return ring;
        }
    }

    public SeededSecrets Secrets { get; }
    public AudienceKeys Audiences { get; }
    public RideIdIssuer RideIds { get; }
    public DrivingLicenceIssuer Licences { get; }
    public TicketOffice Tickets { get; }
    public TrustAuthority Trust { get; }

    /// <summary>The root's private key.</summary>
    public static SigningKey RootOf(SeededSecrets secrets) => secrets.DeriveKey(SignatureAlgorithm.ESP256, "root");

    /// <summary>Adds one more key for each algorithm of each purpose. The same order of windows gives the same keys.</summary>
    public void AddKeys(KeyWindow window)
    {
        foreach (var (ring, algorithms) in _rings)
            foreach (var algorithm in algorithms) ring.Add(algorithm, window);
    }

    /// <summary>
    /// Adds a second key of each algorithm that signs codes, told as long as the first and a second older, so that it signs only when the
    /// first was withdrawn: a new key would have to wait 24 hours.
    /// </summary>
    public void AddReserves(KeyWindow first)
    {
        foreach (var ring in new[] { RideIds.CodeKeys, Licences.CodeKeys })
            foreach (var algorithm in Enum.GetValues<SignatureAlgorithm>())
                ring.Add(algorithm, first with { PublishedAt = first.PublishedAt - 1, From = first.From - 1 });
    }

    /// <summary>Takes out the keys that ended before an instant.</summary>
    public void RemoveKeysEndedBefore(UnixTime instant)
    {
        foreach (var (ring, _) in _rings)
            foreach (var key in ring.Published.Where(key => key.Until < instant)) ring.Remove(key.Id);
    }

    /// <summary>The issuer of a kind.</summary>
    public CredentialIssuer IssuerOf(CredentialKind kind) => kind switch
    {
        CredentialKind.RideId => RideIds,
        CredentialKind.DrivingLicence => Licences,
    };
}
