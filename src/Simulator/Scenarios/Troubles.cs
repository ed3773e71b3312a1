using TempIdentity.GateAgent;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Scenarios;

/// <summary>The catalogue of trouble. Order is priority: a short queue meets the first ones.</summary>
internal static class Troubles
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<Trouble> All { get; } =
    [
        new(Shows.KilledMidway, VerdictCode.Granted, Purpose.StationEntry) { Phases = [Phase.Kill], Form = CodeForm.Bound },
        new(Shows.SameAfterRestart, VerdictCode.Replayed, Purpose.StationEntry) { Phases = [Phase.Healed], After = Shows.Good },
        new(Shows.SameAtOnce, VerdictCode.Replayed, Purpose.StationEntry) { After = Shows.Good },
        new(Shows.UsedTicket, VerdictCode.TicketUsed, Purpose.StationEntry) { After = Shows.Good, SamePerson = true },
        new(Shows.ComesAgain, VerdictCode.Granted, Purpose.StationEntry)
        {
            Phases = [Phase.Opening, Phase.NewKeys, Phase.Healed], After = Shows.TurnsBack, SamePerson = true,
        },
        new(Shows.ForgedSignature, VerdictCode.BadSignature, Purpose.StationEntry) { Form = CodeForm.Issued },
        new(Shows.NewKey, VerdictCode.Granted, Purpose.StationEntry)
        {
            Phases = [Phase.NewKeys], Form = CodeForm.Issued, Algorithm = SignatureAlgorithm.ESP256,
        },
        new(Shows.RemovedKey, VerdictCode.UnknownKey, Purpose.StationEntry)
        {
            Phases = [Phase.NewKeys], Form = CodeForm.Issued, Algorithm = SignatureAlgorithm.Ed25519,
        },
        new(Shows.Stale, VerdictCode.CodeStale, Purpose.StationEntry),
        new(Shows.Rubbish, VerdictCode.Malformed),
        new(Shows.Burst, VerdictCode.Oversize),
        new(Shows.NotEntitled, VerdictCode.LicenceNotEntitled, Purpose.Roadside),
        new(Shows.NoTicket, VerdictCode.NoTicket, Purpose.StationEntry),
        new(Shows.LicenceAtStation, VerdictCode.WrongPurpose, Purpose.StationEntry) { Credential = CredentialKind.DrivingLicence },
        new(Shows.KeyTooEarly, VerdictCode.KeyNotActive, Purpose.StationEntry)
        {
            Form = CodeForm.Issued, Algorithm = SignatureAlgorithm.ESP256,
        },
        new(Shows.Screenshot, VerdictCode.CodeStale),
        new(Shows.LivenessOver, VerdictCode.LivenessExpired) { Form = CodeForm.Bound },
        new(Shows.CredentialOver, VerdictCode.CredentialExpired, Purpose.StationExit) { Form = CodeForm.Bound },
        new(Shows.WrongStation, VerdictCode.WrongStation, Purpose.StationEntry),
        new(Shows.Refunded, VerdictCode.TicketRefunded, Purpose.StationEntry),
        new(Shows.ForgedKey, VerdictCode.BadSignature, Purpose.StationExit),
        new(Shows.ForgedHolder, VerdictCode.BadHolderSignature, Purpose.StationEntry) { Form = CodeForm.Bound },
        new(Shows.UnknownKey, VerdictCode.UnknownKey, Purpose.StationExit),
        new(Shows.OldKeyInTail, VerdictCode.Granted, Purpose.StationEntry)
        {
            Phases = [Phase.NewKeys, Phase.Healed], Form = CodeForm.Bound, Algorithm = SignatureAlgorithm.ESP256,
        },
        new(Shows.KeyBeforeRemoval, VerdictCode.Granted, Purpose.StationEntry)
        {
            Phases = [Phase.Opening], Form = CodeForm.Issued, Algorithm = SignatureAlgorithm.Ed25519,
        },
        new(Shows.Revoked, VerdictCode.Revoked, Purpose.StationEntry),
        new(Shows.LicenceInvalid, VerdictCode.LicenceInvalid, Purpose.Roadside),
        new(Shows.RideIdAtRoadside, VerdictCode.WrongPurpose, Purpose.Roadside) { Credential = CredentialKind.RideId },
        new(Shows.HalfCode, VerdictCode.Malformed, Purpose.StationEntry) { Form = CodeForm.Bound },
        new(Shows.TwoCodes, VerdictCode.Oversize, Purpose.StationExit) { Form = CodeForm.Bound },
        new(Shows.ClockBehind, VerdictCode.CodeStale) { Form = CodeForm.Bound },
        new(Shows.ClockAhead, VerdictCode.CodeFromFuture) { Form = CodeForm.Bound },
        new(Shows.OtherFamily, VerdictCode.UnknownFormat),
        new(Shows.HeldInView, VerdictCode.Granted, Purpose.StationEntry),
    ];

    /// <summary>A kind that only prepares another.</summary>
    public static Trouble TurnsBack { get; } = new(Shows.TurnsBack, VerdictCode.Granted, Purpose.StationEntry);
}
