using System.Runtime.InteropServices;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>
/// All tickets of one service day and, for each station whose manifest has been published, the numbered changes since. Not thread-safe: its
/// owner's lock covers it.
/// </summary>
internal sealed class DayBook
{
    private readonly List<DayTicket> _tickets = [];
    private readonly Dictionary<ulong, int> _places = [];
    private readonly Dictionary<DayJourney, DayJourney> _journeys = [];
    private readonly Dictionary<string, ChangeList> _published = new(StringComparer.Ordinal);

    /// <summary>In the order of sale.</summary>
    public IReadOnlyList<DayTicket> Tickets => _tickets;

    public bool TryFind(ulong id, out DayTicket ticket)
    {
        var known = _places.TryGetValue(id, out var place);
        ticket = known ? _tickets[place] : default;
        return known;
    }

    /// <summary>
    /// Takes a ticket's whole new state. Stations that have published the day get a change, those of the ticket's former journey
    /// included.
    /// </summary>
    public void Put(DayTicket ticket)
    {
        if (!_journeys.TryGetValue(ticket.Journey, out var shared)) _journeys.Add(shared = ticket.Journey, shared);
        var entry = ticket.With(shared);
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, entry.Id, out var known);
        var former = known ? _tickets[place].Journey : shared;
        if (known && _tickets[place] == entry) return;
        if (known)
        {
            _tickets[place] = entry;
        }
        else
        {
            place = _tickets.Count;
            _tickets.Add(entry);
        }
        foreach (var (station, changes) in _published)
            if (shared.Concerns(station) || former.Concerns(station)) changes.Add(entry);
    }

    /// <summary>Takes tickets out as if never sold; what was published of them is not taken back.</summary>
    public void Remove(Predicate<DayTicket> which)
    {
        if (_tickets.RemoveAll(which) == 0) return;
        _places.Clear();
        for (var i = 0; i < _tickets.Count; i++) _places.Add(_tickets[i].Id, i);
    }

    /// <summary>The rows of a station's manifest, in the order of sale.</summary>
    public List<DayTicket> RowsOf(string station)
    {
        var concerned = _journeys.Keys.Where(journey => journey.Concerns(station)).ToHashSet(ReferenceEqualityComparer.Instance);
        var rows = new List<DayTicket>(concerned.Count == _journeys.Count ? _tickets.Count : 0);
        foreach (ref readonly var ticket in CollectionsMarshal.AsSpan(_tickets))
            if (concerned.Contains(ticket.Journey)) rows.Add(ticket);
        return ManifestSelection.AtMostPerTraveller(rows);
    }

    /// <summary>The changes of a station that publishes this day; from the first call on they are counted.</summary>
    public ChangeList Publish(string station)
    {
        if (!_published.TryGetValue(station, out var changes)) _published.Add(station, changes = new ChangeList());
        return changes;
    }

    /// <summary>
    /// Takes up the last change's number that an earlier run gave out. One number is passed over: what changed after it and was never
    /// given out is in the next manifest only, so an older manifest must find a gap.
    /// </summary>
    public void Restore(string station, long last) => _published[station] = new ChangeList(last + 1);
}
