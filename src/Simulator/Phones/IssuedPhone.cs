using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Phones;

/// <summary>A phone that fetches each code from the issuer; its own clock does not matter.</summary>
internal sealed class IssuedPhone(
    CredentialIssuer issuer, CredentialId credential, SignatureAlgorithm algorithm, long clockOffsetSeconds = 0)
    : Phone(issuer, credential, algorithm, clockOffsetSeconds)
{
    public override CodeForm Form => CodeForm.Issued;

    protected override string? Draw(UnixTime trueNow, int? challenge)
    {
        if (!Online) return null;
        var served = Issuer.IssueCode(Credential, Algorithm, trueNow);
        Refusal = served.Refusal;
        return served.Value;
    }
}
