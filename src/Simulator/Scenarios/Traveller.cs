using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Phones;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.Simulator.Scenarios;

/// <summary>One person of the plan with credential and phone. Used by one lane at a time.</summary>
internal sealed class Traveller
{
    /// <summary>Seconds that the clock of a wrong phone is off.</summary>
    public const int ClockOffSeconds = 180;

    private readonly SigningKey _holder;

    public Traveller(Identity identity, CredentialIssuer issuer, CredentialId credential, UnixTime liveAt, Visit visit, UnixTime now)
    {
        (Identity, Issuer, Credential, LiveAt, Algorithm) = (identity, issuer, credential, liveAt, visit.Algorithm);
        var offset = visit.Shows switch { Shows.ClockBehind => -ClockOffSeconds, Shows.ClockAhead => ClockOffSeconds, _ => 0L };
        _holder = SigningKey.Generate(BoundPhone.HolderAlgorithm(visit.Algorithm));
        Phone = visit.Form == CodeForm.Issued
            ? new IssuedPhone(issuer, credential, visit.Algorithm, offset)
            : new BoundPhone(issuer, credential, visit.Algorithm, _holder, offset);
        // A grant of before the rotation, good for its 30 minutes.
        if (visit.Shows == Shows.OldKeyInTail && Phone is BoundPhone bound) bound.FetchGrant(now);
    }

    public Identity Identity { get; }
    public CredentialIssuer Issuer { get; }
    public CredentialId Credential { get; }

    /// <summary>Another certificate of the same person.</summary>
    public CredentialId? Second { get; init; }
    public UnixTime LiveAt { get; }
    public SignatureAlgorithm Algorithm { get; }
    public Phone Phone { get; }

    /// <summary>A fresh code as an honest app shows it.</summary>
    public string Fresh(UnixTime now)
    {
        Phone.Refresh(now);
        return Phone.Screenshot ?? throw new InvalidOperationException($"The issuer served nothing: {Phone.Refusal}.");
    }

    /// <summary>A code that no honest app would show: any key, any times.</summary>
    public string Odd(CodeForm form, IssuerKeys keys, UnixTime issuedAt, UnixTime shownAt, CredentialId? another = null)
    {
        var credential = Issuer.ForDay(Issuer.Find(another ?? Credential), issuedAt);
        if (form == CodeForm.Issued) return CodeSigner.SignIssued(credential, LiveAt, issuedAt, keys);
        var grant = CodeSigner.SignGrant(credential, LiveAt, issuedAt, _holder.PublicKey, keys);
        return CodeSigner.SignPresentation(grant, _holder, shownAt, 1);
    }
}
