using TempIdentity.GateAgent.Actuation;
using TempIdentity.GateAgent.Clock;

namespace TempIdentity.GateAgent.Core;

/// <summary>An outcome to be recorded.</summary>
internal sealed record EndedPassage(Lane Lane, long Grant, PassageOutcome Outcome);

/// <summary>
/// Grants that wait for their passage, at most one a lane: the lane's next frame waits meanwhile, so a signal can only belong to this
/// grant.
/// Pure but for its own state; time is passed in.
/// </summary>
internal sealed class Passages(Func<Lane, TimeSpan> passWindow)
{
    /// <summary>A gate's own window may close a little later than ours; a passage in between still counts.</summary>
    public const int GraceMilliseconds = 1000;

    private readonly Dictionary<LaneId, (Lane Lane, long Grant, MonotonicTime Until, bool Pulsed)> _open = [];

    /// <summary>Lanes whose fire input is on: their wings stand open, and nobody can tell who went through.</summary>
    private readonly HashSet<LaneId> _released = [];

    public bool IsReleased(LaneId lane) => _released.Contains(lane);

    public bool IsOpen(LaneId lane) => _open.ContainsKey(lane);

    public void Open(Lane lane, long grant, ClockReading at, bool pulsed) =>
        _open.Add(lane.Id, (lane, grant, at.Monotonic + passWindow(lane) + TimeSpan.FromMilliseconds(GraceMilliseconds), pulsed));

    /// <summary>The outcome that a gate's signal means, when a grant waits for one.</summary>
    public EndedPassage? Signal(LaneId lane, GateSignal signal) => signal switch
    {
        GateSignal.Passed => Close(lane, PassageOutcome.Passed),
        GateSignal.Tailgate => Close(lane, PassageOutcome.Tailgate),
        GateSignal.EmergencyOn => Release(lane),
        GateSignal.EmergencyOff => Secure(lane),
        GateSignal.Fault => Close(lane, PassageOutcome.OutcomeUnknown),
        GateSignal.Restored => null,
    };

    /// <summary>Grants whose window has ended, and those whose pulse could not be written.</summary>
    public IReadOnlyList<EndedPassage> Expire(MonotonicTime now)
    {
        var ended = new List<EndedPassage>();
        foreach (var (lane, passage) in _open.ToArray())
        {
            var outcome = !passage.Pulsed ? PassageOutcome.OutcomeUnknown
                : now >= passage.Until ? PassageOutcome.NoEntryAfterGrant
                : (PassageOutcome?)null;
            if (outcome is { } end && Close(lane, end) is { } closed) ended.Add(closed);
        }
        return ended;
    }

    private EndedPassage? Release(LaneId lane)
    {
        _released.Add(lane);
        return Close(lane, PassageOutcome.OutcomeUnknown);
    }

    private EndedPassage? Secure(LaneId lane)
    {
        _released.Remove(lane);
        return null;
    }

    private EndedPassage? Close(LaneId lane, PassageOutcome outcome) =>
        _open.Remove(lane, out var passage) ? new EndedPassage(passage.Lane, passage.Grant, outcome) : null;
}
