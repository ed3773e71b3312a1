namespace TempIdentity.TokenCrypto.Trust;

/// <summary>What is known of a traveller's tickets at one station on one day.</summary>
public enum DayTicketsKnowledge
{
    /// <summary>Manifest and change log were read; there may be no ticket.</summary>
    Known,
    /// <summary>
    /// No manifest or no change log is held, one of them is past its end, a change between them is missing, or a row is corrupt.
    /// </summary>
    Stale,
}

/// <summary>A traveller's tickets at one station on one day: the manifest's rows with the day's later changes laid over them.</summary>
/// <param name="Knowledge">Whether they are known.</param>
/// <param name="Revision">Of the manifest; null when none is held.</param>
/// <param name="LastChange">Number of the last change that was looked at; null when no log is held.</param>
/// <param name="Tickets">In the manifest's order, then tickets sold since; empty when stale.</param>
public sealed record DayTickets(DayTicketsKnowledge Knowledge, long? Revision, long? LastChange, IReadOnlyList<Ticket> Tickets)
{
    /// <summary>
    /// Looks a traveller up. A manifest without its log is stale: otherwise whoever takes the log away would hide every refund of the day.
    /// Pure.
    /// </summary>
    internal static DayTickets Find(TicketManifest? manifest, TicketChanges? log, ReadOnlySpan<byte> manifestSecret, UnixTime now)
    {
        var stale = new DayTickets(DayTicketsKnowledge.Stale, manifest?.Revision, log?.Last, []);
        if (manifest is null || log is null || now >= manifest.ExpiresAt || now >= log.ExpiresAt) return stale;
        // Changes up to the manifest's number are in its rows; the log must go on from there without a gap.
        if (log.First > manifest.Changes + 1 || log.Last < manifest.Changes) return stale;
        if (manifest.Find(manifestSecret) is not { } rows || log.Find(manifestSecret) is not { } changes) return stale;
        var tickets = rows.ToList();
        foreach (var change in changes.Where(change => change.Number > manifest.Changes)) Lay(tickets, change.Ticket);
        return new DayTickets(DayTicketsKnowledge.Known, manifest.Revision, log.Last, tickets);
    }

    private static void Lay(List<Ticket> tickets, Ticket changed)
    {
        var at = tickets.FindIndex(ticket => ticket.TicketId == changed.TicketId);
        if (at < 0) tickets.Add(changed);
        else tickets[at] = changed;
    }
}
