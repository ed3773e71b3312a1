using System.Text;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.LiveStation.Trials;

/// <summary>
/// What anybody can read in a code: its public claims, the key that it names, and the hash that tells presentations apart. Nothing of it is
/// proven here.
/// </summary>
internal sealed record PresentedCode(CodeClaims Claims, KeyId Key, PresentationId Presentation)
{
    /// <summary>Null when the text is no code of ours.</summary>
    /// <param name="trust">Any: what it says of the code is not asked.</param>
    public static PresentedCode? Read(string text, TrustStore trust)
    {
        if (text.Length > CodeLimits.TextCharsMax || !Ascii.IsValid(text)) return null;
        var check = CodeVerifier.Check(Encoding.ASCII.GetBytes(text), trust, new TimeReading(default), CodeWindows.Default);
        return check is { Claims: { } claims, Key: { } key, Presentation: { } presentation }
            ? new PresentedCode(claims, key, presentation)
            : null;
    }

    /// <summary>Never what the code says.</summary>
    public override string ToString() => "PresentedCode";
}
