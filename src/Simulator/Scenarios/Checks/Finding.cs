namespace TempIdentity.Simulator.Scenarios.Checks;

/// <summary>What can be wrong. Each kind has a doctored log in the tests that must be caught.</summary>
internal enum ViolationKind
{
    OpeningWithoutRecord,
    GrantWithoutOpening,
    PulseWithoutWings,
    ScanLost,
    DecisionDoubled,
    DecisionWithoutScan,
    OutOfOrder,
    UnexpectedCode,
    WrongShow,
    PresentationGrantedTwice,
    TicketUsedTwice,
    OutcomeMissing,
    OutcomeDoubled,
    OutcomeWrong,
    SequenceGap,
    SequenceDoubled,
    ChainBroken,
    HeadNotProven,
    PersonalDataInClear,
    NoAnswer,
    NotDrained,
    Protocol,
}

/// <summary>Something that broke an invariant, told without personal data.</summary>
internal sealed record Violation(string Invariant, ViolationKind Kind, string Text)
{
    public override string ToString() => $"{Invariant} {Kind}: {Text}";
}

/// <summary>One invariant's verdict: what was looked at, how much of it, and what was wrong.</summary>
internal sealed record Finding(string Invariant, string Chinese, string English, long Checked, IReadOnlyList<Violation> Violations)
{
    public bool Held => Violations.Count == 0;
}
