using System.Text;
using TempIdentity.GateAgent;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.LiveStation.Http;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.Simulator.Services.Licence;
using TempIdentity.Simulator.Services.RideId;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.LiveStation.Trials;

/// <summary>Trials in which the world changes: time, a status, a key. Thread-safe.</summary>
internal sealed class WorldTrials(
    IStation station, ServiceWorld world, ShowingTrials showings, StationVisits visits, TrialBoard board, CodeHolders holders)
{
    /// <summary>A change has reached the agent within this time.</summary>
    private static readonly TimeSpan FollowMax = TimeSpan.FromSeconds(8);

    private readonly Lock _gate = new();
    private readonly Dictionary<CredentialKind, RingKey> _stolen = [];

    /// <summary>Everybody's clock goes on; a code from before may be shown then.</summary>
    public async Task<Answer<Trial>> AdvanceAsync(TrialRequest asked, long seconds, CancellationToken stop)
    {
        if (world.Clock.AdvancedSeconds + seconds > ServiceClock.AdvancedMaxSeconds)
            return StationRefusals.For(StationRefusal.CheatDoesNotFit);
        world.Advance(seconds);
        if (asked is { Lane: { } lane, Text: { } text })
        {
            await station.FollowAsync(FollowMax, stop);
            return await showings.ShowAsync(asked.Cheat, true, lane, text, stop);
        }
        return await FollowedAsync(asked,
            "Phones renew their codes, checks and certificates run out, and the gates go on with lists of the new time",
            "手机更新二维码，核验与证件到期，闸机改用新时间的列表", stop);
    }

    /// <summary>暂扣, 撤销, or back; then the code is shown.</summary>
    public async Task<Answer<Trial>> ChangeStatusAsync(TrialRequest asked, CancellationToken stop)
    {
        if (asked is not { Lane: { } lane, Text: { } text }) return StationRefusals.For(StationRefusal.CodeNeeded);
        if (StationVisits.LaneOf(lane) is null) return StationRefusals.For(StationRefusal.NoSuchLane);
        // Before anything is changed: a change that nobody sees the effect of would be no trial.
        if (!station.Snapshot().Agent.Running) return StationRefusals.For(StationRefusal.AgentDown);
        var now = world.Clock.Now;
        if (visits.Look(lane, text) is not { } shown || holders.Find(Encoding.ASCII.GetBytes(text), now).Identity is not { } holder)
            return StationRefusals.For(StationRefusal.NoCredential);
        var rail = shown.Code.Claims.Kind == CredentialKind.RideId;
        if (rail && (asked.Cheat == Cheat.Suspend || !asked.On)) return StationRefusals.For(StationRefusal.CheatDoesNotFit);
        var refusal = rail
            ? world.RideId.Revoke(shown.Code.Claims.Credential, RevocationReason.Impersonation, now).Refusal
            : world.Licence.SetStatuses(new DriverReference(holder.Document, holder.Number), StatusesOf(asked, now), now).Refusal;
        if (refusal is not null) return refusal;
        await station.FollowAsync(FollowMax, stop);
        return await showings.ShowAsync(asked.Cheat, asked.On, lane, text, stop);
    }

    /// <summary>The next key is told now and signs in 24 hours; the one that signs today keeps its tail.</summary>
    public async Task<Answer<Trial>> RotateAsync(TrialRequest asked, CancellationToken stop)
    {
        var (ring, now) = (RingOf(KindOf(asked)), world.Clock.Now);
        if (ring.Published.Any(key => key.Key.Algorithm == SignatureAlgorithm.ESP256 && key.From > now))
            return StationRefusals.For(StationRefusal.RotationUnderWay);
        ring.Rotate(SignatureAlgorithm.ESP256, now, now + TrustedKey.PublishAheadMinSeconds);
        return await FollowedAsync(asked,
            "The next key is known at once and signs in 24 hours; codes of the old one pass until then, and its last ones after",
            "下一把密钥立即公布，24小时后启用；此前及其后的旧密钥码仍可通过", stop);
    }

    /// <summary>The thief takes the key that signs, but not the audiences' keys.</summary>
    public Task<Answer<Trial>> StealKeyAsync(TrialRequest asked, CancellationToken stop)
    {
        if (StationVisits.LaneOf(asked.Lane) is not { } lane)
            return Task.FromResult<Answer<Trial>>(StationRefusals.For(StationRefusal.NoSuchLane));
        var kind = lane.Purpose.Accepts();
        RingKey key;
        lock (_gate)
        {
            if (!_stolen.TryGetValue(kind, out key!))
                _stolen[kind] = key = RingOf(kind).Active(SignatureAlgorithm.ESP256, world.Clock.Now);
        }
        return showings.ShowAsync(asked.Cheat, true, lane.Id, Forge(kind, key, asked.Text), stop);
    }

    /// <summary>The key leaves the trust set at once, without a tail; the reserve signs from then on.</summary>
    public async Task<Answer<Trial>> WithdrawAsync(TrialRequest asked, CancellationToken stop)
    {
        if (StationVisits.LaneOf(asked.Lane) is not { } lane) return StationRefusals.For(StationRefusal.NoSuchLane);
        var kind = lane.Purpose.Accepts();
        RingKey? key;
        lock (_gate)
        {
            if (!_stolen.TryGetValue(kind, out key)) return StationRefusals.For(StationRefusal.NothingStolen);
            if (!world.Keys.TryWithdraw(kind, key.Id, world.Clock.Now)) return StationRefusals.For(StationRefusal.NoReserveKey);
            _stolen.Remove(kind);
        }
        var forged = Forge(kind, key, null);
        await station.FollowAsync(FollowMax, stop);
        return await showings.ShowAsync(asked.Cheat, true, lane.Id, forged, stop);
    }

    private string Forge(CredentialKind kind, RingKey key, string? seenText)
    {
        var list = kind == CredentialKind.RideId ? Authorities.RideIdList : Authorities.DrivingLicenceList;
        var seen = seenText is null ? null : visits.Look(StationVisits.AnyLane, seenText);
        var status = seen is { Code.Claims: { } claims } && claims.Kind == kind ? claims.Status : new StatusReference(list, 0);
        return Forger.Sign(kind, status, key.Id, key.Key, world.Clock.Now);
    }

    /// <summary>Waits until the agent goes by what the world publishes, or says that it does not reach it.</summary>
    private async Task<Answer<Trial>> FollowedAsync(TrialRequest asked, string en, string zh, CancellationToken stop)
    {
        var view = station.Snapshot();
        var reaches = view.Networks.Station && view.Agent.Running;
        var trial = board.Add(asked.Cheat, CheatTexts.TitleOf(asked.Cheat, asked.On),
            [reaches ? Expectation.Of(Activated, en, zh) : Expectation.Of(NotReached,
                "The station is cut off or its agent is down: it goes on with the lists it has", "车站断网或核验程序停止：继续使用已有列表")],
            view.Now);
        var followed = await station.FollowAsync(reaches ? FollowMax : TimeSpan.Zero, stop);
        return board.Judge(trial, [followed
            ? new Effect(new("The agent uses the newest trust set", "核验程序已使用最新信任集"), Activated, station.Snapshot().Now)
            : new Effect(new("The agent has not got it", "核验程序未收到"), NotReached, station.Snapshot().Now)]);
    }

    private const string Activated = "trust_activated";
    private const string NotReached = "trust_not_reached";

    private static IReadOnlyList<StatusEntry> StatusesOf(TrialRequest asked, UnixTime now)
    {
        if (!asked.On) return [];
        var (status, reason) = asked.Cheat == Cheat.Suspend
            ? (CredentialStatus.Withheld, StatusReason.DrinkDriving)
            : (CredentialStatus.Revoked, StatusReason.AdministrativeDecision);
        return [new StatusEntry(status, reason, PaperNeeded: false, now, StatusEntry.NoEnd)];
    }

    private static CredentialKind KindOf(TrialRequest asked) =>
        asked.Kind ?? StationVisits.LaneOf(asked.Lane)?.Purpose.Accepts() ?? CredentialKind.RideId;

    private KeyRing RingOf(CredentialKind kind) => world.Authorities.IssuerOf(kind).CodeKeys;
}
