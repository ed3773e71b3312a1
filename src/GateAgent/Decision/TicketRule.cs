using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Decision;

/// <summary>The ticket that opens a lane with the ride that it uses, or why none does.</summary>
internal readonly record struct TicketFinding(TicketFact? Opens, VerdictCode? Failure);

/// <summary>
/// Does one of the traveller's tickets open this lane now? Of several tickets the first that does; when none does, the failure that came
/// closest to passing (R15: multi-ride and period tickets are rows like any other, good for the day's rides).
/// </summary>
internal static class TicketRule
{
    public static TicketFinding Judge(Lane lane, UnixTime now, DecisionFacts facts) => facts.Manifest switch
    {
        ManifestKnowledge.NotAsked => default,
        ManifestKnowledge.Stale => new(null, VerdictCode.ManifestStale),
        ManifestKnowledge.KeyMissing => new(null, VerdictCode.VerifierKeyMissing),
        ManifestKnowledge.Known => Best(lane, now, facts),
    };

    private static TicketFinding Best(Lane lane, UnixTime now, DecisionFacts facts)
    {
        var best = Obstacle.NoTicket;
        foreach (var fact in facts.Tickets)
        {
            if (Find(lane, now, fact) is not { } obstacle)
                return facts.Inside ? new(null, VerdictCode.AlreadyInside) : new(fact, null);
            if (obstacle > best) best = obstacle;
        }
        return new(null, best.ToCode());
    }

    private static Obstacle? Find(Lane lane, UnixTime now, TicketFact fact)
    {
        var ticket = fact.Ticket;
        if (Ended(ticket.State) is { } ended) return ended;
        var (station, until) = lane.Purpose switch
        {
            Purpose.StationExit => (ticket.Destination, ticket.ExitUntil),
            // On board the journey's whole time counts, at whatever station the traveller got on.
            Purpose.OnBoard => (lane.Station, ticket.ExitUntil),
            _ => (ticket.Origin, ticket.EntryUntil),
        };
        if (station != lane.Station) return Obstacle.WrongStation;
        if (lane.Train is not null && ticket.Train != lane.Train && ticket.Train != Ticket.AnyTrain) return Obstacle.WrongTrain;
        if (fact.FreeRide is null) return Obstacle.Used;
        if (now < ticket.EntryFrom) return Obstacle.TooEarly;
        return now < until ? null : Obstacle.TooLate;
    }

    /// <summary>What the office says of a ticket that is good for nothing here any more.</summary>
    private static Obstacle? Ended(TicketState state) => state switch
    {
        TicketState.Sold => null,
        TicketState.Refunded => Obstacle.Refunded,
        TicketState.UsedUp => Obstacle.Used,
        TicketState.Changed => Obstacle.WrongTrain,
    };

    private static VerdictCode ToCode(this Obstacle obstacle) => obstacle switch
    {
        Obstacle.NoTicket => VerdictCode.NoTicket,
        Obstacle.Refunded => VerdictCode.TicketRefunded,
        Obstacle.WrongStation => VerdictCode.WrongStation,
        Obstacle.WrongTrain => VerdictCode.WrongTrain,
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
        WrongTrain,
        Used,
        TooLate,
        TooEarly,
    }
}
