using System.Formats.Cbor;
using TempIdentity.GateAgent.Recording;

namespace TempIdentity.Simulator.HeadOffice;

/// <summary>Reads back what an appliance signed, so that the stored head is the signed one and not a column that someone changed.</summary>
internal static class SignedHeadBytes
{
    /// <summary>True when the signed bytes name this chain and this head.</summary>
    public static bool Name(SignedHead head, LedgerIdentity identity)
    {
        try
        {
            var reader = new CborReader(head.SignedBytes, CborConformanceMode.Ctap2Canonical);
            if (reader.ReadStartArray() != 9 || reader.ReadTextString() != "TI/batch/1") return false;
            if (reader.ReadTextString() != identity.Appliance || reader.ReadInt64() != identity.Epoch) return false;
            for (var skipped = 0; skipped < 4; skipped++) reader.SkipValue(); // first, last, previous hash, record hashes
            return reader.ReadInt64() == head.Sequence && reader.ReadByteString().AsSpan().SequenceEqual(head.Hash);
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException)
        {
            return false;
        }
    }
}
