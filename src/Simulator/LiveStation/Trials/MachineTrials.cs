using TempIdentity.GateAgent.Texts;
using TempIdentity.Simulator.LiveStation.Http;
using TempIdentity.Simulator.Services;

namespace TempIdentity.Simulator.LiveStation.Trials;

/// <summary>
/// Trials in which a machine or a line is broken or mended. They go on by themselves after the visitor has been answered. Thread-safe.
/// </summary>
internal sealed class MachineTrials(IStation station, TrialBoard board, TimeProvider time)
{
    /// <summary>The agent asks head office for the time once a minute: by then it has noticed.</summary>
    public static readonly TimeSpan NoticeMax = TimeSpan.FromSeconds(90);

    /// <summary>Everything else shows within this time.</summary>
    public static readonly TimeSpan EffectMax = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>The station's line, or head office.</summary>
    public async Task<Answer<Trial>> CutAsync(TrialRequest asked, CancellationToken stop)
    {
        var before = station.Snapshot().Networks;
        var there = asked.Cheat == Cheat.CutStation ? before.Station : before.HeadOffice;
        if (there != asked.On) return StationRefusals.For(StationRefusal.CheatDoesNotFit);
        var otherThere = asked.Cheat == Cheat.CutStation ? before.HeadOffice : before.Station;
        if (asked.On && otherThere && !station.Snapshot().Agent.Running) return StationRefusals.For(StationRefusal.AgentDown);
        var notes = new NoteWait(station);
        var trial = Put(asked, CutExpected(asked.On, otherThere));
        if (asked.Cheat == Cheat.CutStation) await station.CutStationNetworkAsync(asked.On, stop);
        else await station.CutHeadOfficeAsync(asked.On, stop);
        return Go(trial, notes, () => CutCausedAsync(asked.On, otherThere, notes));
    }

    /// <summary>SIGKILL.</summary>
    public async Task<Answer<Trial>> KillAsync(TrialRequest asked)
    {
        if (!station.Snapshot().Agent.Running) return StationRefusals.For(StationRefusal.AgentDown);
        var notes = new NoteWait(station);
        var trial = Put(asked, Expectation.Of("unclean_start",
            "It is started again by itself in about 2 seconds and records that its last run ended uncleanly; no record is lost",
            "约2秒后自动重启，并记录上次异常终止；记录一条不丢"));
        await station.KillAgentAsync();
        return Go(trial, notes, () => NotedAsync(notes, "unclean_start", "",
            new("Started again; the unclean end is on record", "已重启，异常终止已记录"), EffectMax));
    }

    public Task<Answer<Trial>> PlugAsync(TrialRequest asked)
    {
        if (StationVisits.LaneOf(asked.Lane) is not { } lane) return Refused(StationRefusal.NoSuchLane);
        if (!station.Snapshot().Agent.Running) return Refused(StationRefusal.AgentDown);
        var plugged = station.Snapshot().Lanes.Single(view => view.Id == lane.Id).ScannerPlugged;
        if (plugged != asked.On) return Refused(StationRefusal.CheatDoesNotFit);
        var notes = new NoteWait(station);
        var code = asked.On ? "scanner_offline" : "scanner_online";
        var trial = Put(asked, asked.On
            ? Expectation.Of(code, "The lane reports its scanner at once; the other lanes go on", "该通道立即报告扫码器离线，其他通道不受影响")
            : Expectation.Of(code, "The scanner is back within a second, without a restart", "无需重启，一秒内恢复"));
        if (asked.On) station.UnplugScanner(lane.Id);
        else station.PlugScanner(lane.Id);
        return Task.FromResult<Answer<Trial>>(Go(trial, notes, () => NotedAsync(notes, code, lane.Id, asked.On
            ? new("Scanner offline, on record", "扫码器离线，已记录")
            : new("Scanner online, on record", "扫码器恢复，已记录"), EffectMax)));
    }

