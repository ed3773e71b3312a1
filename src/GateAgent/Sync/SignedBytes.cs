using System.Formats.Cbor;
using System.Globalization;
using TempIdentity.GateAgent.Recording;

namespace TempIdentity.GateAgent.Sync;

/// <summary>
/// What is signed, as deterministic CBOR arrays that begin with a label of their own: no message can pass for another. Pure.
/// Signatures are ESP256 (RFC 9864), 64 bytes.
/// </summary>
internal static class SignedBytes
{
    /// <summary>["TI/batch/1", appliance, epoch, first, last, previous hash, [record hashes], head sequence, head hash].</summary>
    public static byte[] Batch(BatchMessage batch, long epoch)
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartArray(9);
        writer.WriteTextString("TI/batch/1");
        writer.WriteTextString(batch.Appliance);
        writer.WriteInt64(epoch);
        writer.WriteInt64(batch.First);
        writer.WriteInt64(batch.Last);
        writer.WriteByteString(batch.Previous);
        writer.WriteStartArray(batch.Records.Count);
        foreach (var record in batch.Records) writer.WriteByteString(record.Hash);
        writer.WriteEndArray();
        writer.WriteInt64(batch.Head.Sequence);
        writer.WriteByteString(batch.Head.Hash);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>["TI/hint/1", appliance, epoch, sequence, code, record hash].</summary>
    public static byte[] Hint(HintMessage hint, long epoch)
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartArray(6);
        writer.WriteTextString("TI/hint/1");
        writer.WriteTextString(hint.Appliance);
        writer.WriteInt64(epoch);
        writer.WriteInt64(hint.Sequence);
        writer.WriteTextString(hint.Code);
        writer.WriteByteString(hint.Hash);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>["TI/time/1", nonce, milliseconds].</summary>
    public static byte[] Time(ReadOnlySpan<byte> nonce, long milliseconds)
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartArray(3);
        writer.WriteTextString("TI/time/1");
        writer.WriteByteString(nonce);
        writer.WriteInt64(milliseconds);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>An epoch's text: decimal, no sign, no leading zero.</summary>
    public static string EpochText(LedgerIdentity identity) => identity.Epoch.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads an epoch's one text. False for anything else.</summary>
    public static bool TryParseEpoch(string text, out long epoch) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out epoch)
        && epoch > 0 && text == epoch.ToString(CultureInfo.InvariantCulture);
}
