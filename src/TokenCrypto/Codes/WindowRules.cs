namespace TempIdentity.TokenCrypto.Codes;

/// <summary>
/// The three tiers of time, judged together: the code (R9), the real-person check (R10), the credential (R7). The true time lies somewhere
/// in [now − error, now + error]; a window fails only when it does not overlap that interval. Only authentic times are judged.
/// </summary>
internal static class WindowRules
{
    /// <summary>Notes every window that fails.</summary>
    public static void Judge(CodeClaims claims, TimeReading time, CodeWindows windows, ref FailureSet failures)
    {
        var earliest = time.Now - time.ErrorSeconds;
        var latest = time.Now + time.ErrorSeconds;

        failures.AddIf(earliest - claims.CodeTime > windows.CodeAgeMaxSeconds, VerdictCode.CodeStale);
        failures.AddIf(IsFromFuture(claims, latest, windows), VerdictCode.CodeFromFuture);
        failures.AddIf(earliest - claims.LiveAt >= windows.LivenessAgeMaxSeconds, VerdictCode.LivenessExpired);
        failures.AddIf(latest < claims.ValidFrom, VerdictCode.NotYetValid);
        failures.AddIf(earliest >= claims.ValidUntil, VerdictCode.CredentialExpired);
    }

    /// <summary>The issuer's clock is synchronised, where it signed a code and where it signed a grant; the phone's is not.</summary>
    private static bool IsFromFuture(CodeClaims claims, UnixTime latest, CodeWindows windows) =>
        claims.IssuedAt - latest > windows.IssuedAheadMaxSeconds
        || (claims.Presentation is { } presentation && presentation.IssuedAt - latest > windows.BoundAheadMaxSeconds);
}