    /// <summary>The wings open by wire; the agent sees it and writes it down.</summary>
    public async Task<Answer<Trial>> FireAsync(TrialRequest asked)
    {
        var snapshot = station.Snapshot();
        if (!snapshot.Agent.Running) return StationRefusals.For(StationRefusal.AgentDown);
        if (snapshot.Lanes.Any(lane => lane.Emergency) == asked.On) return StationRefusals.For(StationRefusal.CheatDoesNotFit);
        var notes = new NoteWait(station);
        var (note, wings) = asked.On ? ("emergency_on", "wings_open") : ("emergency_off", "wings_closed");
        var trial = Put(asked, asked.On
            ? [
                Expectation.Of(wings, "All wings open by wire, whatever the software does", "所有门翼由硬线打开，与软件无关"),
                Expectation.Of(note, "The agent observes the input and records it", "核验程序观察到输入并记录"),
            ]
            : [
                Expectation.Of(wings, "The wings close again", "门翼重新关闭"),
                Expectation.Of(note, "The end of the alarm is on record", "记录报警解除"),
            ]);
        await station.FireAsync(asked.On);
        return Go(trial, notes, async () =>
        [
            .. await UntilAsync(view => view.Lanes.Where(lane => lane.Direction != LaneDirection.None)
                .All(lane => (lane.Wings == WingState.Open) == asked.On), wings, asked.On
                    ? new("All wings stand open", "所有门翼已打开")
                    : new("All wings are closed", "所有门翼已关闭")),
            .. await NotedAsync(notes, note, null, new("On record", "已记录"), EffectMax),
        ]);
    }

    private static Expectation[] CutExpected(bool cut, bool otherThere)
    {
        if (!otherThere)
            return [Expectation.Of("still_cut", "The other line is still cut: nothing changes for the gates", "另一线路仍断开：对闸机无变化")];
        return cut
            ? [Expectation.Of("network_down",
                "Gates go on deciding; records wait. The agent notices at its next try, within about a minute",
                "闸机照常判定，记录等待；核验程序在下次尝试时发现，约一分钟内")]
            : [Expectation.Of("books_complete",
                "All that waited reaches head office in order, and the chain proves that nothing is missing",
                "等待的记录按序送达总部，链可证明一条不缺")];
    }

    private async Task<IReadOnlyList<Effect>> CutCausedAsync(bool cut, bool otherThere, NoteWait notes)
    {
        if (!otherThere)
            return await UntilAsync(view => !view.Networks.Station || !view.Networks.HeadOffice, "still_cut",
                new("No way to head office", "无法到达总部"));
        return cut
            ? await NotedAsync(notes, "network_down", null, new("Head office is not reached, on record", "无法到达总部，已记录"), NoticeMax)
            : await UntilAsync(view => view.Books is { Waiting: 0, Proven: true, Held: > 0 } && view.Agent.Running, "books_complete",
                new("Nothing waits, the chain is whole", "无等待记录，链完整"));
    }

    private Trial Put(TrialRequest asked, params Expectation[] expected) =>
        board.Add(asked.Cheat, CheatTexts.TitleOf(asked.Cheat, asked.On), expected, station.Snapshot().Now);

    /// <summary>
    /// Looks on after the visitor has been answered. A defect here ends the trial as otherwise, and is told on standard error.
    /// </summary>
    private Trial Go(Trial trial, NoteWait notes, Func<Task<IReadOnlyList<Effect>>> observe)
    {
        _ = ObserveAsync();
        return trial;

        async Task ObserveAsync()
        {
            using (notes)
            {
                try
                {
                    board.Judge(trial, await observe());
                }
                catch (Exception defect)
                {
                    Console.Error.WriteLine($"{defect.GetType().FullName}{Environment.NewLine}{defect.StackTrace}");
                    board.Judge(trial, [new(new("The trial itself failed", "试验自身失败"), "internal_error", station.Snapshot().Now)]);
                }
            }
        }
    }

    /// <param name="lane">Null: whichever.</param>
    private async Task<IReadOnlyList<Effect>> NotedAsync(
        NoteWait notes, string code, string? lane, BilingualText text, TimeSpan within)
    {
        var note = await notes.NextAsync(
            seen => seen.Code == code && (string.IsNullOrEmpty(lane) || seen.Lane == lane), within, time, CancellationToken.None);
        return note is null ? [] : [new Effect(text, code, note.At)];
    }

    private async Task<IReadOnlyList<Effect>> UntilAsync(Func<StationSnapshot, bool> holds, string code, BilingualText text)
    {
        var began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < EffectMax)
        {
            if (station.Snapshot() is var view && holds(view)) return [new Effect(text, code, view.Now)];
            await Task.Delay(LookAgain, time);
        }
        return [];
    }

    private static Task<Answer<Trial>> Refused(StationRefusal refusal) => Task.FromResult<Answer<Trial>>(StationRefusals.For(refusal));
}
