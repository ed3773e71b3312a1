using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Scenarios.Checks;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.Simulator.Station;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary>
/// Renewals under load, in real time and over real HTTP: the services in one process, the appliance in another, and in this one the
/// phones, scanners, gates and head office.
/// </summary>
internal sealed class RenewalRun : IAsyncDisposable
{
    public const string Appliance = "gate-0001";

    private static readonly TimeSpan ProgressPeriod = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PublishedMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    private readonly string _directory;
    private readonly TimeProvider _time;
    private readonly EvidenceLog _evidence;
    private readonly RenewalLog _log = new();
    private readonly ServicesProcess _services;
    private readonly ServiceHttp _http;
    private readonly SmsInbox _inbox;

    private RenewalRun(string directory, TimeProvider time, ServicesProcess services)
    {
        (_directory, _time, _services) = (directory, time, services);
        _evidence = new EvidenceLog(time);
        _http = new ServiceHttp(services.Url);
        _inbox = new SmsInbox(_http);
    }

    private string Data => DataOf(_directory);

    /// <summary>Starts the services.</summary>
    public static async Task<RenewalRun> StartAsync(string directory, TimeProvider time, CancellationToken stop) => new(directory, time,
        await ServicesProcess.StartAsync(DataOf(directory), Path.Combine(directory, "services.log"), [], time, stop));

    /// <summary>True when the licence issuer is among the services.</summary>
    public Task<bool> HasLicencesAsync(CancellationToken stop) => _http.ServesAsync("licence", stop);

    /// <summary>
    /// The whole run. Throws when it could not be made: <see cref="AgentFailedException"/>, <see cref="ServiceRefusedException"/>,
    /// <see cref="TimeoutException"/>, <see cref="IOException"/>.
    /// </summary>
    /// <param name="progress">Told a line every 10 seconds.</param>
    public async Task<RenewalResult> RunAsync(RenewalPlan plan, Action<string> progress, string? outDirectory, CancellationToken stop)
    {
        var setUp = new RunClock(_time);
        var phones = new RenewalPhones(plan, _http, _inbox, _log, setUp);
        var secrets = new SeededSecrets(await File.ReadAllBytesAsync(Path.Combine(Data, ServiceWorld.SeedFile), stop));
        await using var hall = new StationHall(_directory, plan.Lanes, _evidence, _time);
        try
        {
            await EnrolAsync(plan, phones, secrets, setUp, progress, stop);
            var key = VerifierEnrolment.Enrol(
                hall.DeviceDirectory, Appliance, GateHours.Station, [Audience.RailGate], new AudienceKeys(secrets), setUp.Now);
            await using var headOffice = new HeadOfficeDesk(Path.Combine(_directory, "head-office"), Appliance, key, _time);
            await StartAgentAsync(hall, headOffice, stop);
            progress(FormattableString.Invariant($"准备 set-up {setUp.Elapsed.TotalSeconds:0.0} s, {phones.ToldToWait} × 429"));
            var measured = await MeasureAsync(plan, hall, phones.All, progress, stop);
            var undrained = await DrainAsync(headOffice, stop);
            var meters = measured.Meters.End();
            await hall.Agent!.TerminateAsync();
            await _services.StopAsync();
            return await JudgeAsync(plan, phones, headOffice, measured, meters, undrained, setUp, outDirectory);
        }
        finally
        {
            if (outDirectory is not null) PeakSession.KeepLog(hall.LogPath, outDirectory);
            foreach (var phone in phones.All) phone.Dispose();
        }
    }

    private async Task EnrolAsync(
        RenewalPlan plan, RenewalPhones phones, SeededSecrets secrets, RunClock clock, Action<string> progress, CancellationToken stop)
    {
        await phones.EnrolAsync(stop);
        progress(FormattableString.Invariant($"{plan.Phones.Count} 部手机已申领 phones have credentials: {clock.Elapsed.TotalSeconds:0.0} s"));
        await phones.SellAsync(OperatorToken.InDirectory(Data, OperatorToken.DeskFileName).Text, stop);
        var trust = new DeskTrust(TrustDirectory, _services.RootSha256);
        await phones.TicketsPublishedAsync(trust, secrets.Derive(Authorities.ManifestLabel), PublishedMax, stop);
    }

    private async Task StartAgentAsync(StationHall hall, HeadOfficeDesk headOffice, CancellationToken stop)
    {
        await headOffice.OpenAsync(stop);
        hall.WriteConfiguration(new AgentPlace(Appliance, GateHours.Station, hall.StateDirectory, hall.DeviceDirectory, TrustDirectory,
            _services.RootSha256, headOffice.Url, headOffice.SealingKey, headOffice.TimeKey, StationHall.PassWindow));
        await hall.StartAgentAsync(wrapper: null, stop);
        // No window is judged before somebody vouches for the clock (I7).
        await headOffice.SeenAsync("a trusted clock", PeakRecords.IsTrustedClock, _time, stop);
    }

