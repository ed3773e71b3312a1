using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Codes;

/// <summary>Checks a code against a trust store. Pure and thread-safe: same inputs, same answer (I10).</summary>
public static class CodeVerifier
{
    /// <summary>
    /// Checks text as scanned (ASCII bytes, no terminator). Structure first, then key and algorithm, then signatures, then all windows;
    /// a structural failure ends the check, windows are judged together. Never throws for any input.
    /// </summary>
    public static CodeCheck Check(ReadOnlySpan<byte> text, TrustStore trust, TimeReading time, CodeWindows windows) =>
        throw new NotImplementedException();
}
