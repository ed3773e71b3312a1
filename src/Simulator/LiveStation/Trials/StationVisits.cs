using TempIdentity.Simulator.Station;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.LiveStation.Trials;

/// <summary>
/// Every scan of every visitor goes through here, so that the world, and not the agent, remembers which codes, tickets and holders have
/// passed. Thread-safe.
/// </summary>
internal sealed class StationVisits(IStation station, FactFinder facts, GrantLog grants, Func<UnixTime> clock)
{
    /// <summary>A lane to look at a code where no lane is meant.</summary>
    public const string AnyLane = "1";

    /// <summary>Told of each verdict, once.</summary>
    public Action<LiveVerdict> Answered { get; set; } = _ => { };

    /// <summary>A lane of the station; null when there is none of this name.</summary>
    public static StationLane? LaneOf(string? id) => StationLane.Station.FirstOrDefault(lane => lane.Id == id);

    /// <summary>What is known of a code that is about to be shown; null when it is no code of ours, or there is no such lane.</summary>
    public ShownCode? Look(string? laneId, string text)
    {
        grants.Learn(station.Snapshot().Verdicts);
        return LaneOf(laneId) is { } lane ? facts.Find(text, lane.Purpose, clock()) : null;
    }

    /// <summary>Holds a code to a lane's scanner.</summary>
    public async Task<ScanResult> ScanAsync(string laneId, string text, ReadAs readAs, bool walks, CancellationToken stop)
    {
        var shown = Look(laneId, text);
        var result = await station.ScanAsync(laneId, text, readAs, walks, stop);
        if (result.Verdict is not { } verdict) return result;
        if (verdict.Answer == "granted" && shown is not null) grants.Add(shown, verdict.Record, clock());
        Answered(verdict);
        return result;
    }
}
