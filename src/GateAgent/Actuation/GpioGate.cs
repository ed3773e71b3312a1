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

    private readonly LaneId lane;
    private readonly GateSection.Gpio section;
    private readonly IGpioChip chip;
    private readonly GateSignals signals;
    private readonly Lock gate = new();
    private readonly ManualResetEventSlim stopping = new();
    private readonly ITimer release;
    private readonly ITimer lampsOff;
    private readonly Thread reader;
    private IGpioLines? outputs;
    private IGpioLines? passage;

    /// <param name="lane">Names the lines' consumer.</param>
    /// <param name="section">The lines.</param>
    /// <param name="chip">The kernel's chip, or the fake.</param>
    /// <param name="signals">Where passages and faults go.</param>
    /// <param name="time">Times the pulse; monotonic.</param>
    public GpioGate(LaneId lane, GateSection.Gpio section, IGpioChip chip, GateSignals signals, TimeProvider time)
    {
        (this.lane, this.section, this.chip, this.signals) = (lane, section, chip, signals);
        release = time.CreateTimer(_ => Release(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lampsOff = time.CreateTimer(_ => Set(0, Lamps), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Reopen();
        reader = new Thread(ReadPassages) { IsBackground = true, Name = $"gpio lane {lane}" };
        reader.Start();
    }

    public bool Simulated => false;

    private static ulong Relay => 1UL << GpioRequests.RelayBit;

    private ulong Lamps => GpioRequests.GreenMask(section) | GpioRequests.RedMask(section);

    public bool Pulse(long grantSequence)
    {
        // The release is armed first: a relay that is set is always going to be released.
        Arm(release, section.PulseMilliseconds);
        return Set(Relay, Relay);
    }

    public void Show(Answer answer, VerdictCode code)
    {
        if (Lamps == 0) return;
        Set(answer == Answer.Granted ? GpioRequests.GreenMask(section) : GpioRequests.RedMask(section), Lamps);
        Arm(lampsOff, LampMilliseconds);
    }

    public void Dispose()
    {
        stopping.Set();
        release.Dispose();
        lampsOff.Dispose();
        Set(0, Relay | Lamps);
        if (!reader.Join(JoinMillisecondsMax)) signals.Fault();
        lock (gate) Close();
    }

    private static void Arm(ITimer timer, int milliseconds) =>
        timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);

    private void Release()
    {
        // The driver refused to let go: say so, and try again until it does or the lines are given back.
        if (!Set(0, Relay) && !stopping.IsSet) Arm(release, ReleaseRetryMilliseconds);
    }

    private bool Set(ulong bits, ulong mask)
    {
        lock (gate)
        {
            if (outputs is null) return false;
            if (outputs.SetValues(new gpio_v2_line_values { bits = bits, mask = mask })) return true;
            signals.Fault();
            return false;
        }
    }

    private void ReadPassages()
    {
        var events = new gpio_v2_line_event[EventsMax];
        while (!stopping.IsSet)
        {
            signals.Flush();
            if (signals.Faulted)
            {
                if (stopping.Wait(ReopenMilliseconds)) return;
                Reopen();
                continue;
            }
            if (passage is null)
            {
                stopping.Wait(PollMilliseconds);
                continue;
            }
            var count = passage.ReadEvents(events, PollMilliseconds);
            if (count < 0) signals.Fault();
            for (var i = 0; i < count; i++)
                if (events[i].id == GpioUapi.GPIO_V2_LINE_EVENT_RISING_EDGE) signals.Passed();
        }
    }

    /// <summary>Requests all lines anew: outputs begin inactive, whatever failed before.</summary>
    private void Reopen()
    {
        lock (gate)
        {
            Close();
            outputs = chip.Request(GpioRequests.Outputs(lane, section));
            passage = section.PassageLine is { } line ? chip.Request(GpioRequests.Passage(lane, line)) : null;
            if (outputs is not null && (passage is not null || section.PassageLine is null))
            {
                signals.Restored();
                return;
            }
            Close();
            signals.Fault();
        }
    }

    private void Close()
    {
        outputs?.Dispose();
        passage?.Dispose();
        (outputs, passage) = (null, null);
    }
}
