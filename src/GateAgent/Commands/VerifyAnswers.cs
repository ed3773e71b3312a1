using TempIdentity.GateAgent.Decision;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Texts;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Commands;

/// <summary>Puts a verdict and what it rests on into the answer. Claims are told only when they are proven.</summary>
internal static class VerifyAnswers
{
    public static VerifyAnswer From(
        Lane lane, UnixTime now, CodeCheck check, DecisionFacts facts, Verdict verdict, TrustStore trust, VerifyIdentity? identity)
    {
        var claims = check.Authentic ? check.Claims : null;
        var texts = VerdictTexts.For(verdict.Code);
        return new VerifyAnswer
        {
            Answer = verdict.Answer.ToText(),
            Code = verdict.Code.ToText(),
            Also = [.. verdict.Also.Select(code => code.ToText())],
            Purpose = lane.Purpose.ToText(),
            At = now.ToString(),
            Authentic = check.Authentic,
            Credential = claims?.Kind.ToText(),
            Form = claims?.Form.ToText(),
            Algorithm = check.Key is { } id ? trust.FindKey(id)?.Key.Algorithm.ToString() : null,
            Key = check.Key?.ToString(),
            Presentation = claims is null ? null : check.Presentation?.ToString(),
            Tiers = claims is null ? null : Tiers(now, claims, check),
            Licence = claims?.Licence is { } licence ? new VerifyLicence(VehicleClasses.Unpack(licence.Classes), licence.Authority) : null,
            Status = facts.Status is { } status ? Status(status) : null,
            Ticket = verdict.Ticket is { } ticket
                ? new VerifyTicket(ticket.Train, ticket.Origin, ticket.Destination, TicketKindText(ticket.Kind), ticket.Rides)
                : null,
            Trust = new VerifyTrust(trust.Version, now - trust.IssuedAt, FreshnessText(trust.FreshnessAt(now)), trust.ExpiresAt.ToString()),
            Versions = trust.Versions.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(),
            Provider = trust.Provider.Name,
            Identity = identity,
            Messages = new VerifyMessages(Text(texts.Passenger), Text(texts.Staff), Text(texts.Engineer)),
        };
    }

    private static VerifyTiers Tiers(UnixTime now, CodeClaims claims, CodeCheck check) => new(
        new VerifyAge(claims.CodeTime.ToString(), now - claims.CodeTime, Lacks(check, VerdictCode.CodeStale, VerdictCode.CodeFromFuture)),
        new VerifyAge(claims.LiveAt.ToString(), now - claims.LiveAt, Lacks(check, VerdictCode.LivenessExpired)),
        new VerifyWindow(claims.ValidFrom.ToString(), claims.ValidUntil.ToString(), claims.ValidUntil - now,
            Lacks(check, VerdictCode.NotYetValid, VerdictCode.CredentialExpired)));

    private static bool Lacks(CodeCheck check, params VerdictCode[] codes) => !check.Failures.Any(codes.Contains);

    private static VerifyStatus Status(StatusLookup status) => status.Knowledge switch
    {
        StatusKnowledge.Known => new("known", status.Status.ToText(), status.ListVersion, status.ListAgeSeconds, InForce(status)),
        StatusKnowledge.Stale => new("stale", status.Status.ToText(), status.ListVersion, status.ListAgeSeconds, InForce(status)),
        StatusKnowledge.Unknown => new("unknown", null, status.ListVersion, status.ListAgeSeconds),
    };

    private static IReadOnlyList<VerifyStatusEntry>? InForce(StatusLookup status) => status.InForce.Count == 0
        ? null
        : [.. status.InForce.Select(entry =>
        {
            var body = StatusBody.Of(entry);
            return new VerifyStatusEntry(body.Status, body.Reason, body.PaperNeeded, body.From, body.Until,
                Text(StatusTexts.For(entry.Status)), Text(StatusTexts.For(entry.Reason)));
        })];

    private static string TicketKindText(TicketKind kind) => kind switch
    {
        TicketKind.Single => "single",
        TicketKind.MultiRide => "multi_ride",
        TicketKind.Period => "period",
    };

    private static string FreshnessText(Freshness freshness) => freshness switch
    {
        Freshness.Fresh => "fresh",
        Freshness.Aging => "aging",
        Freshness.Stale => "stale",
        Freshness.Dead => "dead",
    };

    private static VerifyText Text(BilingualText text) => new(text.Zh, text.En);
}