    private async Task<MeasuredRun> MeasureAsync(RenewalPlan plan, StationHall hall, IReadOnlyList<RenewingPhone> phones,
        Action<string> progress, CancellationToken stop)
    {
        var clock = new RunClock(_time);
        var floor = new RenewalFloor(phones, clock);
        var lanes = plan.Lanes.Select((lane, index) =>
            new RenewalLane(hall, lane, floor, clock, _evidence, unchecked(plan.Seed * 31 + index))).ToArray();
        var meters = new MeterSet(clock,
        [
            new ProcessMeter("services", _services.Id), new ProcessMeter("agent", hall.Agent!.Id),
            new ProcessMeter("driver", Environment.ProcessId),
        ]);
        using var telling = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var told = TellAsync(clock, floor, meters, progress, telling.Token);
        await Task.WhenAll(phones.Select(phone => Task.Run(() => phone.RunAsync(clock, plan.Duration, stop), stop))
            .Concat(lanes.Select(lane => Task.Run(() => lane.RunAsync(plan.Duration, stop), stop)))
            .Append(clock.UntilAsync(plan.Duration, stop)));
        await telling.CancelAsync();
        await told;
        return new MeasuredRun(floor, [.. lanes.SelectMany(lane => lane.People).OrderBy(person => person.Visit)], meters, clock.Elapsed);
    }

    private async Task TellAsync(RunClock clock, RenewalFloor floor, MeterSet meters, Action<string> progress, CancellationToken stop)
    {
        for (var at = ProgressPeriod; !stop.IsCancellationRequested; at += ProgressPeriod)
        {
            await clock.UntilAsync(at, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stop.IsCancellationRequested) progress(RenewalView.Line(clock.Elapsed, _log.Counts(), floor.Visits, meters.Lap()));
        }
    }

    private async Task<Violation?> DrainAsync(HeadOfficeDesk headOffice, CancellationToken stop)
    {
        var waiting = new RunClock(_time);
        while (!headOffice.IsDrained(_evidence))
        {
            if (waiting.Elapsed > HeadOfficeDesk.SeenMax)
                return new Violation("I5", ViolationKind.NotDrained,
                    "head office did not get a decision for each scan and an outcome for each opening in time");
            await Task.Delay(LookAgain, _time, stop);
        }
        return null;
    }

    private async Task<RenewalResult> JudgeAsync(RenewalPlan plan, RenewalPhones phones, HeadOfficeDesk headOffice, MeasuredRun measured,
        IReadOnlyList<ProcessFigures> processes, Violation? undrained, RunClock setUp, string? outDirectory)
    {
        var search = RenewalEvidence.Search(phones.All, _directory);
        var set = new EvidenceSet
        {
            People = measured.People,
            Scans = _evidence.Scans,
            Edges = _evidence.Edges,
            Rows = headOffice.Rows(),
            Heads = headOffice.Heads(),
            Rides = GateHours.Rides,
            FoundInClear = search.Found,
            PlacesSearched = search.PlacesSearched,
        };
        var check = InvariantChecker.Run(set);
        Violation[] seen = undrained is null ? [.. measured.Floor.Violations] : [.. measured.Floor.Violations, undrained];
        var findings = PeakSession.WithFloor(check.Findings, seen);
        if (outDirectory is not null) await PeakEvidence.WriteAsync(outDirectory, set, check);
        var report = RenewalReportJson.Make(plan, _log.Counts(), check, [.. findings.SelectMany(finding => finding.Violations)],
            processes, phones.ToldToWait, measured.Elapsed, setUp.Elapsed - measured.Elapsed);
        return new RenewalResult(report, findings);
    }

    private string TrustDirectory => Path.Combine(Data, TrustPublisher.DirectoryName);

    private static string DataOf(string directory) => Path.Combine(directory, "services");

    public async ValueTask DisposeAsync()
    {
        _inbox.Dispose();
        _http.Dispose();
        await _services.DisposeAsync();
    }
}

/// <summary>What the measured part of a run leaves.</summary>
internal sealed record MeasuredRun(RenewalFloor Floor, IReadOnlyList<PersonLine> People, MeterSet Meters, TimeSpan Elapsed);

/// <summary>All that came out of a run.</summary>
internal sealed record RenewalResult(RenewalReport Report, IReadOnlyList<Finding> Findings);
