namespace TempIdentity.TokenCrypto.Codes;

/// <summary>
/// Ranges of the claims, and their agreement with each other. One list for both sides: what the signer would not emit, the reader refuses.
/// Signed input is hostile input: no rule overflows, whatever the numbers.
/// </summary>
internal static class ClaimRules
{
    private static readonly long ClassesMax = (1L << VehicleClasses.All.Count) - 1;

    /// <summary>The reader's side: null, or why the claims are refused.</summary>
    public static VerdictCode? Refusal(ParsedCode code)
    {
        if (code.Form == CodeForm.Bound != code.Claims.Holder is not null) return VerdictCode.MissingField;
        return Violation(code.Claims, code.Form) is null ? null : VerdictCode.Malformed;
    }

    /// <summary>The first rule that the claims break, in words, or null.</summary>
    public static string? Violation(ClaimSet claims, CodeForm form) =>
        Times(claims) ?? Kind(claims) ?? Numbers(claims) ?? Compartments(claims) ?? Expiry(claims, form);

    /// <summary>The only end that a code may state: the earliest one, so that a stock CWT verifier does not accept it for longer.</summary>
    public static long ExpiryOf(ClaimSet claims, CodeForm form) => form switch
    {
        CodeForm.Issued => claims.IssuedAt + CodeLimits.CodeLifetimeSeconds,
        CodeForm.Bound => Math.Min(claims.LiveAt + CodeLimits.LivenessSeconds, claims.ValidUntil),
    };

    /// <summary>The rules of the times alone; an expiry can be computed only when they hold.</summary>
    public static string? Times(ClaimSet claims)
    {
        if (claims.IssuedAt is < 0 or > UnixTime.MaxSeconds) return "the issue time is out of range";
        if (claims.LiveAt is < 0 or > UnixTime.MaxSeconds) return "the time of the real-person check is out of range";
        if (claims.ValidFrom is < 0 or > UnixTime.MaxSeconds) return "the start of validity is out of range";
        if (claims.ValidUntil is < 0 or > UnixTime.MaxSeconds) return "the end of validity is out of range";
        if (claims.LiveAt > claims.IssuedAt) return "the real-person check is later than the issue time";
        return claims.ValidFrom < claims.ValidUntil ? null : "the end of validity is not after its start";
    }

    private static string? Kind(ClaimSet claims) => claims.Kind switch
    {
        (long)CredentialKind.RideId =>
            claims.ValidUntil - claims.ValidFrom != CodeLimits.RideIdSeconds ? "a ride ID is valid for exactly 24 hours (R7)"
            : claims.Classes != 0 || claims.Authority != 0 ? "a ride ID says nothing of a licence"
            : null,
        (long)CredentialKind.DrivingLicence =>
            claims.Classes < 1 || claims.Classes > ClassesMax ? "the vehicle classes are out of range"
            : claims.Authority is < CodeLimits.AuthorityMin or > CodeLimits.AuthorityMax ? "the authority is no six-digit division code"
            : claims.Gate is not null ? "a licence has no gate compartment"
            : null,
        _ => "the kind is none of the format's",
    };

    private static string? Numbers(ClaimSet claims)
    {
        if (claims.List is < 0 or > CodeLimits.StatusListMax) return "the status list number is out of range";
        if (claims.Index is < 0 or > CodeLimits.StatusIndexMax) return "the status index is out of range";
        return claims.IdentityNumber is < 1 or > CodeLimits.AudienceKeyNumberMax ? "the identity key number is out of range" : null;
    }

    private static string? Compartments(ClaimSet claims)
    {
        if (claims.Identity.Length is < CodeLimits.IdentityBytesMin or > CodeLimits.IdentityBytesMax)
            return "the identity compartment's length is out of range";
        if (claims.Gate is not { } gate) return claims.GateNumber == 0 ? null : "no gate compartment, but a gate key number";
        if (gate.Length != CodeLimits.GateBytes) return "the gate compartment's length is wrong";
        return claims.GateNumber is < 1 or > CodeLimits.AudienceKeyNumberMax ? "the gate key number is out of range" : null;
    }

    private static string? Expiry(ClaimSet claims, CodeForm form) =>
        claims.ExpiresAt == ExpiryOf(claims, form) ? null : "the expiry is not the earliest end";
}
