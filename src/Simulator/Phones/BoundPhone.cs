using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.Simulator.Phones;

/// <summary>A phone that holds a grant of at most 30 minutes and signs each code itself, with its own key, clock and counter.</summary>
/// <param name="holderKey">ESP256 or SM2.</param>
internal sealed class BoundPhone(
    CredentialIssuer issuer, CredentialId credential, SignatureAlgorithm algorithm, SigningKey holderKey, long clockOffsetSeconds = 0)
    : Phone(issuer, credential, algorithm, clockOffsetSeconds)
{
    private byte[]? _grant;
    private UnixTime _grantEndsAt;
    private uint _counter;

    public override CodeForm Form => CodeForm.Bound;

    /// <summary>False: an altered app that goes on signing when its grant has ended.</summary>
    public bool StopsAtGrantEnd { get; init; } = true;

    /// <summary>The holder key's algorithm that goes with an issuer's: SM2 with SM2, else ESP256 (Ed25519 is for issuers only).</summary>
    public static SignatureAlgorithm HolderAlgorithm(SignatureAlgorithm issuers) =>
        issuers == SignatureAlgorithm.SM2 ? SignatureAlgorithm.SM2 : SignatureAlgorithm.ESP256;

    /// <summary>
    /// Fetches a grant now, so that the phone can do without the network for its 30 minutes. False when the issuer served none.
    /// </summary>
    public bool FetchGrant(UnixTime trueNow)
    {
        if (!Online) return false;
        var served = Issuer.IssueGrant(Credential, Algorithm, holderKey.PublicKey, trueNow);
        Refusal = served.Refusal;
        if (served.Value is null) return false;
        _grant = served.Value;
        _grantEndsAt = Issuer.GrantEnd(Credential);
        return true;
    }

    public override void PassLiveness(UnixTime trueNow)
    {
        base.PassLiveness(trueNow);
        FetchGrant(trueNow);
    }

    protected override string? Draw(UnixTime trueNow, int? challenge)
    {
        var phoneNow = trueNow + ClockOffsetSeconds;
        var ended = _grant is null || phoneNow >= _grantEndsAt;
        if (ended && !FetchGrant(trueNow) && (StopsAtGrantEnd || _grant is null)) return null;
        return CodeSigner.SignPresentation(_grant, holderKey, phoneNow, ++_counter, challenge);
    }
}
