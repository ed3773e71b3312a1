using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Hosting;
using TempIdentity.GateAgent.Recording;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Tests.Hosting;

public sealed class TrustKeeperTests : IDisposable
{
    private readonly TrustScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void I8_TheFirstTrustIsActivatedAndBecomesTheFloor()
    {
        _scene.Deliver(_scene.Set(5));
        _scene.Keeper.Start();
        Assert.Equal(5, _scene.Keeper.Current!.Version);
        Assert.Equal(["trust_activated: 5"], _scene.Noted);
        Assert.Equal(5, _scene.Ledger.TrustFloors()["set"]);
    }

    [Fact]
    public void NewerTrustIsTakenOnceItHasSettled()
    {
        _scene.Deliver(_scene.Set(5));
        _scene.Keeper.Start();
        _scene.Deliver(_scene.Set(6));
        _scene.Keeper.Look();
        Assert.Equal(5, _scene.Keeper.Current!.Version);
        _scene.Keeper.Look();
        Assert.Equal(6, _scene.Keeper.Current!.Version);
        _scene.Look();
        Assert.Equal(["trust_activated: 5", "trust_activated: 6"], _scene.Noted);
    }

    [Fact]
    public void I8_OlderTrustIsRefusedOnceAndAcrossARestart()
    {
        var old = _scene.Set(5);
        _scene.Deliver(_scene.Set(6));
        _scene.Keeper.Start();
        _scene.Deliver(old);
        _scene.Look();
        _scene.Look();
        Assert.Equal(6, _scene.Keeper.Current!.Version);
        Assert.Equal(["trust_activated: 6", "trust_refused: rollback set.cose"], _scene.Noted);

        _scene.Restart();
        Assert.Equal(6, _scene.Keeper.Current!.Version);
        Assert.Equal(["trust_activated: 6", "trust_refused: rollback set.cose"], _scene.Noted);
    }

    [Fact]
    public void I8_TheFloorsAloneRefuseAnOldStickWhenNothingWasKept()
    {
        var stick = _scene.Set(5);
        _scene.Deliver(_scene.Set(6));
        _scene.Keeper.Start();
        Directory.Delete(_scene.Shelf, recursive: true);
        _scene.Deliver(stick);
        _scene.Restart();
        Assert.Null(_scene.Keeper.Current);
        Assert.Equal(["trust_refused: rollback set.cose"], _scene.Noted);
    }

    [Fact]
    public void I8_TheSameVersionWithOtherContentIsRefusedAcrossARestart()
    {
        _scene.Deliver(_scene.Set(6));
        _scene.Keeper.Start();
        _scene.Deliver(_scene.Set(6, TrustScene.Start + 1));
        _scene.Look();
        Assert.Equal(TrustScene.Start, _scene.Keeper.Current!.IssuedAt);
        _scene.Restart();
        Assert.Equal(TrustScene.Start, _scene.Keeper.Current!.IssuedAt);
        Assert.Equal(["trust_activated: 6", "trust_refused: rollback set.cose"], _scene.Noted);
    }

    [Fact]
    public void TheSameContentAgainIsNothingNew()
    {
        var files = _scene.Set(6);
        _scene.Deliver(files);
        _scene.Keeper.Start();
        foreach (var name in files.Keys) File.SetLastWriteTimeUtc(Path.Combine(_scene.Inbox, name), DateTime.UnixEpoch);
        _scene.Look();
        Assert.Equal(["trust_activated: 6"], _scene.Noted);
        Assert.Single(Directory.GetDirectories(_scene.Shelf));
    }

    [Fact]
    public void AHalfWrittenFileIsRefusedAndTakenWhenItIsWhole()
    {
        _scene.Deliver(_scene.Set(5));
        _scene.Keeper.Start();
        var newer = _scene.Set(6);
        var half = newer.ToDictionary(file => file.Key, file => file.Key == "set.cose"
            ? file.Value[..(file.Value.Length / 2)] : file.Value);
        _scene.Deliver(half);
        _scene.Look();
        Assert.Equal(5, _scene.Keeper.Current!.Version);
        _scene.Deliver(newer);
        _scene.Look();
        Assert.Equal(6, _scene.Keeper.Current!.Version);
        Assert.Equal(["trust_activated: 5", "trust_refused: malformed set.cose", "trust_activated: 6"], _scene.Noted);
    }

    [Theory]
    [InlineData(true, "trust_refused: unreadable directory")]
    [InlineData(false, "trust_refused: missing root.cbor")]
    public void AnInboxThatIsGoneOrEmptyTakesNothingAwayNotEvenAcrossARestart(bool remove, string noted)
    {
        _scene.Deliver(_scene.Set(5));
        _scene.Keeper.Start();
        Directory.Delete(_scene.Inbox, recursive: true);
        if (!remove) Directory.CreateDirectory(_scene.Inbox);
        _scene.Look();
        Assert.Equal(5, _scene.Keeper.Current!.Version);
        _scene.Restart();
        Assert.Equal(5, _scene.Keeper.Current!.Version);
        Assert.Equal(["trust_activated: 5", noted], _scene.Noted);
    }

