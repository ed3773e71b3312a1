using TempIdentity.GateAgent.Clock;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.GateAgent.Decision;

/// <summary>
/// Stage 4: one list of pure checks, each a function of the code's check, the facts and the lane. All run; the first failure in the
/// published
/// order is the verdict, the rest are listed.
/// </summary>
internal static class Decider
{
    public static Verdict Decide(Lane lane, ClockReading at, CodeCheck check, DecisionFacts facts)
    {
        var failures = new List<VerdictCode>(check.Failures);
        if (check is { Authentic: true, Claims: { } claims })
        {
            if (facts.PresentationGranted) failures.Add(VerdictCode.Replayed);
            if (claims.Kind != lane.Purpose.Accepts()) failures.Add(VerdictCode.WrongPurpose);
            if (facts.TooSoon) failures.Add(VerdictCode.TooSoon);
            if (StatusRule.Judge(claims.Kind, facts.Status) is { } status) failures.Add(status);
            if (PaperRule.Judge(lane, claims.Kind, facts.Status) is { } paper) failures.Add(paper);
        }
        var ticket = TicketRule.Judge(lane, at.Now, facts);
        if (ticket.Failure is { } code) failures.Add(code);
        if (failures.Count == 0)
            return new Verdict(VerdictCode.Granted, [], ticket.Opens?.Ticket) { Ride = ticket.Opens?.FreeRide ?? 0 };
        failures.Sort();
        return new Verdict(failures[0], failures[1..], null);
    }
}
