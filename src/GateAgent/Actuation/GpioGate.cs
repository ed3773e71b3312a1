using TempIdentity.GateAgent.Configuration;
using TempIdentity.GateAgent.Interop;
using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Actuation;

/// <summary>
/// A gate on kernel GPIO lines (uAPI v2). The relay is inactive from the request on, is released by a one-shot timer after each pulse,
/// and is set inactive at the end; after a crash the kernel takes the lines back. Lines that fail are requested anew each second.
/// Pulse is one ioctl on the caller's thread (I1).
/// </summary>
internal sealed class GpioGate : IGate
{
    private const int ReopenMilliseconds = 1000;
    private const int PollMilliseconds = 200;
    private const int ReleaseRetryMilliseconds = 50;
    private const int LampMilliseconds = 2000;
    private const int JoinMillisecondsMax = 2000;
    private const int EventsMax = 16;

    private readonly LaneId _lane;
    private readonly GateSection.Gpio _section;
    private readonly IGpioChip _chip;
    private readonly GateSignals _signals;
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _stopping = new();
    private readonly ITimer _release;
    private readonly ITimer _lampsOff;
    private readonly Thread _reader;
    private IGpioLines? _outputs;
    private IGpioLines? _passage;

    /// <param name="lane">Names the lines' consumer.</param>
    /// <param name="section">The lines.</param>
    /// <param name="chip">The kernel's chip, or the fake.</param>
    /// <param name="signals">Where passages and faults go.</param>
    /// <param name="time">Times the pulse; monotonic.</param>
    public GpioGate(LaneId lane, GateSection.Gpio section, IGpioChip chip, GateSignals signals, TimeProvider time)
    {
        (_lane, _section, _chip, _signals) = (lane, section, chip, signals);
        _release = time.CreateTimer(_ => Release(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _lampsOff = time.CreateTimer(_ => Set(0, Lamps), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Reopen();
        _reader = new Thread(ReadPassages) { IsBackground = true, Name = $"gpio lane {lane}" };
        _reader.Start();
    }

    public bool Simulated => false;

    private static ulong Relay => 1UL << GpioRequests.RelayBit;

    private ulong Lamps => GpioRequests.GreenMask(_section) | GpioRequests.RedMask(_section);

    public bool Pulse(long grantSequence)
    {
        // The release is armed first: a relay that is set is always going to be released.
        Arm(_release, _section.PulseMilliseconds);
        return Set(Relay, Relay);
    }

    public void Show(Answer answer, VerdictCode code)
    {
        if (Lamps == 0) return;
        Set(answer == Answer.Granted ? GpioRequests.GreenMask(_section) : GpioRequests.RedMask(_section), Lamps);
        Arm(_lampsOff, LampMilliseconds);
    }

    public void Dispose()
    {
        _stopping.Set();
        _release.Dispose();
        _lampsOff.Dispose();
        Set(0, Relay | Lamps);
        if (!_reader.Join(JoinMillisecondsMax)) _signals.Fault();
        lock (_gate) Close();
    }

    private static void Arm(ITimer timer, int milliseconds) =>
        timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);

    private void Release()
    {
        // The driver refused to let go: say so, and try again until it does or the lines are given back.
        if (!Set(0, Relay) && !_stopping.IsSet) Arm(_release, ReleaseRetryMilliseconds);
    }

    private bool Set(ulong bits, ulong mask)
    {
        lock (_gate)
        {
            if (_outputs is null) return false;
            if (_outputs.SetValues(new gpio_v2_line_values { bits = bits, mask = mask })) return true;
            _signals.Fault();
            return false;
        }
    }

    private void ReadPassages()
    {
        var events = new gpio_v2_line_event[EventsMax];
        while (!_stopping.IsSet)
        {
            _signals.Flush();
            if (_signals.Faulted)
            {
                if (_stopping.Wait(ReopenMilliseconds)) return;
                Reopen();
                continue;
            }
            if (_passage is null)
            {
                _stopping.Wait(PollMilliseconds);
                continue;
            }
            var count = _passage.ReadEvents(events, PollMilliseconds);
            if (count < 0) _signals.Fault();
            for (var i = 0; i < count; i++)
                if (events[i].id == GpioUapi.GPIO_V2_LINE_EVENT_RISING_EDGE) _signals.Passed();
        }
    }

    /// <summary>Requests all lines anew: outputs begin inactive, whatever failed before.</summary>
    private void Reopen()
    {
        lock (_gate)
        {
            Close();
            _outputs = _chip.Request(GpioRequests.Outputs(_lane, _section));
            _passage = _section.PassageLine is { } line ? _chip.Request(GpioRequests.Passage(_lane, line)) : null;
            if (_outputs is not null && (_passage is not null || _section.PassageLine is null))
            {
                _signals.Restored();
                return;
            }
            Close();
            _signals.Fault();
        }
    }

    private void Close()
    {
        _outputs?.Dispose();
        _passage?.Dispose();
        (_outputs, _passage) = (null, null);
    }
}
