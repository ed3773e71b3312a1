using TempIdentity.GateAgent.Actuation;

namespace TempIdentity.GateAgent.Core;

/// <summary>The device records that gates' signals make. Pure.</summary>
internal static class GateEvents
{
    /// <summary>Null for a signal that only a grant is waiting for.</summary>
    public static (string Event, bool Alarm)? Of(GateSignal signal) => signal switch
    {
        GateSignal.EmergencyOn => ("emergency_on", true),
        GateSignal.EmergencyOff => ("emergency_off", false),
        GateSignal.Fault => ("gpio_fault", true),
        GateSignal.Passed or GateSignal.Tailgate or GateSignal.Restored => null,
    };
}
