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
        var best = Obstacle.NoTicket;
        foreach (var fact in tickets)
        {
            if (Find(lane, now, fact) is not { } obstacle) return (fact.Ticket, null);
            if (obstacle > best) best = obstacle;
        }
        return (null, best.ToCode());
    }

    private static Obstacle? Find(Lane lane, UnixTime now, TicketFact fact)
    {
        var ticket = fact.Ticket;
        if (ticket.State == TicketState.Refunded) return Obstacle.Refunded;
        var (station, until) = lane.Purpose.Direction() == Direction.Exit
            ? (ticket.Destination, ticket.ExitUntil)
            : (ticket.Origin, ticket.EntryUntil);
        if (station != lane.Station) return Obstacle.WrongStation;
        if (fact.Used) return Obstacle.Used;
        if (now < ticket.EntryFrom) return Obstacle.TooEarly;
        return now < until ? null : Obstacle.TooLate;
    }

    private static VerdictCode ToCode(this Obstacle obstacle) => obstacle switch
    {
        Obstacle.NoTicket => VerdictCode.NoTicket,
        Obstacle.Refunded => VerdictCode.TicketRefunded,
        Obstacle.WrongStation => VerdictCode.WrongStation,
        Obstacle.Used => VerdictCode.TicketUsed,
        Obstacle.TooLate => VerdictCode.TooLate,
        Obstacle.TooEarly => VerdictCode.TooEarly,
    };

    /// <summary>Why a ticket does not open, in the order of coming closer to passing.</summary>
    private enum Obstacle
    {
        NoTicket,
        Refunded,
        WrongStation,
        Used,
        TooLate,
        TooEarly,
    }
}
