using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.TokenCrypto.Codes;

/// <summary>Turns claims whose ranges were checked into the types that the rest of the product uses.</summary>
internal static class ClaimsOf
{
    /// <summary>The claims of a code; the holder's key as far as it was imported.</summary>
    public static CodeClaims Code(ParsedCode code, PublicKey? holder)
    {
        var set = code.Claims;
        return new CodeClaims
        {
            Kind = (CredentialKind)set.Kind,
            Form = code.Form,
            IssuedAt = new UnixTime(set.IssuedAt),
            ExpiresAt = new UnixTime(set.ExpiresAt),
            Credential = set.Credential,
            LiveAt = new UnixTime(set.LiveAt),
            ValidFrom = new UnixTime(set.ValidFrom),
            ValidUntil = new UnixTime(set.ValidUntil),
            Licence = set.IsLicence ? new LicenceClaims((uint)set.Classes, (int)set.Authority) : null,
            Status = new StatusReference((int)set.List, (int)set.Index),
            Gate = set.Gate is { } gate ? new SealedCompartment((int)set.GateNumber, gate) : null,
            Identity = new SealedCompartment((int)set.IdentityNumber, set.Identity),
            Holder = holder,
            Presentation = code.Phone is null
                ? null
                : new PresentationClaims(new UnixTime(code.PresentedAt), code.Counter, code.Challenge),
        };
    }
}
