using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.TokenCrypto.Signing;

/// <summary>What an issuer puts into a code or grant.</summary>
public sealed record Credential
{
    /// <summary>Kind.</summary>
    public required CredentialKind Kind { get; init; }
    /// <summary>The credential's number.</summary>
    public required CredentialId Id { get; init; }
    /// <summary>Start of validity, inclusive.</summary>
    public required UnixTime ValidFrom { get; init; }
    /// <summary>End of validity, exclusive. Ride IDs: exactly 24 hours after the start (R7).</summary>
    public required UnixTime ValidUntil { get; init; }
    /// <summary>Licences only.</summary>
    public LicenceClaims? Licence { get; init; }
    /// <summary>Where the status stands.</summary>
    public required StatusReference Status { get; init; }
    /// <summary>The person, sealed into the identity compartment.</summary>
    public required Identity Identity { get; init; }
    /// <summary>The 16-byte manifest secret of the service day, sealed into the gate compartment. Ride IDs only.</summary>
    public ReadOnlyMemory<byte>? ManifestSecret { get; init; }
}

/// <summary>An issuer's signing key with its identifier and the audiences' current sealing keys.</summary>
public sealed record IssuerKeys(KeyId Id, SigningKey Key, UnsealingKey? Gate, UnsealingKey IdentityKey);

/// <summary>Makes codes: the issuer's side and the phone's side. Thread-safe, no clock of its own.</summary>
public static class CodeSigner
{
    /// <summary>An issued code: the whole text, <c>TI1:</c>…; 60 seconds (R9). Throws <see cref="ArgumentException"/> when a value is out of the format's range.</summary>
    public static string SignIssued(Credential credential, UnixTime liveAt, UnixTime issuedAt, IssuerKeys issuer) =>
        throw new NotImplementedException();

    /// <summary>A grant (COSE_Sign1 bytes) that names the phone's key; at most 30 minutes after the real-person check (R10).</summary>
    public static byte[] SignGrant(Credential credential, UnixTime liveAt, UnixTime issuedAt, PublicKey holder, IssuerKeys issuer) =>
        throw new NotImplementedException();

    /// <summary>A presentation under a grant: the whole text. The holder's algorithm is ESP256 or SM2.</summary>
    public static string SignPresentation(ReadOnlySpan<byte> grant, SigningKey holder, UnixTime issuedAt, uint counter, int? challenge = null) =>
        throw new NotImplementedException();
}
