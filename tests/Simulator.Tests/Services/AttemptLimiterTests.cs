using TempIdentity.Simulator.Services;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Tests.Services;

public class AttemptLimiterTests
{
    private static readonly UnixTime Start = new(1_795_161_600);
    private readonly AttemptLimiter<string> _limiter = new(new AttemptLimit(3, 60));

    [Fact]
    public void The_limit_holds_to_the_end_of_the_window_and_for_each_key()
    {
        for (var i = 0; i < 3; i++) Assert.Null(_limiter.Take("a", Start + i));
        var refusal = _limiter.Take("a", Start + 50);
        Assert.Equal(("too_many_requests", 10), (refusal!.Code, refusal.RetryAfterSeconds));
        Assert.NotNull(_limiter.Take("a", Start + 59));
        Assert.Null(_limiter.Take("b", Start + 50));
        Assert.Null(_limiter.Take("a", Start + 60));
    }

    [Fact]
    public void A_cleared_key_begins_anew()
    {
        for (var i = 0; i < 3; i++) _limiter.Take("a", Start);
        _limiter.Clear("a");
        Assert.Null(_limiter.Take("a", Start));
    }

    [Fact]
    public void Memory_is_bounded_and_the_oldest_windows_go_first()
    {
        var limiter = new AttemptLimiter<int>(new AttemptLimit(1, 1_000_000));
        for (var key = 0; key <= AttemptLimiter<int>.KeysMax; key++) Assert.Null(limiter.Take(key, Start + key));
        Assert.Null(limiter.Take(0, Start + 60_000));
        Assert.NotNull(limiter.Take(AttemptLimiter<int>.KeysMax, Start + 60_000));
    }
}
