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

/// <summary>
/// Makes codes: the issuer's side and the phone's side. Thread-safe, no clock of its own. A value that the format does not allow is our own
/// mistake: <see cref="ArgumentException"/>, naming the rule and never the person's data. What is made here, the reader accepts.
/// </summary>
public static class CodeSigner
{
    /// <summary>
    /// An issued code: the whole text, <c>TI1:</c>…; 60 seconds (R9). Throws <see cref="ArgumentException"/> when a value is out of the
    /// format's range.
    /// </summary>
    public static string SignIssued(Credential credential, UnixTime liveAt, UnixTime issuedAt, IssuerKeys issuer)
    {
        var claims = ClaimsBuilder.Build(credential, liveAt, issuedAt, holder: null, issuer);
        var code = SignIssuerPart(claims, SigStructure.Issued, issuer);
        CheckSize(CodeForm.Issued, code.Length, claims.Identity.Length);
        return CodeText.Encode(code);
    }

    /// <summary>
    /// A grant (COSE_Sign1 bytes) that names the phone's key; at most 30 minutes after the real-person check (R10). Also throws when no
    /// presentation under it could stay in the format's size, so that a phone never finds out.
    /// </summary>
    public static byte[] SignGrant(Credential credential, UnixTime liveAt, UnixTime issuedAt, PublicKey holder, IssuerKeys issuer)
    {
        var claims = ClaimsBuilder.Build(credential, liveAt, issuedAt, holder, issuer);
        var grant = SignIssuerPart(claims, SigStructure.Grant, issuer);
        Span<byte> signature = stackalloc byte[CodeLimits.SignatureBytes];
        Span<byte> buffer = stackalloc byte[CodeEncoder.BufferBytes];
        var largest = WritePresentation(buffer, (long)holder.Algorithm, grant, UnixTime.MaxSeconds, 0, CodeLimits.ChallengeMax, signature);
        CheckSize(CodeForm.Bound, largest.Length - YearsAfter2106Bytes, claims.Identity.Length);
        return grant;
    }

    /// <summary>
    /// A presentation under a grant: the whole text. The holder's algorithm is ESP256 or SM2. Throws <see cref="ArgumentException"/> when
    /// the grant
    /// is none, names another key, or the challenge is not 0 to 99.
    /// </summary>
    public static string SignPresentation(ReadOnlySpan<byte> grant, SigningKey holder, UnixTime issuedAt, uint counter,
        int? challenge = null)
    {
        if (challenge is < 0 or > CodeLimits.ChallengeMax) throw new ArgumentException("The challenge is two digits.", nameof(challenge));
        if (issuedAt.Seconds is < 0 or > UnixTime.MaxSeconds)
            throw new ArgumentException("The issue time is out of range.", nameof(issuedAt));
        if (CodeReader.ReadGrant(grant.ToArray(), out var code) is not null) throw new ArgumentException("Not a grant.", nameof(grant));
        if (code.Claims.Holder?.Import() is not { } named || !named.Bytes.SequenceEqual(holder.PublicKey.Bytes))
            throw new ArgumentException("The grant names another key.", nameof(holder));

        var algorithm = (long)holder.Algorithm;
        Span<byte> header = stackalloc byte[CodeEncoder.BufferBytes];
        Span<byte> payload = stackalloc byte[CodeEncoder.BufferBytes];
        Span<byte> toSign = stackalloc byte[CodeEncoder.BufferBytes];
        var signature = holder.Sign(SigStructure.Write(
            toSign,
            CodeEncoder.PresentationHeader(header, algorithm, grant),
            SigStructure.Present,
            CodeEncoder.PresentationPayload(payload, issuedAt.Seconds, counter, challenge)));

        Span<byte> buffer = stackalloc byte[CodeEncoder.BufferBytes];
        var text = WritePresentation(buffer, algorithm, grant, issuedAt.Seconds, counter, challenge, signature);
        CheckSize(CodeForm.Bound, text.Length, code.Claims.Identity.Length);
        return CodeText.Encode(text);
    }

    /// <summary>A time after 2106 takes eight bytes instead of four; no phone lives to see it.</summary>
    private const int YearsAfter2106Bytes = 4;

    private static byte[] SignIssuerPart(ClaimSet claims, ReadOnlySpan<byte> role, IssuerKeys issuer)
    {
        Span<byte> headerBuffer = stackalloc byte[CodeEncoder.BufferBytes];
        Span<byte> payloadBuffer = stackalloc byte[CodeEncoder.BufferBytes];
        Span<byte> buffer = stackalloc byte[CodeEncoder.BufferBytes];
        var header = CodeEncoder.IssuerHeader(headerBuffer, (long)issuer.Key.Algorithm, issuer.Id);
        var payload = CodeEncoder.IssuerPayload(payloadBuffer, claims);
        var signature = issuer.Key.Sign(SigStructure.Write(buffer, header, role, payload));

        var writer = new CborSpanWriter(buffer);
        CodeEncoder.WriteSign1(ref writer, header, payload, signature);
        return writer.Written.ToArray();
    }

    private static ReadOnlySpan<byte> WritePresentation(
        Span<byte> destination, long algorithm, scoped ReadOnlySpan<byte> grant, long issuedAt, uint counter, int? challenge,
        scoped ReadOnlySpan<byte> signature)
    {
        Span<byte> header = stackalloc byte[CodeEncoder.BufferBytes];
        Span<byte> payload = stackalloc byte[CodeEncoder.BufferBytes];
        var writer = new CborSpanWriter(destination);
        CodeEncoder.WriteSign1(
            ref writer,
            CodeEncoder.PresentationHeader(header, algorithm, grant),
            CodeEncoder.PresentationPayload(payload, issuedAt, counter, challenge),
            signature);
        return writer.Written;
    }

    private static void CheckSize(CodeForm form, int bytes, int identityBytes)
    {
        var limit = CodeLimits.BytesMax(form, identityBytes);
        if (bytes > limit) throw new ArgumentException($"The code would have {bytes} bytes; the limit of this form is {limit} bytes.");
    }
}
