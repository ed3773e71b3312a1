using System.Runtime.InteropServices;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>
/// The changes of a station and service day since its manifest was first published, numbered from 1 without a gap. Not thread-safe.
/// </summary>
internal sealed class ChangeList(long last = 0)
{
    /// <summary>Changes held for a station and day at most; then its manifest is made anew and includes them.</summary>
    public const int HeldMax = 50_000;

    private readonly List<DayTicket> _entries = [];
    private readonly Dictionary<UInt128, int> _perTraveller = [];
    private bool _full;

    /// <summary>Number of the first change held; <see cref="Last"/> + 1 when none is.</summary>
    public long First { get; private set; } = last + 1;

    /// <summary>Number of the last change; 0 before the first.</summary>
    public long Last => First + _entries.Count - 1;

    /// <summary>The changes held, ascending.</summary>
    public IReadOnlyList<DayTicket> Entries => _entries;

    /// <summary>True when a log cannot take these changes: the manifest must be made anew, with them in it.</summary>
    public bool IsFull => _full;

    public void Add(DayTicket ticket)
    {
        _entries.Add(ticket);
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_perTraveller, ticket.Secret, out _);
        _full |= ++count > TicketChanges.PerTravellerMax || _entries.Count > HeldMax;
    }

    /// <summary>Lets go of all changes held: a manifest includes them.</summary>
    public void Drop()
    {
        First = Last + 1;
        _entries.Clear();
        _perTraveller.Clear();
        _full = false;
    }
}
