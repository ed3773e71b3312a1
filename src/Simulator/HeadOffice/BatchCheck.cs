using System.Security.Cryptography;
using System.Text.Json;
using TempIdentity.GateAgent.Recording;
using TempIdentity.GateAgent.Sync;

namespace TempIdentity.Simulator.HeadOffice;

/// <summary>A record that head office does not take, by name.</summary>
internal sealed record RecordRefusal(long Sequence, string Reason);

/// <summary>What can be judged about a batch without looking at what is held. Pure; hostile input never throws.</summary>
internal static class BatchCheck
{
    private const int BodyDepthMax = 16;

    /// <summary>True when the batch is one run without a hole, within its limits, with hashes of the right length.</summary>
    public static bool IsRun(BatchMessage batch) =>
        batch.Records.Count is >= 1 and <= SyncLimits.BatchRecordsMax
        && batch.First >= 1 && batch.Last >= batch.First
        && batch.Last - batch.First == batch.Records.Count - 1
        && batch.Records.Select((record, i) => record is not null && record.Sequence == batch.First + i).All(fits => fits)
        && batch.Records.All(record => record.Hash.Length == RecordChain.HashBytes)
        && batch.Previous.Length == RecordChain.HashBytes
        && batch.Head.Hash.Length == RecordChain.HashBytes
        && batch.Head.Sequence >= batch.Last
        && (batch.Head.Sequence > batch.Last || batch.Head.Hash.AsSpan().SequenceEqual(batch.Records[^1].Hash))
        && batch.Records.Sum(record => (long)(record.Body?.Length ?? 0)) <= SyncLimits.BatchBodyBytesMax
        && batch.Signature.Length == SyncLimits.SignatureBytes;

    /// <summary>The first record that cannot be taken, null when all can. Recomputes the chain over the bodies themselves.</summary>
    public static RecordRefusal? FirstRefused(BatchMessage batch, LedgerIdentity identity)
    {
        var previous = batch.Previous;
        foreach (var record in batch.Records)
        {
            if (Refuse(record, identity, previous) is { } reason) return new RecordRefusal(record.Sequence, reason);
            previous = record.Hash;
        }
        return null;
    }

    private static string? Refuse(RecordMessage record, LedgerIdentity identity, byte[] previous)
    {
        if (!Enum.IsDefined((RecordKind)record.Kind)) return "kind_unknown";
        if (!DraftCheck.IsCode(record.Code)) return "code_malformed";
        if (record.Quarantined ? record.Body is not null || record.BodyHash?.Length != RecordChain.HashBytes : record.BodyHash is not null)
            return "body_misplaced";
        if (!record.Quarantined && RefuseBody(record.Body) is { } reason) return reason;
        var hash = RecordChain.Next(identity, record.Sequence, previous, (RecordKind)record.Kind, record.Code, BodyHash(record));
        return hash.AsSpan().SequenceEqual(record.Hash) ? null : "hash_mismatch";
    }

    public static byte[] BodyHash(RecordMessage record) => record.Body is { } body ? SHA256.HashData(body) : record.BodyHash!;

    private static string? RefuseBody(byte[]? body)
    {
        if (body is null) return "body_missing";
        if (body.Length > LedgerLimits.BodyBytesMax) return "body_oversize";
        return IsJsonObject(body) ? null : "body_malformed";
    }

    private static bool IsJsonObject(byte[] body)
    {
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = BodyDepthMax, AllowDuplicateProperties = false };
            using var document = JsonDocument.Parse(body, options);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
