using System.Runtime.InteropServices;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>
/// Which of a traveller's tickets of a day stand in a manifest: it takes <see cref="TicketManifest.RowsPerTravellerMax"/>.
/// </summary>
internal static class ManifestSelection
{
    /// <summary>
    /// The same rows in the same order. Of a traveller with too many, the refunded ones go first, the oldest of them before the newer:
    /// what a gate can grant stays, and the desk sells nobody more than that (<c>too_many_tickets</c>).
    /// </summary>
    public static List<DayTicket> AtMostPerTraveller(List<DayTicket> rows)
    {
        var counts = new Dictionary<UInt128, int>(rows.Count);
        var excess = false;
        foreach (ref readonly var row in CollectionsMarshal.AsSpan(rows))
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, row.Secret, out _);
            excess |= ++count > TicketManifest.RowsPerTravellerMax;
        }
        if (!excess) return rows;
        return rows.FindAll(row =>
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(counts, row.Secret);
            if (count <= TicketManifest.RowsPerTravellerMax || row.State == TicketState.Sold) return true;
            count--;
            return false;
        });
    }
}
