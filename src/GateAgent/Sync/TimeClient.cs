using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Hosting;
using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.GateAgent.Sync;

/// <summary>
/// Asks head office for signed time: at start until it answers, then once a minute. A nonce of our own stops an old answer from being
/// played again. Only a signed answer reaches the clock (I7).
/// </summary>
internal sealed class TimeClient(IHeadOffice headOffice, IVerificationKey key, IAnchoredClock clock, TimeProvider time, ILogger log)
{
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var answered = await StepAsync(stop);
            var asked = clock.Read().Monotonic;
            do
            {
                await Task.Delay(TimeSpan.FromMilliseconds(SyncLimits.TimeRetryMilliseconds), time, stop)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            while (answered && !stop.IsCancellationRequested && !IsDue(asked));
        }
    }

    /// <summary>The agent's own clock says when: it may have been moved ahead, and then the anchor is old at once.</summary>
    private bool IsDue(MonotonicTime asked) =>
        clock.Read().Monotonic - asked >= TimeSpan.FromMilliseconds(SyncLimits.TimeIntervalMilliseconds);

    /// <summary>One question. True when a signed time was handed to the clock, which may hold a better one.</summary>
    public async Task<bool> StepAsync(CancellationToken stop)
    {
        var nonce = RandomNumberGenerator.GetBytes(SyncLimits.NonceBytes);
        var sent = clock.Read().Monotonic;
        var answer = await headOffice.TimeAsync(nonce, stop).ConfigureAwait(false);
        var received = clock.Read().Monotonic;
        if (answer is null) return false;
        if (Check(answer, nonce, received - sent) is { } refusal)
        {
            log.TimeRefused(refusal);
            return false;
        }
        // The time was true at some moment between sending and receiving: it is taken to belong to the middle, with half the way as its
        // error, and one more millisecond because head office cuts fractions off.
        var half = (received - sent) / 2;
        clock.Anchor(answer.TimeMs, sent + half, (int)Math.Ceiling(half.TotalMilliseconds) + 1);
        return true;
    }

    private string? Check(TimeMessage answer, byte[] nonce, TimeSpan roundTrip)
    {
        if (answer.TimeMs is < 0 or > 253_402_300_799_999) return "out_of_range";
        if (!key.Verify(SignedBytes.Time(nonce, answer.TimeMs), answer.Signature)) return "bad_signature";
        return roundTrip.TotalMilliseconds > SyncLimits.TimeRoundTripMillisecondsMax ? "too_slow" : null;
    }
}
