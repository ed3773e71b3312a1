using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.HeadOffice;

/// <summary>What ticketing says of a ticket from an instant on, until its next version.</summary>
/// <param name="Since">Inclusive.</param>
/// <param name="State">Sold, or refunded.</param>
/// <param name="EntryFrom">First instant at which a lane may use it.</param>
/// <param name="Until">End of its use, exclusive.</param>
internal sealed record TicketVersion(UnixTime Since, TicketState State, UnixTime EntryFrom, UnixTime Until);

/// <summary>Why a grant should not have been.</summary>
internal enum WrongGrant
{
    /// <summary>The ticket had been refunded before the scan.</summary>
    Refunded,
    /// <summary>The ticket had been changed to another train before the scan.</summary>
    Changed,
    /// <summary>Ticketing has not sold such a ticket, or not yet: a manifest that is not ticketing's, or a wrong clock.</summary>
    NotSold,
}

/// <summary>A grant that should not have been, and what the lane knew.</summary>
/// <param name="Since">When the ticket stopped being good; null when it never was.</param>
internal sealed record RefundFinding(TicketGrant Grant, WrongGrant Why, UnixTime? Since);

/// <summary>
/// A gate works without a network, so a refund made after its manifest was downloaded reaches it late or not at all, and it lets the
/// traveller in. Head office finds every such grant: it has the gates' records, and ticketing tells what each ticket was at each instant.
/// Pure; the same records and history give the same findings, in the order of the records.
/// </summary>
internal static class RefundReconciliation
{
    /// <param name="grants">From <see cref="TicketGrants.Read"/>.</param>
    /// <param name="history">A ticket's versions, ascending by time; empty when there is no such ticket.</param>
    public static IReadOnlyList<RefundFinding> Find(
        IEnumerable<TicketGrant> grants, Func<ulong, IReadOnlyList<TicketVersion>> history) =>
        [.. grants.Select(grant => Judge(grant, history(grant.Ticket))).OfType<RefundFinding>()];

    private static RefundFinding? Judge(TicketGrant grant, IReadOnlyList<TicketVersion> versions)
    {
        if (versions.LastOrDefault(version => version.Since <= grant.At) is not { } inForce)
            return new RefundFinding(grant, WrongGrant.NotSold, null);
        if (inForce.State != TicketState.Sold) return new RefundFinding(grant, WrongGrant.Refunded, inForce.Since);
        var changed = inForce != versions[0] && (grant.At < inForce.EntryFrom || grant.At >= inForce.Until);
        return changed ? new RefundFinding(grant, WrongGrant.Changed, inForce.Since) : null;
    }
}
