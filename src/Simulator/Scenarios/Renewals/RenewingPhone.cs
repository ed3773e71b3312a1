using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary>What is on a phone's screen.</summary>
/// <param name="At">When it came, from the run's start.</param>
internal sealed record ScreenCode(string Text, TimeSpan At);

/// <summary>
/// A phone that renews its code each minute at its own instant: issued form asks the service each time, bound form signs for itself under
/// a grant. Before the real-person check is 30 minutes old its owner passes it again, and a bound phone takes another grant. One task
/// runs it; <see cref="Screen"/> may be read by others.
/// </summary>
internal sealed class RenewingPhone(PhonePlan plan, Holder holder, RenewalLog log) : IDisposable
{
    private static readonly TimeSpan TryAgain = TimeSpan.FromMilliseconds(500);

    private readonly SigningKey _key = SigningKey.Generate(SignatureAlgorithm.ESP256);
    private HeldGrant? _grant;
    private UnixTime _checkedAt;
    private uint _counter;
    private volatile ScreenCode? _screen;

    public PhonePlan Plan => plan;

    public Holder Holder => holder;

    /// <summary>Null before the first renewal.</summary>
    public ScreenCode? Screen => _screen;

    /// <summary>All raw codes that were shown: what must be found nowhere in clear.</summary>
    public List<string> Texts { get; } = [];

    private PhoneGroup Group => new(plan.Kind, plan.Form);

    /// <summary>Gets the credential, and a grant where one is needed. Waits as long as a service asks to.</summary>
    public async Task EnrolAsync(RunClock clock, CancellationToken stop)
    {
        _checkedAt = clock.Now;
        await holder.EnrolAsync(stop);
        if (plan.Form == CodeForm.Bound) _grant = await holder.GrantAsync(_key.PublicKey, stop);
    }

    /// <summary>Renews until the run's end.</summary>
    public async Task RunAsync(RunClock clock, TimeSpan end, CancellationToken stop)
    {
        for (var due = plan.Offset; due < end; due += TimeSpan.FromSeconds(RenewalPlan.PeriodSeconds))
        {
            await clock.UntilAsync(due, stop);
            await RenewAsync(clock, due, stop);
        }
    }

    /// <summary>A code outside of the minute's renewals, for the ticket counter.</summary>
    public Task<string> DrawAsync(UnixTime now, CancellationToken stop) => plan.Form switch
    {
        CodeForm.Issued => holder.CodeAsync(stop),
        CodeForm.Bound => SignAsync(now, stop),
    };

    private async Task RenewAsync(RunClock clock, TimeSpan due, CancellationToken stop)
    {
        var left = due + RenewalPlan.MissedAfter - clock.Elapsed;
        using var deadline = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        try
        {
            while (!await TryRenewAsync(clock, due, either.Token)) await Task.Delay(TryAgain, clock.Time, either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            log.Missed(Group);
        }
    }

    private async Task<bool> TryRenewAsync(RunClock clock, TimeSpan due, CancellationToken stop)
    {
        try
        {
            if (clock.Now - _checkedAt >= plan.RecheckAfterSeconds) await CheckAgainAsync(clock.Now, stop);
            var text = await DrawAsync(clock.Now, stop);
            // The same text is no renewal.
            if (text == _screen?.Text) return false;
            var at = clock.Elapsed;
            _screen = new ScreenCode(text, at);
            Texts.Add(text);
            log.Renewed(Group, at - due);
            return true;
        }
        catch (ServiceRefusedException refused)
        {
            log.Failed(refused.Code);
        }
        catch (HttpRequestException failed)
        {
            log.Failed("http_" + failed.HttpRequestError.ToString());
        }
        return false;
    }

    private async Task CheckAgainAsync(UnixTime now, CancellationToken stop)
    {
        await holder.CheckAgainAsync(stop);
        _checkedAt = now;
        _grant = null;
        log.Rechecked();
    }

    private async Task<string> SignAsync(UnixTime now, CancellationToken stop)
    {
        if (_grant is null || now >= _grant.EndsAt)
        {
            _grant = await holder.GrantAsync(_key.PublicKey, stop);
            log.Granted();
        }
        return CodeSigner.SignPresentation(_grant.Bytes, _key, now, ++_counter);
    }

    public void Dispose() => _key.Dispose();
}
