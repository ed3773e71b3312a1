using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Sync;
using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.Simulator.HeadOffice;

/// <summary>The way of a message through head office, in order: form, sender, signature, records, store. Thread-safe.</summary>
internal sealed class BatchIntake(HeadOfficeStore store, IReadOnlyDictionary<string, IVerificationKey> appliances, TimeProvider time)
{
    public Reply Batch(string appliance, byte[] request)
    {
        if (!appliances.TryGetValue(appliance, out var key)) return Reply.Of(Problem.UnknownAppliance);
        if (Parse(request, SyncIntakeJson.Default.BatchMessage) is not { } batch || !BatchCheck.IsRun(batch))
            return Reply.Of(Problem.MalformedBatch);
        if (batch.Appliance != appliance || !SignedBytes.TryParseEpoch(batch.Epoch, out var epoch)) return Reply.Of(Problem.MalformedBatch);
        var signedBytes = SignedBytes.Batch(batch, epoch);
        if (!key.Verify(signedBytes, batch.Signature)) return Reply.Of(Problem.BadSignature);
        var identity = new LedgerIdentity(appliance, epoch);
        if (BatchCheck.FirstRefused(batch, identity) is { } refused)
            return Reply.Of(Problem.RecordRefused, sequence: refused.Sequence, reason: refused.Reason);
        return store.Take(batch, identity, signedBytes, NowMs()) switch
        {
            TakeResult.Taken taken => Reply.Acknowledged(taken.HighWater),
            TakeResult.Gap gap => Reply.Of(Problem.SequenceGap, expected: gap.Expected),
            TakeResult.Conflict conflict => Reply.Of(Problem.ChainConflict, sequence: conflict.Sequence),
            TakeResult.Closed => Reply.Of(Problem.EpochClosed),
            _ => throw new InvalidOperationException("A result without a meaning."),
        };
    }

    public Reply Hint(string appliance, byte[] request)
    {
        if (!appliances.TryGetValue(appliance, out var key)) return Reply.Of(Problem.UnknownAppliance);
        if (Parse(request, SyncIntakeJson.Default.HintMessage) is not { } hint || hint.Appliance != appliance || hint.Sequence < 1
            || !DraftCheck.IsCode(hint.Code) || hint.Hash.Length != RecordChain.HashBytes
            || !SignedBytes.TryParseEpoch(hint.Epoch, out var epoch))
            return Reply.Of(Problem.MalformedBatch);
        if (!key.Verify(SignedBytes.Hint(hint, epoch), hint.Signature)) return Reply.Of(Problem.BadSignature);
        store.Keep(new HeldHint(appliance, epoch, hint.Sequence, hint.Code, hint.Hash, NowMs()));
        return new Reply(204, null, []);
    }

    private long NowMs() => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Null when the bytes are not of this form.</summary>
    internal static T? Parse<T>(byte[] request, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(request, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
