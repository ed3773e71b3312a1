using TempIdentity.GateAgent;
using TempIdentity.GateAgent.Texts;
using TempIdentity.Simulator.LiveStation.Http;
using TempIdentity.Simulator.Services;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.LiveStation.Trials;

/// <summary>Trials in which a code is held to a scanner. The answer is foretold from what the world knows. Thread-safe.</summary>
internal sealed class ShowingTrials(
    IStation station, StationVisits visits, TrialBoard board, Func<UnixTime> clock, TimeProvider time)
{
    /// <summary>A grant's outcome is there within this time.</summary>
    private static readonly TimeSpan OutcomeMax = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>Somebody shows the code of the request.</summary>
    public Task<Answer<Trial>> ShowAsync(TrialRequest asked, CancellationToken stop) =>
        asked is { Lane: { } lane, Text: { } text }
            ? ShowAsync(asked.Cheat, asked.On, lane, text, stop)
            : Task.FromResult<Answer<Trial>>(StationRefusals.For(StationRefusal.CodeNeeded));

    /// <summary>A forger with a key of their own shows what they signed.</summary>
    public Task<Answer<Trial>> ForgeAsync(TrialRequest asked, CancellationToken stop)
    {
        if (StationVisits.LaneOf(asked.Lane) is not { } lane || asked.Text is not { } text)
            return Task.FromResult<Answer<Trial>>(StationRefusals.For(StationRefusal.CodeNeeded));
        if (visits.Look(lane.Id, text) is not { } seen)
            return Task.FromResult<Answer<Trial>>(StationRefusals.For(StationRefusal.NoCredential));
        var (id, key) = Forger.OwnKey();
        using (key)
        {
            var claimed = asked.Cheat == Cheat.Forge ? id : seen.Code.Key;
            var forged = Forger.Sign(seen.Code.Claims.Kind, seen.Code.Claims.Status, claimed, key, clock());
            return ShowAsync(asked.Cheat, true, lane.Id, forged, stop);
        }
    }

    /// <summary>Foretells, shows, compares.</summary>
    public async Task<Answer<Trial>> ShowAsync(Cheat cheat, bool on, string laneId, string text, CancellationToken stop)
    {
        if (StationVisits.LaneOf(laneId) is not { } lane) return StationRefusals.For(StationRefusal.NoSuchLane);
        if (!station.Snapshot().Agent.Running) return StationRefusals.For(StationRefusal.AgentDown);
        if (visits.Look(laneId, text) is not { } shown) return StationRefusals.For(StationRefusal.NoCredential);
        var codes = ScanForecast.Codes(shown.Facts, clock());
        var follows = cheat == Cheat.Tailgate && codes[0] == VerdictCode.Granted && lane.HasWings;
        List<Expectation> expected = [new(CheatTexts.Reason(cheat, codes[0]), [.. codes.Select(code => code.ToText())])];
        if (follows)
        {
            expected.Add(Expectation.Of(
                "tailgate", "The beams see a second body; the grant's outcome says so", "光幕发现第二人，通行结果记为尾随"));
            station.TailgateNext(laneId);
        }
        var trial = board.Add(cheat, CheatTexts.TitleOf(cheat, on), expected, station.Snapshot().Now);
        var result = await visits.ScanAsync(laneId, text, ReadAs.Text, walks: true, stop);
        var caused = new List<Effect> { EffectOf(result) };
        if (follows && result.Verdict is { } verdict && await OutcomeAsync(verdict.Scan, stop) is { } outcome) caused.Add(outcome);
        return board.Judge(trial, caused);
    }

    private Effect EffectOf(ScanResult result)
    {
        var at = station.Snapshot().Now;
        if (result.Verdict is { } verdict) return new Effect(verdict.Passenger, verdict.Code, at);
        return result.End switch
        {
            ScanEnd.AgentDown => new Effect(new("The agent ended before it answered", "核验程序在应答前终止"), "agent_down", at),
            ScanEnd.ScannerUnplugged => new Effect(new("The scanner is unplugged", "扫码器已拔下"), "scanner_unplugged", at),
            ScanEnd.LaneBusy => new Effect(new("Others stood at this lane", "该通道前有人"), "lane_busy", at),
            ScanEnd.NoAnswer or ScanEnd.Answered or ScanEnd.NoSuchLane or ScanEnd.NotOneCode =>
                new Effect(new("No answer came in time", "未在时限内应答"), "no_answer", at),
        };
    }

    private async Task<Effect?> OutcomeAsync(long scan, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < OutcomeMax)
        {
            var snapshot = station.Snapshot();
            if (snapshot.Verdicts.FirstOrDefault(verdict => verdict.Scan == scan)?.Outcome is { } outcome)
                return new Effect(OutcomeText(outcome), outcome, snapshot.Now);
            await Task.Delay(LookAgain, time, stop);
        }
        return null;
    }

    private static BilingualText OutcomeText(string outcome) => outcome switch
    {
        "tailgate" => new("A second person followed: told to staff", "有人尾随，已通知工作人员"),
        "passed" => new("One person passed", "一人通过"),
        "no_entry_after_grant" => new("Nobody passed", "无人通过"),
        _ => new("How it ended is not known", "结果未知"),
    };
}