    [Fact]
    public void I8_TrustWhoseFloorsCannotBeWrittenIsNotUsedAndTriedAgain()
    {
        var ledger = new FaultyLedger(_scene.Ledger) { FailingFloors = true };
        var keeper = _scene.NewKeeper(ledger);
        _scene.Deliver(_scene.Set(5));
        keeper.Start();
        Assert.Null(keeper.Current);
        Assert.Empty(_scene.Notes);
        ledger.FailingFloors = false;
        keeper.Look();
        Assert.Null(keeper.Current);
        _scene.Clock.Advance(TimeSpan.FromMilliseconds(TrustKeeper.RetryMilliseconds));
        keeper.Look();
        Assert.Equal(5, keeper.Current!.Version);
    }

    [Fact]
    public void TrustFromTheFutureIsTakenWhenTheClockIsThere()
    {
        _scene.Deliver(_scene.Set(5, TrustScene.Start + 301));
        _scene.Keeper.Start();
        Assert.Null(_scene.Keeper.Current);
        _scene.Clock.Advance(TimeSpan.FromMilliseconds(TrustKeeper.RetryMilliseconds));
        _scene.Keeper.Look();
        Assert.Equal(5, _scene.Keeper.Current!.Version);
        Assert.Equal(["trust_refused: from_future set.cose", "trust_activated: 5"], _scene.Noted);
    }

    [Fact]
    public void ExpiredTrustIsBetterThanNoneAndNeverReplacesAny()
    {
        _scene.Deliver(_scene.Set(6, TrustScene.Start - 604_800));
        _scene.Keeper.Start();
        Assert.Equal((6, Freshness.Dead), (_scene.Keeper.Current!.Version, _scene.Keeper.Current.FreshnessAt(TrustScene.Start)));
        Assert.Equal(["trust_refused: expired set.cose"], _scene.Noted);
        _scene.Deliver(_scene.Set(7));
        _scene.Look();
        _scene.Deliver(_scene.Set(8, TrustScene.Start - 604_800));
        _scene.Look();
        Assert.Equal(7, _scene.Keeper.Current!.Version);
    }

    [Fact]
    public void I8_TrustThatAWrongClockCalledExpiredBecomesTheFloorOnceTheClockIsRight()
    {
        var month = TimeSpan.FromDays(30);
        _scene.Clock.JumpWall(month);
        _scene.Clock.SetState(ClockState.Untrusted, int.MaxValue);
        _scene.Deliver(_scene.Set(6));
        _scene.Keeper.Start();
        Assert.Equal(6, _scene.Keeper.Current!.Version);
        Assert.Empty(_scene.Ledger.TrustFloors());
        _scene.Clock.JumpWall(-month);
        _scene.Clock.SetState(ClockState.Trusted, 0);
        _scene.Clock.AdvanceMonotonic(TimeSpan.FromMilliseconds(TrustKeeper.RetryMilliseconds));
        _scene.Look();
        Assert.Equal(6, _scene.Ledger.TrustFloors()["set"]);
        Assert.Equal(["trust_refused: expired set.cose", "trust_activated: 6"], _scene.Noted);
        _scene.Deliver(_scene.Set(5));
        _scene.Restart();
        Assert.Equal(6, _scene.Keeper.Current!.Version);
    }

    [Fact]
    public void APowerCutWhileKeepingLeavesTheOldTrust()
    {
        _scene.Deliver(_scene.Set(5));
        _scene.Keeper.Start();
        Directory.CreateDirectory(Path.Combine(_scene.Shelf, ".new"));
        File.WriteAllBytes(Path.Combine(_scene.Shelf, ".new", "set.cose"), [1]);
        Directory.Delete(_scene.Inbox, recursive: true);
        _scene.Restart();
        Assert.Equal(5, _scene.Keeper.Current!.Version);
        Assert.False(Directory.Exists(Path.Combine(_scene.Shelf, ".new")));
    }

    [Fact]
    public void APipeInTheInboxHoldsNobodyUp()
    {
        _scene.Deliver(_scene.Set(5));
        using var mkfifo = System.Diagnostics.Process.Start("mkfifo", Path.Combine(_scene.Inbox, "status-ride-id-1.cose"));
        Assert.True(mkfifo.WaitForExit(10_000) && mkfifo.ExitCode == 0);
        _scene.Keeper.Start();
        Assert.Equal(["trust_refused: malformed status-ride-id-1.cose"], _scene.Noted);
    }
}
