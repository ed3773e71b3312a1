using System.Text.Json;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Texts;
using TempIdentity.Simulator.HeadOffice;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.LiveStation;

/// <summary>
/// The newest verdicts. Each begins with what the agent said at once, and grows: the outcome when the passage has ended, the engineer's
/// details when the record is at head office. Thread-safe.
/// </summary>
internal sealed class VerdictBook
{
    /// <summary>Verdicts kept; older ones go.</summary>
    public const int KeptMax = 20;

    private readonly Lock _lock = new();
    private readonly List<LiveVerdict> _newestFirst = [];
    private readonly Queue<(long Grant, string Outcome)> _outcomes = new();

    public IReadOnlyList<LiveVerdict> NewestFirst
    {
        get { lock (_lock) return [.. _newestFirst]; }
    }

    public void Add(LiveVerdict verdict)
    {
        lock (_lock)
        {
            // On a busy machine the passage may have ended before the verdict was written down.
            var known = _outcomes.LastOrDefault(ended => ended.Grant == verdict.Record);
            _newestFirst.Insert(0, known.Outcome is { } outcome ? verdict with { Outcome = outcome } : verdict);
            if (_newestFirst.Count > KeptMax) _newestFirst.RemoveAt(KeptMax);
        }
    }

    /// <summary>The newest form of a scan's verdict; null when it is no longer kept.</summary>
    public LiveVerdict? Find(long scan)
    {
        lock (_lock) return _newestFirst.Find(verdict => verdict.Scan == scan);
    }

    /// <summary>How a grant ended, from whoever says so first.</summary>
    public void Ended(long grant, string outcome)
    {
        lock (_lock)
        {
            _outcomes.Enqueue((grant, outcome));
            if (_outcomes.Count > KeptMax) _outcomes.Dequeue();
        }
        Change(grant, verdict => verdict with { Outcome = outcome });
    }

    /// <summary>What a record at head office adds.</summary>
    public void Learn(HeldRecord record)
    {
        switch (record.Kind)
        {
            case RecordKind.Decision when Read(record, RecordJson.Default.DecisionBody) is { } body:
                Change(record.Sequence, verdict => verdict.Code == body.Code ? WithDetails(verdict, body) : verdict);
                break;
            case RecordKind.Passage when Read(record, RecordJson.Default.PassageBody) is { } body:
                Ended(body.Grant, body.Outcome);
                break;
            case RecordKind.Decision or RecordKind.Passage or RecordKind.Device:
                break;
        }
    }

    /// <summary>What is said of a code, to whom.</summary>
    public static VerdictText TextsOf(string code) =>
        VerdictTexts.For(VerdictCodes.TryParse(code, out var known) ? known : VerdictCode.InternalError);

    private static LiveVerdict WithDetails(LiveVerdict verdict, DecisionBody body) => verdict with
    {
        Also = body.Also ?? [],
        Engineer = new EngineerView
        {
            Text = verdict.Engineer.Text,
            Key = body.Key,
            Form = body.Form,
            CredentialKind = body.CredentialKind,
            CodeAgeS = body.CodeAgeS,
            LivenessAgeS = body.LivenessAgeS,
            Status = body.Status,
            StatusVersion = body.StatusVersion,
            StatusAgeS = body.StatusAgeS,
            ManifestRevision = body.ManifestRevision,
            TrustVersion = body.TrustVersion,
            Clock = body.Clock,
            ClockErrorMs = body.ClockErrorMs,
            Provider = body.Provider,
        },
    };

    private void Change(long record, Func<LiveVerdict, LiveVerdict> change)
    {
        lock (_lock)
        {
            var index = _newestFirst.FindIndex(verdict => verdict.Record == record);
            if (index >= 0) _newestFirst[index] = change(_newestFirst[index]);
        }
    }

    private static T? Read<T>(HeldRecord record, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class =>
        record.Body is { } body ? JsonSerializer.Deserialize(body, type) : null;
}
