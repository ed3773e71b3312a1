using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Decoding;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Verification;

/// <summary>Stage 3: signatures, keys and the three tiers of time. Pure; references only the verifying side of TokenCrypto.</summary>
internal static class CodeVerification
{
    /// <summary>Beyond this error bound the clock decides nothing: refer.</summary>
    public const int ClockErrorMaxMilliseconds = 30_000;

    public static CodeCheck Check(DecodedFrame decoded, TrustStore? trust, ClockReading at, CodeWindows windows)
    {
        if (decoded.Refusal is { } refusal) return Refused(refusal, trust);
        if (trust is null) return Refused(VerdictCode.TrustExpired, trust);
        var check = CodeVerifier.Check(decoded.Text.Span, trust, at.ToTimeReading(), windows);
        return !IsUsable(at) && (check.Authentic || FailedByClock(check, trust)) ? WithClockUntrusted(check) : check;
    }

    private static bool IsUsable(ClockReading at) =>
        at.State != ClockState.Untrusted && at.ErrorMilliseconds <= ClockErrorMaxMilliseconds;

    private static CodeCheck Refused(VerdictCode code, TrustStore? trust) =>
        new() { Failures = [code], TrustVersion = trust?.Version ?? 0 };

    /// <summary>The issuer signed within its key's window: only the clock says that the window has not begun or is over.</summary>
    private static bool FailedByClock(CodeCheck check, TrustStore trust) =>
        check.First is VerdictCode.KeyNotActive or VerdictCode.KeyExpired
        && check is { Key: { } id, Claims: { } claims } && trust.FindKey(id) is { } key
        && claims.IssuedAt >= key.From && claims.IssuedAt < key.Until;

    /// <summary>
    /// No window was judged by a clock that could be trusted (I7), so no proof of verification is given either (I12). A key's window that
    /// only the clock closed is no failure.
    /// </summary>
    private static CodeCheck WithClockUntrusted(CodeCheck check) => check with
    {
        Failures =
        [
            .. check.Failures.Except([VerdictCode.KeyNotActive, VerdictCode.KeyExpired]).Append(VerdictCode.ClockUntrusted).Order(),
        ],
        Verified = null,
    };
}
