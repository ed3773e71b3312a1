using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Phones;

/// <summary>
/// A person's phone with one credential. It shows a code and renews it every 60 seconds (R9); what it cannot renew stands still on its
/// screen (R13). Not thread-safe: a phone is in one hand.
/// </summary>
internal abstract class Phone(CredentialIssuer issuer, CredentialId credential, SignatureAlgorithm algorithm, long clockOffsetSeconds)
{
    private UnixTime _drawnAt;

    /// <summary>Seconds that the phone's clock is ahead of the true time; negative when it is behind.</summary>
    public long ClockOffsetSeconds => clockOffsetSeconds;

    public CredentialId Credential => credential;

    /// <summary>The algorithm of the issuer's signature.</summary>
    public SignatureAlgorithm Algorithm => algorithm;

    public abstract CodeForm Form { get; }

    /// <summary>False: the issuer cannot be reached.</summary>
    public bool Online { get; set; } = true;

    /// <summary>What is on the screen, or was photographed last. Null before the first code.</summary>
    public string? Screenshot { get; private set; }

    /// <summary>Why the issuer served nothing when it was last asked; null when it served.</summary>
    public IssuerRefusal? Refusal { get; protected set; }

    protected CredentialIssuer Issuer => issuer;

    /// <summary>
    /// The code on the screen at an instant of true time. Throws <see cref="InvalidOperationException"/> when the phone never had one.
    /// </summary>
    public string Show(UnixTime trueNow)
    {
        if (Screenshot is null || trueNow - _drawnAt >= CodeLimits.CodeLifetimeSeconds) Refresh(trueNow);
        return Screenshot ?? throw new InvalidOperationException($"The phone has no code to show: {Refusal}.");
    }

    /// <summary>The passenger taps Refresh (刷新). The old code stays when there is no new one.</summary>
    public void Refresh(UnixTime trueNow, int? challenge = null)
    {
        if (Draw(trueNow, challenge) is not { } text) return;
        Screenshot = text;
        _drawnAt = trueNow;
    }

    /// <summary>The passenger passes the real-person check again (R10).</summary>
    public virtual void PassLiveness(UnixTime trueNow) => issuer.PassLiveness(credential, trueNow);

    protected abstract string? Draw(UnixTime trueNow, int? challenge);
}
