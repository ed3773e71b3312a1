using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.GateAgent.Decision;

/// <summary>
/// When the paper licence is still needed (L16). The documents do not list the cases; ours: the status list says so (among them a licence
/// that was renewed or transferred and not applied for again, L12 and L13), the purpose takes the paper in, or the lane was told to ask.
/// </summary>
internal static class PaperRule
{
    public static VerdictCode? Judge(Lane lane, CredentialKind kind, StatusLookup? status)
    {
        if (kind != CredentialKind.DrivingLicence) return null;
        var needed = lane.AsksForPaper || lane.Purpose.Rules().NeedsPaper
            || status is { Knowledge: StatusKnowledge.Known, PaperNeeded: true };
        return needed ? VerdictCode.AskForPaper : null;
    }
}
