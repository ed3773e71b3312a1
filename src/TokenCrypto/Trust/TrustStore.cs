using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.TokenCrypto.Trust;

/// <summary>What a trusted key may sign; belongs to the key, never to the message.</summary>
public enum KeyPurpose
{
    /// <summary>Ride ID codes and grants.</summary>
    RideId,
    /// <summary>Licence codes and grants.</summary>
    DrivingLicence,
    /// <summary>Status lists of ride IDs.</summary>
    RideIdStatus,
    /// <summary>Status lists of licences.</summary>
    DrivingLicenceStatus,
    /// <summary>Ticket manifests.</summary>
    Ticketing,
}

/// <summary>Where a key stands at an instant.</summary>
public enum KeyPhase
{
    /// <summary>Known, but not to be used yet.</summary>
    Published,
    /// <summary>Signs and verifies.</summary>
    Active,
    /// <summary>No longer signs; what it signed before its end still verifies.</summary>
    Tail,
    /// <summary>Over.</summary>
    Ended,
}

/// <summary>A key with its window: published ahead, active in [From, Until), tail until Until + TailSeconds, then over.</summary>
public sealed record TrustedKey(
    KeyId Id, PublicKey Key, KeyPurpose Purpose, UnixTime PublishedAt, UnixTime From, UnixTime Until, int TailSeconds)
{
    /// <summary>Seconds that a key is published before it activates, at least.</summary>
    public const int PublishAheadMinSeconds = 86_400;

    /// <summary>The phase at an instant; both ends: From inclusive, Until exclusive, tail end exclusive.</summary>
    public KeyPhase PhaseAt(UnixTime now) =>
        now < From ? KeyPhase.Published
        : now < Until ? KeyPhase.Active
        : now < Until + TailSeconds ? KeyPhase.Tail
        : KeyPhase.Ended;

    /// <summary>Prepared by the provider that the store was loaded with.</summary>
    public required IVerificationKey Prepared { get; init; }
}

/// <summary>How old a piece of trust is, counted from its signed issue time.</summary>
public enum Freshness
{
    /// <summary>Within its fresh time.</summary>
    Fresh,
    /// <summary>Older: an operator should look.</summary>
    Aging,
    /// <summary>Older still: recorded with each verdict that rests on it.</summary>
    Stale,
    /// <summary>Past its expiry: never stretched.</summary>
    Dead,
}

/// <summary>
/// A checked, signed set of trust: keys, status lists, manifests. Immutable and thread-safe; a new set is loaded whole beside the old one
/// and swapped in. Made by <see cref="TrustLoader"/> only.
/// </summary>
public sealed class TrustStore
{
    /// <summary>Version of the set; never decreases (I8).</summary>
    public long Version => throw new NotImplementedException();
    /// <summary>Signed issue time.</summary>
    public UnixTime IssuedAt => throw new NotImplementedException();
    /// <summary>Signed end, exclusive; past it nothing verifies.</summary>
    public UnixTime ExpiresAt => throw new NotImplementedException();
    /// <summary>All keys.</summary>
    public IReadOnlyCollection<TrustedKey> Keys => throw new NotImplementedException();
    /// <summary>The provider that verifies with these keys (and with holders' keys).</summary>
    public ISignatureProvider Provider => throw new NotImplementedException();
    /// <summary>Versions of everything in the store by target name, such as <c>set</c>, <c>status-7</c>, <c>manifest-VNP-2026-11-20</c>: the floors to keep.</summary>
    public IReadOnlyDictionary<string, long> Versions => throw new NotImplementedException();
    /// <summary>Freshness of the set at an instant.</summary>
    public Freshness FreshnessAt(UnixTime now) => throw new NotImplementedException();
    /// <summary>A key by its identifier.</summary>
    public TrustedKey? FindKey(KeyId id) => throw new NotImplementedException();
    /// <summary>Status of a credential; the list's own age and expiry are judged at <paramref name="now"/>.</summary>
    public StatusLookup FindStatus(CredentialKind kind, StatusReference reference, UnixTime now) => throw new NotImplementedException();
    /// <summary>The manifest of a station for a service day, when the store holds one.</summary>
    public TicketManifest? FindManifest(string station, ServiceDay day) => throw new NotImplementedException();
}
