using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Phones;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.Simulator.Issue;

/// <summary>
/// Signs one code with the asked times. Unlike an issuer it also signs what no honest one would serve (a check of 31 minutes ago, a
/// credential that has ended), so that refusals can be seen; the format's own rules still hold.
/// </summary>
internal sealed record IssuedCode(
    string Text, Credential Credential, KeyId Key, UnixTime SignedAt, UnixTime ExpiresAt, SignatureAlgorithm? HolderAlgorithm)
{
    /// <summary>The phone's counter in the one presentation that is made.</summary>
    public const uint Counter = 1;

    /// <summary>Seconds before its own end at which the grant of an overdue code is signed.</summary>
    private const int BeforeEndSeconds = 60;

    /// <summary>Throws <see cref="ArgumentException"/> when the format has no place for what is asked.</summary>
    public static IssuedCode Sign(IssueRequest request, Authorities authorities)
    {
        var issuer = authorities.IssuerOf(request.Kind);
        var ring = issuer.CodeKeys.Active(request.Algorithm, request.At);
        var granted = issuer.Find(Grant(request, authorities));
        return request.Form switch
        {
            CodeForm.Issued => Issued(request, issuer, ring, granted),
            CodeForm.Bound => Bound(request, issuer, ring, granted),
        };
    }

    private static CredentialId Grant(IssueRequest request, Authorities authorities) => request.Kind switch
    {
        CredentialKind.RideId => authorities.RideIds.Grant(request.Person, request.ValidFrom, request.LiveAt),
        CredentialKind.DrivingLicence => authorities.Licences.Grant(
            request.Person, ["C1"], authority: 110000, request.ValidFrom,
            DrivingLicenceIssuer.EndOfFirstLicence(request.ValidFrom), request.LiveAt),
    };

    private static IssuedCode Issued(IssueRequest request, CredentialIssuer issuer, RingKey ring, Credential granted)
    {
        var credential = issuer.ForDay(granted, request.At);
        var text = CodeSigner.SignIssued(credential, request.LiveAt, request.At, issuer.KeysOf(ring, request.At));
        return new IssuedCode(text, credential, ring.Id, request.At, request.At + CodeLimits.CodeLifetimeSeconds, null);
    }

    private static IssuedCode Bound(IssueRequest request, CredentialIssuer issuer, RingKey ring, Credential granted)
    {
        var end = Earlier(request.LiveAt + CodeLimits.LivenessSeconds, granted.ValidUntil);
        // A grant that ends before the code is shown was signed while it still ran, or else as near to that as check and key allow.
        var signedAt = request.At < end ? request.At : Later(Later(request.LiveAt, end - BeforeEndSeconds), ring.Published.From);
        var credential = issuer.ForDay(granted, signedAt);
        using var holder = SigningKey.Generate(BoundPhone.HolderAlgorithm(request.Algorithm));
        var grant = CodeSigner.SignGrant(credential, request.LiveAt, signedAt, holder.PublicKey, issuer.KeysOf(ring, request.At));
        var text = CodeSigner.SignPresentation(grant, holder, request.At, Counter);
        return new IssuedCode(text, credential, ring.Id, signedAt, end, holder.Algorithm);
    }

    private static UnixTime Earlier(UnixTime a, UnixTime b) => a < b ? a : b;

    private static UnixTime Later(UnixTime a, UnixTime b) => a > b ? a : b;
}
