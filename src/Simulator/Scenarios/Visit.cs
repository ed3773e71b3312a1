using TempIdentity.GateAgent;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Scenarios;

/// <summary>What somebody holds before the scanner.</summary>
internal enum Shows
{
    /// <summary>A fresh code of a good credential.</summary>
    Good,
    /// <summary>A good code that the scanner sees several times while it is held in view: one reading.</summary>
    HeldInView,
    /// <summary>A code of two minutes ago (R13).</summary>
    Stale,
    /// <summary>Yesterday's code.</summary>
    Screenshot,
    /// <summary>The very text that another person was just granted for.</summary>
    SameAtOnce,
    /// <summary>The very text that was granted before the appliance was killed.</summary>
    SameAfterRestart,
    /// <summary>A fresh code of a second certificate, for a ticket that was used in this direction.</summary>
    UsedTicket,
    /// <summary>A fresh code, but the real-person check is over 30 minutes old (R10).</summary>
    LivenessOver,
    /// <summary>A fresh code of a ride ID that ran out after 24 hours (R7, R14).</summary>
    CredentialOver,
    WrongStation,
    NoTicket,
    Refunded,
    /// <summary>One bit of the issuer's signature is another.</summary>
    ForgedSignature,
    /// <summary>Signed by somebody else's key under a known key identifier.</summary>
    ForgedKey,
    /// <summary>A grant of one phone, presented by another phone.</summary>
    ForgedHolder,
    /// <summary>A key identifier that nobody published.</summary>
    UnknownKey,
    /// <summary>A key published ahead, used before its window.</summary>
    KeyTooEarly,
    /// <summary>The key that the issuer rotated to during the run.</summary>
    NewKey,
    /// <summary>A grant signed before the rotation, presented after it.</summary>
    OldKeyInTail,
    /// <summary>A key that is removed later in the run, while it is still trusted.</summary>
    KeyBeforeRemoval,
    /// <summary>The same key after its removal.</summary>
    RemovedKey,
    Revoked,
    /// <summary>A genuine licence whose status does not entitle its holder to drive (L9).</summary>
    NotEntitled,
    /// <summary>A licence that is no longer valid (L10, L11).</summary>
    LicenceInvalid,
    LicenceAtStation,
    RideIdAtRoadside,
    /// <summary>Text that is no code.</summary>
    Rubbish,
    /// <summary>A well-formed code of a family that is not ours.</summary>
    OtherFamily,
    /// <summary>A code cut in half, and silence after it.</summary>
    HalfCode,
    /// <summary>Two codes with nothing between them.</summary>
    TwoCodes,
    /// <summary>10 MB without an end.</summary>
    Burst,
    /// <summary>A phone three minutes behind.</summary>
    ClockBehind,
    /// <summary>A phone three minutes ahead.</summary>
    ClockAhead,
    /// <summary>Granted, but turns back before the wings.</summary>
    TurnsBack,
    /// <summary>Comes again with a fresh code after turning back (I4).</summary>
    ComesAgain,
    /// <summary>Granted, and the appliance dies before the way through is made.</summary>
    KilledMidway,
}

/// <summary>When a visit takes place. Phases follow each other; within a phase lanes run side by side.</summary>
internal enum Phase
{
    /// <summary>The peak begins.</summary>
    Opening,
    /// <summary>One key was rotated and one removed.</summary>
    NewKeys,
    /// <summary>Head office is away.</summary>
    Away,
    /// <summary>All lanes are quiet but one, and there the appliance is killed between grant and passage.</summary>
    Kill,
    /// <summary>Head office is back and the appliance restarted: what waited in its ledger arrives while scans go on.</summary>
    Healed,
}

/// <summary>What becomes of a grant at a gate.</summary>
internal enum ExpectedOutcome
{
    /// <summary>Not granted, or no gate there.</summary>
    None,
    Passed,
    NoEntry,
    Unknown,
}

/// <summary>
/// One planned appearance of one person before one scanner: everything that decides the final code, and nothing that depends on the run.
/// <see cref="Source"/> is the earlier visit whose text, ticket or phone this one uses again; it is finished before this one begins.
/// </summary>
internal sealed record Visit
{
    public required int Number { get; init; }
    public required int Person { get; init; }
    public required int Lane { get; init; }
    public required Phase Phase { get; init; }
    public required Shows Shows { get; init; }
    public required CredentialKind Credential { get; init; }
    public required CodeForm Form { get; init; }
    public required SignatureAlgorithm Algorithm { get; init; }
    public required VerdictCode Intended { get; init; }
    public required ExpectedOutcome Outcome { get; init; }
    public int? Source { get; init; }
    /// <summary>Milliseconds that the way through the wings takes.</summary>
    public required int WalkMs { get; init; }
    /// <summary>Picks among equals (names, statuses, positions); makes the visit's details reproducible.</summary>
    public required int Detail { get; init; }
}

/// <summary>A kind of trouble: where it can happen, when, and how it must end.</summary>
internal sealed record Trouble(Shows Shows, VerdictCode Intended, Purpose? Only = null)
{
    /// <summary>Phases in which it can take place; empty: any before and after the kill.</summary>
    public IReadOnlyList<Phase> Phases { get; init; } = [];
    public CodeForm? Form { get; init; }
    public SignatureAlgorithm? Algorithm { get; init; }
    public CredentialKind? Credential { get; init; }
    /// <summary>Needs an earlier visit of this kind on a lane of the same purpose; made for it when there is none.</summary>
    public Shows? After { get; init; }
    /// <summary>The earlier visit is the same person's.</summary>
    public bool SamePerson { get; init; }
}
