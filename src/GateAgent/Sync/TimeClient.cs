using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Hosting;
using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.GateAgent.Sync;

/// <summary>
/// A time that head office signed for our nonce. It was true at some moment between sending and receiving.
/// </summary>
internal sealed record TimeSample(DateTimeOffset Time, MonotonicTime Sent, MonotonicTime Received)
{
    /// <summary>Half the round trip, rounded up: the error when the time is taken to belong to its middle.</summary>
    public int ErrorMilliseconds => (int)Math.Ceiling((Received - Sent).TotalMilliseconds / 2);
}

/// <summary>
/// Asks head office for signed time: at start until it answers, then once a minute. A nonce of our own stops an old answer from being
/// played again. Only a signed answer reaches the clock (I7).
/// </summary>
internal sealed class TimeClient(
    IHeadOffice headOffice, IVerificationKey key, IClock clock, Action<TimeSample> anchor, TimeProvider time, ILogger log)
{
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var pause = await StepAsync(stop) ? SyncLimits.TimeIntervalMilliseconds : SyncLimits.TimeRetryMilliseconds;
            await Task.Delay(TimeSpan.FromMilliseconds(pause), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One question. True when a signed time was handed on.</summary>
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
        anchor(new TimeSample(DateTimeOffset.FromUnixTimeMilliseconds(answer.TimeMs), sent, received));
        return true;
    }

    private string? Check(TimeMessage answer, byte[] nonce, TimeSpan roundTrip)
    {
        if (answer.TimeMs is < 0 or > 253_402_300_799_999) return "out_of_range";
        if (!key.Verify(SignedBytes.Time(nonce, answer.TimeMs), answer.Signature)) return "bad_signature";
        return roundTrip.TotalMilliseconds > SyncLimits.TimeRoundTripMillisecondsMax ? "too_slow" : null;
    }
}
