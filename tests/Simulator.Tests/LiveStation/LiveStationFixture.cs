using TempIdentity.Simulator.LiveStation;
using TempIdentity.Simulator.Services;
using TempIdentity.Simulator.Services.Http;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.Simulator.Tests.Services;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Trust;
using Running = TempIdentity.Simulator.LiveStation.LiveStation;

namespace TempIdentity.Simulator.Tests.LiveStation;

/// <summary>The station over services of its own, with the real agent; shared by the tests of one class, which leave it whole.</summary>
public sealed class LiveStationFixture : IAsyncLifetime
{
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);
    private readonly ServiceFiles _files = new();
    private readonly Queue<CredentialId> _pool = new();
    private long _pooledAt = -1;
    private int _people;

    internal ServiceClock Clock { get; } = ServiceClock.Advanced(TimeProvider.System);

    internal ServiceWorld World { get; private set; } = null!;

    internal Running Station { get; private set; } = null!;

    internal string Directory => Path.Combine(_files.Directory, Running.DirectoryName);

    public async Task InitializeAsync()
    {
        World = new ServiceWorld(_files.Directory, Clock);
        await OpenAsync();
    }

    public async Task DisposeAsync()
    {
        await Station.DisposeAsync();
        World.Dispose();
        _files.Dispose();
    }

    /// <summary>Closes the station and opens it again on what it left.</summary>
    internal async Task OpenAgainAsync()
    {
        await Station.DisposeAsync();
        await OpenAsync();
    }

    /// <summary>Somebody nobody was yet, with a certificate and a ticket that is usable at the entry now; the station knows.</summary>
    internal async Task<CredentialId> SomebodyAsync()
    {
        if (_pool.Count == 0 || _pooledAt != Clock.AdvancedSeconds)
        {
            _pool.Clear();
            for (var i = 0; i < 16; i++) _pool.Enqueue(Somebody());
            _pooledAt = Clock.AdvancedSeconds;
            Assert.True(await Station.FollowAsync(Within));
        }
        return _pool.Dequeue();
    }

    private CredentialId Somebody()
    {
        var (person, now) = (CitizenRegister.Standard[++_people], Clock.Now);
        World.Authorities.Tickets.Sell(new TicketOrder(
            person, "G1", Running.StationCode, "AOH", now - 7200, now + 7200, now + 21_600, TicketKind.Single));
        return World.Authorities.RideIds.Grant(person, now);
    }

    internal string Code(CredentialId id) => World.Authorities.RideIds.IssueCode(id, SignatureAlgorithm.ESP256, Clock.Now).Value!;

    internal async Task<LiveVerdict> VerdictAsync(string lane, string code, bool walks = true)
    {
        var result = await Station.ScanAsync(lane, code, ReadAs.Text, walks);
        Assert.Equal(ScanEnd.Answered, result.End);
        return result.Verdict!;
    }

    /// <summary>Waits until the station looks so.</summary>
    internal async Task<StationSnapshot> SeeAsync(string what, Func<StationSnapshot, bool> wanted)
    {
        var time = TimeProvider.System;
        for (var began = time.GetTimestamp(); time.GetElapsedTime(began) < Within; await Task.Delay(LookAgain, time))
        {
            if (Station.Snapshot() is var snapshot && wanted(snapshot)) return snapshot;
        }
        var now = Station.Snapshot();
        var verdicts = string.Join(", ", now.Verdicts.Select(verdict => $"{verdict.Scan}/{verdict.Lane} {verdict.Code} {verdict.Outcome}"));
        Assert.Fail($"The station never showed: {what}. {now.Agent} {now.Networks} {now.Books} Verdicts: {verdicts}");
        return null!;
    }

    private async Task OpenAsync()
    {
        Station = await Running.StartAsync(World, Directory, TimeProvider.System, CancellationToken.None);
        // Nothing is judged before somebody vouches for the clock (I7).
        await SeeAsync("a trusted clock", snapshot => snapshot.Agent.Clock == "trusted");
    }
}
