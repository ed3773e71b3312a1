using System.Collections;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>Tickets as rows to be sealed, each made when it is asked for: half a million rows are never there at once.</summary>
internal sealed class ManifestRowList(IReadOnlyList<DayTicket> tickets) : IReadOnlyList<ManifestRow>
{
    public int Count => tickets.Count;

    public ManifestRow this[int index] => tickets[index].ToRow();

    public IEnumerator<ManifestRow> GetEnumerator()
    {
        foreach (var ticket in tickets) yield return ticket.ToRow();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
