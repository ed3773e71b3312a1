using System.Security.Cryptography;

namespace TempIdentity.GateAgent.Recording;

/// <summary>Epochs: random and positive, so that a state directory that was lost can never be continued by mistake.</summary>
internal static class LedgerEpoch
{
    /// <summary>1 to 2⁶³ − 1.</summary>
    public static long Make()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        RandomNumberGenerator.Fill(bytes);
        return Math.Max(1, BitConverter.ToInt64(bytes) & long.MaxValue);
    }
}
