using System.Text;
using System.Text.Json;
using TempIdentity.GateAgent.Recording;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.HeadOffice;

/// <summary>Opens the raw frame in a decision record. Only head office holds the key (I6).</summary>
internal static class FrameOpener
{
    /// <summary>
    /// The frame's bytes; null when the record is no decision, is held as its hash only, or was not sealed to this key for this lane and
    /// time.
    /// </summary>
    public static byte[]? Open(HeldRecord record, ReadOnlySpan<byte> sealingPrivateKey)
    {
        if (record.Kind != RecordKind.Decision || Read(record.Body) is not { } body) return null;
        var sealedBytes = new byte[body.Sealed.Length];
        if (!Convert.TryFromBase64String(body.Sealed, sealedBytes, out var length)) return null;
        var context = Encoding.UTF8.GetBytes($"{body.Lane}|{body.At}");
        return Hpke.TryOpen(sealingPrivateKey, "TI/frame/1"u8, context, sealedBytes.AsSpan(0, length), out var frame) ? frame : null;
    }

    private static DecisionBody? Read(byte[]? body)
    {
        try
        {
            return body is null ? null : JsonSerializer.Deserialize(body, RecordJson.Default.DecisionBody);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
