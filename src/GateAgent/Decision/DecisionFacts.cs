using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Decision;

/// <summary>What the ticket manifest says of a traveller.</summary>
internal enum ManifestKnowledge
{
    /// <summary>The lane needs no ticket, or the code was refused before.</summary>
    NotAsked,
    /// <summary>The traveller's rows were read; there may be none.</summary>
    Known,
    /// <summary>No manifest or change log of this station and day, one past its expiry, a gap between them, or a corrupt row.</summary>
    Stale,
    /// <summary>The gate compartment cannot be opened here.</summary>
    KeyMissing,
}

/// <summary>A ticket of the traveller, and which of its rides of the day were used in the lane's direction here.</summary>
internal readonly record struct TicketFact(Ticket Ticket, IReadOnlySet<int> RidesUsed)
{
    /// <summary>The lowest ride that is still free, from 0; null when none is (I3, R15).</summary>
    public int? FreeRide
    {
        get
        {
            for (var ride = 0; ride < Ticket.Rides; ride++)
            {
                if (!RidesUsed.Contains(ride)) return ride;
            }
            return null;
        }
    }
}

/// <summary>
/// What was looked up for one decision, beside the code's own check. Gathered by the core, judged by <see cref="Decider"/>; recorded, so
/// that the
/// same facts give the same verdict later (I10).
/// </summary>
internal sealed record DecisionFacts
{
    public static DecisionFacts None { get; } = new();

    /// <summary>This presentation was granted before for this purpose (I3).</summary>
    public bool PresentationGranted { get; init; }

    /// <summary>The same holder passed the same way just now (<see cref="TravellerRule.TooSoonSeconds"/>).</summary>
    public bool TooSoon { get; init; }

    /// <summary>The holder entered here and has neither left here nor departed.</summary>
    public bool Inside { get; init; }

    /// <summary>Null when the code is not authentic.</summary>
    public StatusLookup? Status { get; init; }

    public ManifestKnowledge Manifest { get; init; }

    public long? ManifestRevision { get; init; }

    /// <summary>Number of the last change of the day that the tickets rest on.</summary>
    public long? ManifestChange { get; init; }

    public IReadOnlyList<TicketFact> Tickets { get; init; } = [];
}

/// <summary>The verdict on one frame.</summary>
/// <param name="Code">The first failed check in the published order, or granted.</param>
/// <param name="Also">The other failed checks, in order.</param>
/// <param name="Ticket">The ticket that a grant rests on.</param>
internal sealed record Verdict(VerdictCode Code, IReadOnlyList<VerdictCode> Also, Ticket? Ticket)
{
    /// <summary>The ride of the ticket that a grant uses, from 0.</summary>
    public int Ride { get; init; }

    public Answer Answer => Code.ToAnswer();
}
