using TempIdentity.GateAgent.Commands;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.GateAgent.Decision;

/// <summary>Opens the identity where the purpose may see it, and only for a code that passed every signature and window (I12).</summary>
internal static class IdentityDisclosure
{
    public static VerifyIdentity Open(Purpose purpose, CodeCheck check, UnsealingKeys keys, UnixTime now)
    {
        if (!MaySee(purpose)) return new VerifyIdentity("purpose_may_not", null, null, null);
        if (check.Verified is not { } verified) return new VerifyIdentity("not_verified", null, null, null);
        return Unsealer.TryOpenIdentity(verified, keys, now, out var identity) switch
        {
            UnsealOutcome.Opened => new VerifyIdentity("opened", DocumentText(identity!.Document), identity.Number, identity.Name),
            UnsealOutcome.Absent => new VerifyIdentity("absent", null, null, null),
            UnsealOutcome.KeyMissing => new VerifyIdentity("key_missing", null, null, null),
            UnsealOutcome.Corrupt => new VerifyIdentity("corrupt", null, null, null),
        };
    }

    /// <summary>An unattended gate never sees who passes; a desk and an officer do.</summary>
    public static bool MaySee(Purpose purpose) => purpose.Rules().SeesIdentity;

    private static string DocumentText(DocumentType document) => document switch
    {
        DocumentType.ResidentIdentityCard => "resident_identity_card",
        DocumentType.OfficerCard => "officer_card",
        DocumentType.SoldierCard => "soldier_card",
        DocumentType.RetiredOfficerCard => "retired_officer_card",
    };
}
