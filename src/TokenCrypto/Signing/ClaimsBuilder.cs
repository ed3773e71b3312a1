using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.TokenCrypto.Signing;

/// <summary>
/// Makes an issuer's claims, compartments sealed. Misuse is <see cref="ArgumentException"/>, by the reader's own list of rules.
/// </summary>
internal static class ClaimsBuilder
{
    /// <summary>Builds the claims of an issued code, or of a grant when a holder is given.</summary>
    public static ClaimSet Build(Credential credential, UnixTime liveAt, UnixTime issuedAt, PublicKey? holder, IssuerKeys issuer)
    {
        CheckKeys(credential, holder, issuer);
        var form = holder is null ? CodeForm.Issued : CodeForm.Bound;
        var claims = Plain(credential, liveAt, issuedAt, holder, issuer);
        Require(ClaimRules.Times(claims));
        claims.ExpiresAt = ClaimRules.ExpiryOf(claims, form);
        Seal(claims, form, credential, issuer);
        Require(ClaimRules.Violation(claims, form));
        return claims;
    }

    private static ClaimSet Plain(Credential credential, UnixTime liveAt, UnixTime issuedAt, PublicKey? holder, IssuerKeys issuer) => new()
    {
        IssuedAt = issuedAt.Seconds,
        Credential = credential.Id,
        Holder = holder is null ? null : HolderOf(holder),
        Kind = (long)credential.Kind,
        LiveAt = liveAt.Seconds,
        ValidFrom = credential.ValidFrom.Seconds,
        ValidUntil = credential.ValidUntil.Seconds,
        Classes = credential.Licence?.Classes ?? 0,
        Authority = credential.Licence?.Authority ?? 0,
        List = credential.Status.List,
        Index = credential.Status.Index,
        GateNumber = credential.ManifestSecret is null ? 0 : issuer.Gate?.Number ?? 0,
        IdentityNumber = issuer.IdentityKey.Number,
    };

    private static void Seal(ClaimSet claims, CodeForm form, Credential credential, IssuerKeys issuer)
    {
        var shared = CompartmentContext.Shared(claims, form, issuer.Id);
        var identity = CompartmentContext.For(issuer.IdentityKey.Audience, shared);
        claims.Identity = AesSiv.Seal(issuer.IdentityKey.Key.Span, identity, IdentityPlaintext.Encode(credential.Identity));
        if (credential.ManifestSecret is { } secret && issuer.Gate is { } gate)
            claims.Gate = AesSiv.Seal(gate.Key.Span, CompartmentContext.For(Audience.RailGate, shared), secret.Span);
    }

    private static HolderKey HolderOf(PublicKey holder)
    {
        var compressed = holder.ToCompressed();
        return new HolderKey
        {
            KeyType = HolderKey.Ec2,
            Curve = holder.Algorithm == SignatureAlgorithm.SM2 ? HolderKey.Sm2P256 : HolderKey.P256,
            X = compressed.AsMemory(1),
            YSign = compressed[0] == 3,
        };
    }

    private static void CheckKeys(Credential credential, PublicKey? holder, IssuerKeys issuer)
    {
        if (!Enum.IsDefined(credential.Kind)) throw new ArgumentException("The kind is none of the format's.", nameof(credential));
        if (holder?.Algorithm == SignatureAlgorithm.Ed25519)
            throw new ArgumentException("A holder's key is ESP256 or SM2.", nameof(holder));
        if (issuer.IdentityKey.Audience != CompartmentContext.IdentityAudience(credential.Kind))
            throw new ArgumentException("The identity key is another audience's.", nameof(issuer));
        if (credential.ManifestSecret is not { } secret) return;
        if (issuer.Gate?.Audience != Audience.RailGate)
            throw new ArgumentException("A manifest secret needs a key of the gates' audience.", nameof(issuer));
        if (secret.Length != Unsealer.ManifestSecretBytes)
            throw new ArgumentException("A manifest secret has 16 bytes.", nameof(credential));
    }

    private static void Require(string? violation)
    {
        if (violation is not null) throw new ArgumentException($"Not allowed by the format: {violation}.");
    }
}
