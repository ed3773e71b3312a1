using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Issuers;

/// <summary>The railway's issuer of electronic temporary ride IDs (电子临时乘车身份证明).</summary>
/// <param name="manifestKey">K of the manifest secrets; shared with ticketing and nobody else.</param>
internal sealed class RideIdIssuer(
    KeyRing codeKeys, StatusRegister statuses, AudienceKeys audiences, byte[] manifestKey, Random random, ICredentialRegister register)
    : CredentialIssuer(CredentialKind.RideId, codeKeys, statuses, audiences, random, register)
{
    /// <summary>
    /// Grants a certificate to an applicant who passed the real-person check just now: valid for 24 hours from this moment, to the second
    /// (R7).
    /// </summary>
    public CredentialId Grant(Identity person, UnixTime now) => Grant(person, now, now);

    /// <summary>Grants a certificate whose real-person check was passed at another time.</summary>
    public CredentialId Grant(Identity person, UnixTime validFrom, UnixTime liveAt) =>
        Register(person, validFrom, validFrom + CodeLimits.RideIdSeconds, null, liveAt);

    /// <summary>Revokes a certificate.</summary>
    public void Revoke(CredentialId id) => SetStatus(id, CredentialStatus.Revoked);

    /// <summary>Adds the manifest secret of the service day.</summary>
    public override Credential ForDay(Credential credential, UnixTime now) => credential with
    {
        ManifestSecret = TrustWriter.ManifestSecret(
            manifestKey, credential.Identity.Document, credential.Identity.Number, ServiceDay.Of(now)),
    };
}
