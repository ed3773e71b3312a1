using System.Formats.Cbor;
using System.Security.Cryptography;

namespace TempIdentity.GateAgent.Recording;

/// <summary>
/// The hash chain over what is stored (I5). Each hash covers a deterministic CBOR array (RFC 8949, section 4.2.1), so that no two sets of
/// values share one encoding. Pure, thread-safe. The appliance and head office both compute with this.
/// </summary>
internal static class RecordChain
{
    public const int HashBytes = SHA256.HashSizeInBytes;

    /// <summary>
    /// The chain's start, the hash "at sequence 0": SHA-256 of ["TI/chain/1", appliance, epoch]. Binds the chain to who writes it.
    /// </summary>
    public static byte[] Start(LedgerIdentity identity)
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartArray(3);
        writer.WriteTextString("TI/chain/1");
        writer.WriteTextString(identity.Appliance);
        writer.WriteInt64(identity.Epoch);
        writer.WriteEndArray();
        return SHA256.HashData(writer.Encode());
    }

    /// <summary>SHA-256 of ["TI/record/1", appliance, epoch, sequence, previous hash, kind, code, body hash].</summary>
    public static byte[] Next(
        LedgerIdentity identity, long sequence, ReadOnlySpan<byte> previous, RecordKind kind, string code, ReadOnlySpan<byte> bodyHash)
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartArray(8);
        writer.WriteTextString("TI/record/1");
        writer.WriteTextString(identity.Appliance);
        writer.WriteInt64(identity.Epoch);
        writer.WriteInt64(sequence);
        writer.WriteByteString(previous);
        writer.WriteInt32((int)kind);
        writer.WriteTextString(code);
        writer.WriteByteString(bodyHash);
        writer.WriteEndArray();
        return SHA256.HashData(writer.Encode());
    }
}
