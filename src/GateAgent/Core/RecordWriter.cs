using TempIdentity.GateAgent.Clock;
using TempIdentity.GateAgent.Decision;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Scanning;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Core;

/// <summary>
/// Stage 5: turns what happened into records and appends them. Everything personal is in the sealed frame and nowhere else (I6).
/// Members throw <see cref="LedgerException"/> when storage fails.
/// </summary>
internal sealed class RecordWriter(ILedger ledger, FrameSealer sealer, string providerName, bool simulated)
{
    private Frame? _decided;

    /// <summary>True when the newest decision on disk is this frame's.</summary>
    public bool HasDecided(Frame frame) => ReferenceEquals(_decided, frame);

    /// <summary>Appends a decision with the marks of a grant. Null when one of the marks was set before.</summary>
    public long? Decision(Lane lane, Frame frame, CodeCheck check, DecisionFacts facts, Verdict verdict)
    {
        var body = RecordJson.ToBytes(Body(lane, frame, check, facts, verdict));
        var draft = new RecordDraft(RecordKind.Decision, verdict.Code.ToText(), body);
        var sequence = ledger.Append(verdict.Answer == Answer.Granted ? WithMarks(draft, lane, check, verdict, frame.At.Now) : draft);
        if (sequence is not null) _decided = frame;
        return sequence;
    }

    /// <summary>A decision on a frame that made the agent itself fail.</summary>
    public long InternalError(Lane lane, Frame frame)
    {
        var check = new CodeCheck { Failures = [VerdictCode.InternalError], TrustVersion = 0 };
        var verdict = new Verdict(VerdictCode.InternalError, [], null);
        return Decision(lane, frame, check, DecisionFacts.None, verdict)!.Value;
    }

    public long Passage(LaneId lane, long grant, PassageOutcome outcome, ClockReading at)
    {
        var body = new PassageBody
        {
            At = at.Now.ToString(),
            Clock = at.State.ToText(),
            ClockErrorMs = at.ErrorMilliseconds,
            Lane = lane.Value,
            Grant = grant,
            Outcome = outcome.ToText(),
            Simulated = simulated,
        };
        return ledger.Append(new RecordDraft(RecordKind.Passage, outcome.ToText(), RecordJson.ToBytes(body))
        {
            Alarm = outcome == PassageOutcome.Tailgate,
            ClosesGrant = grant,
            ReleasesPassage = outcome == PassageOutcome.NoEntryAfterGrant,
        })!.Value;
    }

    public long Device(DeviceNoted noted)
    {
        var body = new DeviceBody
        {
            At = noted.At.Now.ToString(),
            Clock = noted.At.State.ToText(),
            ClockErrorMs = noted.At.ErrorMilliseconds,
            Event = noted.Event,
            Lane = noted.Lane?.Value,
            Count = noted.Count,
            Detail = noted.Detail,
        };
        return ledger.Append(new RecordDraft(RecordKind.Device, noted.Event, RecordJson.ToBytes(body)) { Alarm = noted.Alarm })!.Value;
    }

    private static RecordDraft WithMarks(RecordDraft draft, Lane lane, CodeCheck check, Verdict verdict, UnixTime now)
    {
        var directed = lane.Purpose.Direction() != Direction.None;
        return draft with
        {
            Presentation = new PresentationMark(check.Presentation!.Value, lane.Purpose),
            Ticket = directed && verdict.Ticket is { } ticket ? FactGatherer.Mark(lane, ticket, verdict.Ride) : null,
            Passage = directed && verdict.Ticket is { } used
                ? new PassageMark(check.Claims!.Credential, lane.Purpose.Direction(), now, TravellerRule.InsideUntil(now, used.EntryUntil))
                : null,
            OpensGrant = lane.HasGate ? lane.Id : null,
        };
    }

    private DecisionBody Body(Lane lane, Frame frame, CodeCheck check, DecisionFacts facts, Verdict verdict)
    {
        var claims = check.Authentic ? check.Claims : null;
        var now = frame.At.Now;
        return new DecisionBody
        {
            At = now.ToString(),
            MonotonicNs = frame.At.Monotonic.Nanoseconds,
            Clock = frame.At.State.ToText(),
            ClockErrorMs = frame.At.ErrorMilliseconds,
            Lane = lane.Id.Value,
            Purpose = lane.Purpose.ToText(),
            Station = lane.Station,
            Answer = verdict.Answer.ToText(),
            Code = verdict.Code.ToText(),
            Also = verdict.Also.Count == 0 ? null : [.. verdict.Also.Select(code => code.ToText())],
            Form = claims?.Form.ToText(),
            Credential = claims?.Credential.ToString(),
            CredentialKind = claims?.Kind.ToText(),
            Key = check.Key?.ToString(),
            Presentation = check.Authentic ? check.Presentation?.ToString() : null,
            CodeAgeS = claims is null ? null : now - claims.CodeTime,
            LivenessAgeS = claims is null ? null : now - claims.LiveAt,
            Status = facts.Status is { Knowledge: not StatusKnowledge.Unknown } status ? status.Status.ToText() : null,
            Statuses = facts.Status is { InForce.Count: > 0 } dated ? [.. dated.InForce.Select(StatusBody.Of)] : null,
            StatusVersion = facts.Status?.ListVersion,
            StatusAgeS = facts.Status?.ListAgeSeconds,
            ManifestRevision = facts.ManifestRevision,
            ManifestChange = facts.ManifestChange,
            Inside = facts.Inside ? true : null,
            TooSoon = facts.TooSoon ? true : null,
            Ticket = verdict.Ticket?.TicketId.ToString("x16", System.Globalization.CultureInfo.InvariantCulture),
            Ride = verdict.Ticket is { Rides: > 1 } ? verdict.Ride : null,
            TrustVersion = check.TrustVersion,
            Provider = providerName,
            FrameEnd = FrameEndText(frame.End),
            FrameBytes = frame.Bytes.Length,
            Simulated = simulated,
            Sealed = sealer.Seal(frame),
        };
    }

    private static string FrameEndText(FrameEnd end) => end switch
    {
        FrameEnd.Terminator => "terminator",
        FrameEnd.IdleGap => "idle_gap",
        FrameEnd.Oversize => "oversize",
    };
}
