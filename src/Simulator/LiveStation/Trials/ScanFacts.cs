using TempIdentity.GateAgent;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.LiveStation.Trials;

/// <summary>What is known of a key at the station.</summary>
internal enum KeyFact
{
    Active,
    /// <summary>Published, and does not sign yet.</summary>
    NotActive,
    /// <summary>Its tail is over.</summary>
    Expired,
    /// <summary>Nobody published it, or it was withdrawn.</summary>
    Unknown,
    /// <summary>The code names a key that did not sign it.</summary>
    NotTheSigner,
}

/// <summary>What the traveller's tickets do at a lane; from none on in the order of coming closer to passing.</summary>
internal enum TicketFact
{
    NotAsked,
    /// <summary>The seal does not open: made without the audience's keys.</summary>
    Unreadable,
    /// <summary>No manifest and change log of the day that fit together.</summary>
    ManifestStale,
    None,
    Refunded,
    WrongStation,
    WrongTrain,
    Used,
    TooLate,
    TooEarly,
    Opens,
}

/// <summary>What the status that the station knows says.</summary>
internal enum StatusFact
{
    Normal,
    /// <summary>No list, or one past its end.</summary>
    NotKnown,
    Revoked,
    NotEntitled,
    Invalid,
    PaperNeeded,
}

/// <summary>Everything that an answer rests on, as the world knows it and not the agent.</summary>
internal sealed record ScanFacts
{
    public required CodeClaims Claims { get; init; }
    public required Purpose Purpose { get; init; }
    public required KeyFact Key { get; init; }
    public required StatusFact Status { get; init; }
    public required TicketFact Ticket { get; init; }

    /// <summary>This very presentation was granted for this purpose before.</summary>
    public bool GrantedBefore { get; init; }

    /// <summary>The same holder went the same way within the last seconds.</summary>
    public bool TooSoon { get; init; }

    /// <summary>The holder went in and has not come out.</summary>
    public bool Inside { get; init; }
}

/// <summary>
/// Foretells an answer from facts by the published rules (docs/code-format.md, docs/codes.md), written once more and without a line of the
/// agent's: what both say alike was not copied from one to the other. Pure.
/// </summary>
internal static class ScanForecast
{
    /// <summary>Seconds between the forecast and the scan at most: at an edge both sides of it are foretold.</summary>
    public const int UncertainSeconds = 2;

    /// <summary>The answers that fit, the likeliest first.</summary>
    public static IReadOnlyList<VerdictCode> Codes(ScanFacts facts, UnixTime now) =>
        [.. Enumerable.Range(0, UncertainSeconds + 1).Select(late => Code(facts, now + late)).Distinct()];

    /// <summary>The first check that fails, in the published order; granted when none does.</summary>
    public static VerdictCode Code(ScanFacts facts, UnixTime now) =>
        Failures(facts, now).OrderBy(code => code).FirstOrDefault(VerdictCode.Granted);

    private static IEnumerable<VerdictCode> Failures(ScanFacts facts, UnixTime now)
    {
        if (KeyFailure(facts.Key) is { } key)
        {
            yield return key;
            yield break;
        }
        foreach (var code in WindowFailures(facts.Claims, now)) yield return code;
        if (facts.GrantedBefore) yield return VerdictCode.Replayed;
        if (facts.TooSoon) yield return VerdictCode.TooSoon;
        if (StatusFailure(facts.Status) is { } status) yield return status;
        var fits = facts.Claims.Kind == facts.Purpose.Accepts();
        if (!fits) yield return VerdictCode.WrongPurpose;
        // Only a code that passed signature and windows is opened (I12).
        if (fits && !WindowFailures(facts.Claims, now).Any() && TicketFailure(facts) is { } ticket) yield return ticket;
    }

    private static VerdictCode? KeyFailure(KeyFact key) => key switch
    {
        KeyFact.Active => null,
        KeyFact.NotActive => VerdictCode.KeyNotActive,
        KeyFact.Expired => VerdictCode.KeyExpired,
        KeyFact.Unknown => VerdictCode.UnknownKey,
        KeyFact.NotTheSigner => VerdictCode.BadSignature,
    };

    /// <summary>R9: 90 seconds; R10: 30 minutes; R7. A phone's clock may be 30 seconds ahead, an issuer's 5.</summary>
    private static IEnumerable<VerdictCode> WindowFailures(CodeClaims claims, UnixTime now)
    {
        if (now - claims.CodeTime > 90) yield return VerdictCode.CodeStale;
        if (claims.IssuedAt - now > 5 || claims.CodeTime - now > (claims.Form == CodeForm.Bound ? 30 : 5))
            yield return VerdictCode.CodeFromFuture;
        if (now - claims.LiveAt >= 1800) yield return VerdictCode.LivenessExpired;
        if (now < claims.ValidFrom) yield return VerdictCode.NotYetValid;
        if (now >= claims.ValidUntil) yield return VerdictCode.CredentialExpired;
    }

    private static VerdictCode? StatusFailure(StatusFact status) => status switch
    {
        StatusFact.Normal => null,
        StatusFact.NotKnown => VerdictCode.StatusUnknown,
        StatusFact.Revoked => VerdictCode.Revoked,
        StatusFact.NotEntitled => VerdictCode.LicenceNotEntitled,
        StatusFact.Invalid => VerdictCode.LicenceInvalid,
        StatusFact.PaperNeeded => VerdictCode.AskForPaper,
    };

    private static VerdictCode? TicketFailure(ScanFacts facts) => facts.Ticket switch
    {
        TicketFact.NotAsked => null,
        TicketFact.Opens => facts.Inside ? VerdictCode.AlreadyInside : null,
        TicketFact.Unreadable => VerdictCode.VerifierKeyMissing,
        TicketFact.ManifestStale => VerdictCode.ManifestStale,
        TicketFact.WrongTrain => VerdictCode.WrongTrain,
        TicketFact.None => VerdictCode.NoTicket,
        TicketFact.Refunded => VerdictCode.TicketRefunded,
        TicketFact.WrongStation => VerdictCode.WrongStation,
        TicketFact.Used => VerdictCode.TicketUsed,
        TicketFact.TooLate => VerdictCode.TooLate,
        TicketFact.TooEarly => VerdictCode.TooEarly,
    };
}
