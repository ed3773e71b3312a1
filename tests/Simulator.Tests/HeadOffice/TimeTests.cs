using Microsoft.Extensions.Logging.Abstractions;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Sync;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.Simulator.Tests.HeadOffice;

/// <summary>Signed time (I7): only head office's answer to our own nonce reaches the clock.</summary>
public sealed class TimeTests : IAsyncLifetime
{
    private readonly HeadOfficeWorld _world = new();
    private readonly CountingClock _clock = new();

    public Task InitializeAsync() => _world.Server.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_signed_time_anchors_the_clock_in_the_middle_of_the_way()
    {
        using var client = _world.Client();
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

        Assert.True(await StepAsync(client, _world.TimeKey));

        var (time, at, error) = Assert.Single(_clock.Anchors);
        Assert.InRange(time, before, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        Assert.Equal(new MonotonicTime(15_000_000), at); // asked at 10 ms, answered at 20 ms
        Assert.Equal(6, error);
    }

    [Fact]
    public async Task A_time_signed_by_another_key_is_refused()
    {
        using var client = _world.Client();
        Assert.False(await StepAsync(client, _world.OtherKey));
        Assert.Empty(_clock.Anchors);
    }

    [Fact]
    public async Task An_old_answer_played_again_is_refused()
    {
        using var client = _world.Client();
        var recorded = await client.TimeAsync(new byte[SyncLimits.NonceBytes], CancellationToken.None);
        Assert.NotNull(recorded);
        Assert.False(await StepAsync(new Replayer(recorded), _world.TimeKey));
        Assert.Empty(_clock.Anchors);
    }

    [Theory]
    [InlineData(5_000, true)]
    [InlineData(5_001, false)]
    public async Task An_answer_may_take_its_time_and_not_more(int milliseconds, bool taken)
    {
        using var client = _world.Client();
        _clock.StepMilliseconds = milliseconds;
        Assert.Equal(taken, await StepAsync(client, _world.TimeKey));
        Assert.Equal(taken ? 1 : 0, _clock.Anchors.Count);
    }

    [Fact]
    public async Task Nobody_there_is_no_time()
    {
        using var client = _world.Client();
        await _world.Server.StopAsync();
        Assert.False(await StepAsync(client, _world.TimeKey));
    }

    private async Task<bool> StepAsync(IHeadOffice headOffice, SigningKey signer)
    {
        using var key = SignatureProviders.Default.Prepare(signer.PublicKey);
        return await new TimeClient(headOffice, key, _clock, TimeProvider.System, NullLogger.Instance).StepAsync(CancellationToken.None);
    }

    /// <summary>Each reading is a step later.</summary>
    private sealed class CountingClock : IAnchoredClock
    {
        private long _nanoseconds;

        public int StepMilliseconds { get; set; } = 10;

        public List<(long Time, MonotonicTime At, int Error)> Anchors { get; } = [];

        public ClockReading Read() =>
            new(new UnixTime(0), new MonotonicTime(_nanoseconds += StepMilliseconds * 1_000_000L), ClockState.Untrusted, 0);

        public bool Anchor(long unixMilliseconds, MonotonicTime at, int errorMilliseconds)
        {
            Anchors.Add((unixMilliseconds, at, errorMilliseconds));
            return true;
        }
    }

    private sealed class Replayer(TimeMessage recorded) : IHeadOffice
    {
        public Task<HeadOfficeAnswer> SendAsync(BatchMessage batch, CancellationToken stop) =>
            Task.FromResult<HeadOfficeAnswer>(new HeadOfficeAnswer.Unavailable("none"));

        public Task<bool> HintAsync(HintMessage hint, CancellationToken stop) => Task.FromResult(false);

        public Task<TimeMessage?> TimeAsync(ReadOnlyMemory<byte> nonce, CancellationToken stop) => Task.FromResult<TimeMessage?>(recorded);
    }
}
