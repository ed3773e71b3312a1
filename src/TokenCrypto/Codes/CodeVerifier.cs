using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Codes;

/// <summary>Checks a code against a trust store. Pure and thread-safe: same inputs, same answer (I10).</summary>
public static class CodeVerifier
{
    /// <summary>
    /// Checks text as scanned (ASCII bytes, no terminator). Structure first, then key and algorithm, then signatures, then all windows;
    /// a structural failure ends the check, windows are judged together. Never throws for any input.
    /// </summary>
    public static CodeCheck Check(ReadOnlySpan<byte> text, TrustStore trust, TimeReading time, CodeWindows windows)
    {
        if (CodeText.Decode(text, out var bytes) is { } noText) return Unread(noText, trust);
        if (CodeReader.Read(bytes, out var code) is { } noCode) return Unread(noCode, trust);

        var failures = default(FailureSet);
        var key = KeyRules.Find(code, trust);
        KeyRules.Judge(code, key, trust.Provider, time.Now, ref failures);

        PublicKey? holder = null;
        if (key is not null && failures.IsEmpty)
            SignatureRules.Judge(code, key.Prepared, trust.Provider, out holder, ref failures);

        var authentic = failures.IsEmpty;
        var claims = ClaimsOf.Code(code, holder);
        failures.AddIf(time.Now >= trust.ExpiresAt, VerdictCode.TrustExpired);
        if (authentic) WindowRules.Judge(claims, time, windows, ref failures);

        var presentation = SignatureRules.Identify(code);
        return new CodeCheck
        {
            Failures = failures.ToList(),
            Claims = claims,
            Key = code.Key,
            Authentic = authentic,
            Presentation = presentation,
            TrustVersion = trust.Version,
            Verified = failures.IsEmpty ? Proof(code, claims, presentation) : null,
        };
    }

    /// <summary>The only place where a <see cref="VerifiedCode"/> is made: nothing failed (I12).</summary>
    private static VerifiedCode Proof(ParsedCode code, CodeClaims claims, PresentationId presentation) =>
        new(claims, code.Key, presentation, CompartmentContext.Shared(code.Claims, code.Form, code.Key));

    private static CodeCheck Unread(VerdictCode reason, TrustStore trust) =>
        new() { Failures = [reason], TrustVersion = trust.Version };
}
