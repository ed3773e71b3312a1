using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Decision;

/// <summary>
/// Does one of the traveller's tickets open this lane now? Of several tickets the first that does; when none does, the failure that came
/// closest to passing (R15: multi-ride and period tickets are rows like any other).
/// </summary>
internal static class TicketRule
{
    public static (Ticket? Ticket, VerdictCode? Failure) Judge(Lane lane, UnixTime now, DecisionFacts facts) => facts.Manifest switch
    {
        ManifestKnowledge.NotAsked => (null, null),
        ManifestKnowledge.Stale => (null, VerdictCode.ManifestStale),
        ManifestKnowledge.KeyMissing => (null, VerdictCode.VerifierKeyMissing),
        ManifestKnowledge.Known => Best(lane, now, facts.Tickets),
    };

    private static (Ticket?, VerdictCode?) Best(Lane lane, UnixTime now, IReadOnlyList<TicketFact> tickets)
    {
        var best = VerdictCode.NoTicket;
        foreach (var fact in tickets)
        {
            var failure = Failure(lane, now, fact);
            if (failure is null) return (fact.Ticket, null);
            if (Closeness(failure.Value) > Closeness(best)) best = failure.Value;
        }
        return (null, best);
    }

    private static VerdictCode? Failure(Lane lane, UnixTime now, TicketFact fact)
    {
        var ticket = fact.Ticket;
        if (ticket.State == TicketState.Refunded) return VerdictCode.TicketRefunded;
        var (station, until) = lane.Purpose.Direction() == Direction.Exit
            ? (ticket.Destination, ticket.ExitUntil)
            : (ticket.Origin, ticket.EntryUntil);
        if (station != lane.Station) return VerdictCode.WrongStation;
        if (fact.Used) return VerdictCode.TicketUsed;
        if (now < ticket.EntryFrom) return VerdictCode.TooEarly;
        return now < until ? null : VerdictCode.TooLate;
    }

    private static int Closeness(VerdictCode code) => code switch
    {
        VerdictCode.TooEarly => 5,
        VerdictCode.TooLate => 4,
        VerdictCode.TicketUsed => 3,
        VerdictCode.WrongStation => 2,
        VerdictCode.TicketRefunded => 1,
        _ => 0,
    };
}
