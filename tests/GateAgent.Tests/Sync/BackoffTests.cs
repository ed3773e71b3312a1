using TempIdentity.GateAgent.Sync;

namespace TempIdentity.GateAgent.Tests.Sync;

public sealed class BackoffTests
{
    [Fact]
    public void Pauses_double_up_to_the_most_and_begin_anew()
    {
        var backoff = new Backoff(100, 1_000);
        Assert.Equal([100.0, 200.0, 400.0, 800.0, 1000.0, 1000.0], Enumerable.Range(0, 6).Select(_ => backoff.Next().TotalMilliseconds));
        backoff.Reset();
        Assert.Equal(100, backoff.Next().TotalMilliseconds);
    }

    [Fact]
    public void The_most_may_be_less_than_the_least() => Assert.Equal(50, new Backoff(100, 50).Next().TotalMilliseconds);

    [Fact]
    public void The_longest_pause_does_not_overflow()
    {
        var backoff = new Backoff(100, int.MaxValue);
        for (var i = 0; i < 40; i++) backoff.Next();
        Assert.Equal(int.MaxValue, backoff.Next().TotalMilliseconds);
    }

    [Fact]
    public async Task A_signal_given_before_the_wait_is_kept_and_used_once()
    {
        var wake = new WakeSignal();
        wake.Set();
        wake.Set();
        Assert.True(await wake.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None));
        Assert.False(await wake.WaitAsync(TimeSpan.Zero, TimeProvider.System, CancellationToken.None));
    }
}
