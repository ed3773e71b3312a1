using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.LiveStation.Trials;

/// <summary>What a visitor wants to try.</summary>
/// <param name="Lane">Where a code is shown, or what is done to which lane.</param>
/// <param name="Text">The code as it is shown; it also says whose credential is meant.</param>
/// <param name="On">False undoes what lasts.</param>
/// <param name="Kind">Which issuer's key; without it the lane's.</param>
internal sealed record TrialRequest(Cheat Cheat, string? Lane = null, string? Text = null, bool On = true, CredentialKind? Kind = null)
{
    /// <summary>Never the code.</summary>
    public override string ToString() => $"TrialRequest({Cheat})";
}
