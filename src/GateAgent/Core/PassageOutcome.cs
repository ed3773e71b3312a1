namespace TempIdentity.GateAgent.Core;

/// <summary>How a grant at a gate ended (I4), in its simplest form.</summary>
internal enum PassageOutcome
{
    /// <summary>A body went through.</summary>
    Passed,
    /// <summary>A body went through, and a second one close behind it without a grant of its own.</summary>
    Tailgate,
    /// <summary>Nobody went through within the pass window; the ticket may be used again.</summary>
    NoEntryAfterGrant,
    /// <summary>Not known: the gate could not be driven, the wings stood open for a fire, or the agent ended in between.</summary>
    OutcomeUnknown,
}

internal static class PassageOutcomes
{
    public static string ToText(this PassageOutcome outcome) => outcome switch
    {
        PassageOutcome.Passed => "passed",
        PassageOutcome.Tailgate => "tailgate",
        PassageOutcome.NoEntryAfterGrant => "no_entry_after_grant",
        PassageOutcome.OutcomeUnknown => "outcome_unknown",
    };
}
