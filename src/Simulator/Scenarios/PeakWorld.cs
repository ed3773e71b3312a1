using TempIdentity.GateAgent;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Scenarios;

/// <summary>Keys of a run that do not simply sign.</summary>
/// <param name="TooEarly">Published, but tomorrow's.</param>
/// <param name="Removed">Trusted until the second publication.</param>
/// <param name="Strangers">Nobody's: they sign forgeries.</param>
internal sealed record OddKeys(RingKey TooEarly, RingKey Removed, IReadOnlyDictionary<SignatureAlgorithm, SigningKey> Strangers);

/// <summary>
/// The world outside the station: issuers, ticketing and the people of a plan with credentials and tickets. Made at one instant; the
/// key that
/// signs ESP256 ride IDs is replaced at <see cref="RotationAt"/>.
/// </summary>
internal sealed class PeakWorld
{
    public const string Station = "VNP";

    /// <summary>From the making of the world to the rotation of the key.</summary>
    public const int RotationSeconds = 8;

    private const int Hour = 3600;

    public PeakWorld(MorningPeakPlan plan, UnixTime now)
    {
        MadeAt = now;
        RotationAt = now + RotationSeconds;
        var secrets = SeededSecrets.OfRun(plan.Seed);
        Authorities = new Authorities(secrets, KeyWindow.Around(now));
        var ring = Authorities.RideIds.CodeKeys;
        ring.Rotate(SignatureAlgorithm.ESP256, now - 25 * Hour, RotationAt);
        Keys = new OddKeys(
            ring.Add(SignatureAlgorithm.ESP256, new KeyWindow(now - 2 * Hour, now + 23 * Hour, now + 72 * Hour)),
            ring.Add(SignatureAlgorithm.Ed25519, new KeyWindow(now - 800 * Hour, now - 730 * Hour, now + 720 * Hour)),
            Enum.GetValues<SignatureAlgorithm>()
                .ToDictionary(algorithm => algorithm, algorithm => secrets.DeriveKey(algorithm, "stranger")));
        var random = secrets.DeriveRandom("people");
        Travellers = plan.Visits.Select(visit => visit.Person).Distinct().Order()
            .ToDictionary(person => person, person => Make(plan, person, People.Make(random, person), now));
    }

    public UnixTime MadeAt { get; }
    public UnixTime RotationAt { get; }
    public Authorities Authorities { get; }
    public OddKeys Keys { get; }
    public IReadOnlyDictionary<int, Traveller> Travellers { get; }

    /// <summary>The next publication of trust.</summary>
    public void Publish(string directory, UnixTime now) => TrustFiles.Write(directory, Authorities.Trust.Publish(now, [Station]));

    /// <summary>Takes out the key that the second publication no longer has.</summary>
    public void RemoveKey() => Authorities.RideIds.CodeKeys.Remove(Keys.Removed.Id);

    private Traveller Make(MorningPeakPlan plan, int person, Identity identity, UnixTime now)
    {
        var visit = plan.Visits.First(visit => visit.Person == person);
        var lane = plan.Lanes[visit.Lane];
        Sell(visit, identity, lane.Purpose.Direction(), now);
        var (validFrom, liveAt) = visit.Shows switch
        {
            Shows.CredentialOver => (now - CodeLimits.RideIdSeconds - 300, now - 600),
            Shows.Screenshot => (now - CodeLimits.RideIdSeconds - Hour, now - CodeLimits.RideIdSeconds - 60),
            Shows.LivenessOver => (now - 2 * Hour, now - CodeLimits.LivenessSeconds - 100),
            _ => (now - Hour, now - 300),
        };
        var id = visit.Credential == CredentialKind.RideId
            ? Authorities.RideIds.Grant(identity, validFrom, liveAt)
            : GrantLicence(identity, now, liveAt, visit.Detail);
        var issuer = Authorities.IssuerOf(visit.Credential);
        if (StatusOf(visit) is { } status) issuer.SetStatus(id, status);
        return new Traveller(identity, issuer, id, liveAt, visit, now) { Second = Second(plan, person, identity, validFrom, liveAt) };
    }

    /// <summary>A second certificate for who tries a used ticket with it: the same one again at once would be too soon.</summary>
    private CredentialId? Second(MorningPeakPlan plan, int person, Identity identity, UnixTime validFrom, UnixTime liveAt) =>
        plan.Visits.Any(visit => visit.Person == person && visit.Shows == Shows.UsedTicket)
            ? Authorities.RideIds.Grant(identity, validFrom, liveAt)
            : null;

    private CredentialId GrantLicence(Identity identity, UnixTime now, UnixTime liveAt, int detail)
    {
        var classes = VehicleClasses.All[detail % VehicleClasses.All.Count];
        var from = now - 365 * 24 * Hour;
        return Authorities.Licences.Grant(identity, [classes], 110000, from, DrivingLicenceIssuer.EndOfFirstLicence(from), liveAt);
    }

    private void Sell(Visit visit, Identity identity, Direction direction, UnixTime now)
    {
        if (direction == Direction.None || visit.Shows == Shows.NoTicket) return;
        var elsewhere = StationMap.Elsewhere(Station);
        var origin = visit.Shows == Shows.WrongStation ? StationMap.Neighbours(Station)[0]
            : direction == Direction.Exit ? elsewhere
            : Station;
        var destination = direction == Direction.Exit ? Station : elsewhere;
        var kind = (TicketKind)(1 + visit.Detail % 3);
        var train = $"G{100 + visit.Person}";
        var order = new TicketOrder(identity, train, origin, destination, now - 2 * Hour, now + 2 * Hour, now + 6 * Hour, kind);
        var ticket = Authorities.Tickets.Sell(order);
        if (visit.Shows == Shows.Refunded) Authorities.Tickets.Refund(ticket);
    }

    private static CredentialStatus? StatusOf(Visit visit) => visit.Shows switch
    {
        Shows.Revoked => CredentialStatus.Revoked,
        Shows.NotEntitled => CredentialStatus.TwelvePoints + visit.Detail % 5,
        Shows.LicenceInvalid => CredentialStatus.Withdrawn + visit.Detail % 5,
        // L8: a pending violation or accident takes nothing away.
        Shows.Good when visit.Credential == CredentialKind.DrivingLicence => (CredentialStatus)(visit.Detail % 3),
        _ => null,
    };
}
