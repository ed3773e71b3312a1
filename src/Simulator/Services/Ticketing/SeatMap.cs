namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>Tickets of one run of a train between two of its stops.</summary>
internal readonly record struct SeatsTaken(int FromStop, int ToStop, int Count);

/// <summary>Places of one run of a train: a seat that is left at a stop can be sold again from there. Pure.</summary>
internal static class SeatMap
{
    /// <summary>Places that are free on the whole way between two stops.</summary>
    public static int Free(Train train, IEnumerable<SeatsTaken> taken, int fromStop, int toStop)
    {
        var legs = new int[train.Stops.Count - 1];
        foreach (var (from, to, count) in taken)
            for (var leg = from; leg < to; leg++) legs[leg] += count;
        return Math.Max(0, train.Seats - legs.AsSpan(fromStop, toStop - fromStop).ToArray().Max());
    }
}
