using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.TokenCrypto.Codes;

/// <summary>The kind of credential; the numbers are those of the format.</summary>
public enum CredentialKind
{
    /// <summary>Electronic temporary ride ID (电子临时乘车身份证明).</summary>
    RideId = 1,
    /// <summary>Electronic driving licence (电子驾驶证).</summary>
    DrivingLicence = 2,
}

/// <summary>Who signed the 60-second part.</summary>
public enum CodeForm
{
    /// <summary>The issuer signed each code.</summary>
    Issued,
    /// <summary>The issuer signed a grant that names the phone's key; the phone signed the presentation.</summary>
    Bound,
}

/// <summary>Where a credential's status stands: the trust store maps list numbers to lists.</summary>
/// <param name="List">List number, 0 to 65,535.</param>
/// <param name="Index">Index in the list, 0 to 2²⁸ − 1.</param>
public readonly record struct StatusReference(int List, int Index);

/// <summary>A sealed compartment as carried: the number of the audience's key, and AES-SIV bytes.</summary>
/// <param name="KeyNumber">Number of the audience's key, 1 to 65,535.</param>
/// <param name="Bytes">SIV (16 bytes) and ciphertext.</param>
public sealed record SealedCompartment(int KeyNumber, ReadOnlyMemory<byte> Bytes);

/// <summary>What a licence says in clear, signed.</summary>
/// <param name="Classes">Vehicle classes (准驾车型), one bit each; see <see cref="VehicleClasses"/>.</param>
/// <param name="Authority">Issuing authority as a GB/T 2260 division code, six digits.</param>
public sealed record LicenceClaims(uint Classes, int Authority);

/// <summary>What a phone signed in bound form.</summary>
/// <param name="IssuedAt">The phone's time.</param>
/// <param name="Counter">The phone's counter of presentations under this grant.</param>
/// <param name="Challenge">The officer's two digits, 0 to 99, when one was shown.</param>
public sealed record PresentationClaims(UnixTime IssuedAt, uint Counter, int? Challenge);

/// <summary>
/// All that a code says. Signed input is hostile input: every value is in its range, and the windows agree with each other.
/// </summary>
public sealed record CodeClaims
{
    /// <summary>Kind of credential.</summary>
    public required CredentialKind Kind { get; init; }
    /// <summary>Issued or bound.</summary>
    public required CodeForm Form { get; init; }
    /// <summary>When the issuer signed: the code (issued form) or the grant (bound form). Claim 6.</summary>
    public required UnixTime IssuedAt { get; init; }
    /// <summary>The earliest end. Claim 4.</summary>
    public required UnixTime ExpiresAt { get; init; }
    /// <summary>The credential's number. Claim 7.</summary>
    public required CredentialId Credential { get; init; }
    /// <summary>When the real-person check was passed.</summary>
    public required UnixTime LiveAt { get; init; }
    /// <summary>Start of the credential's validity, inclusive.</summary>
    public required UnixTime ValidFrom { get; init; }
    /// <summary>End of the credential's validity, exclusive.</summary>
    public required UnixTime ValidUntil { get; init; }
    /// <summary>Licences only.</summary>
    public LicenceClaims? Licence { get; init; }
    /// <summary>Where the status stands.</summary>
    public required StatusReference Status { get; init; }
    /// <summary>Opens with the key of audience <c>rail-gate</c>: the manifest secret. Null in licences.</summary>
    public SealedCompartment? Gate { get; init; }
    /// <summary>Opens with the key of audience <c>rail-staff</c> or <c>police</c>: document type, number, name.</summary>
    public required SealedCompartment Identity { get; init; }
    /// <summary>The phone's key (claim 8, <c>cnf</c>). Bound form only.</summary>
    public PublicKey? Holder { get; init; }
    /// <summary>Bound form only.</summary>
    public PresentationClaims? Presentation { get; init; }

    /// <summary>The time that the code's age is counted from: the phone's in bound form, the issuer's in issued form.</summary>
    public UnixTime CodeTime => Presentation?.IssuedAt ?? IssuedAt;
}
