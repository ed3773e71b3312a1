using TempIdentity.TokenCrypto.Algorithms;

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
        : now < EndsAt ? KeyPhase.Tail
        : KeyPhase.Ended;

    /// <summary>End of the tail, exclusive.</summary>
    public UnixTime EndsAt => Until + TailSeconds;

    /// <summary>Prepared by the provider that the store was loaded with.</summary>
    public required IVerificationKey Prepared { get; init; }
}
