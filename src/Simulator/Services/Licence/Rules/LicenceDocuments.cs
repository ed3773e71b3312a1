using System.Text.RegularExpressions;
using TempIdentity.GateAgent.Texts;
using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Services.Licence.Rules;

/// <summary>
/// L1: the documents that a user registers with, and the form of each one's number. The resident card's is GB 11643; no standard of the
/// military cards is public, so theirs is ours: one or two Chinese characters, 字第, 4 to 8 digits, and 号. Checked before anything is
/// looked up. Pure.
/// </summary>
internal static partial class LicenceDocuments
{
    public static IReadOnlyList<DocumentType> Accepted { get; } =
        [DocumentType.ResidentIdentityCard, DocumentType.OfficerCard, DocumentType.SoldierCard, DocumentType.RetiredOfficerCard];

    public static BilingualText Name(DocumentType type) => type switch
    {
        DocumentType.ResidentIdentityCard => new("resident identity card", "居民身份证"),
        DocumentType.OfficerCard => new("officer's card", "军官证"),
        DocumentType.SoldierCard => new("soldier's card", "士兵证"),
        DocumentType.RetiredOfficerCard => new("retired officer's card", "军官离退休证"),
    };

    public static string ToText(DocumentType type) => type switch
    {
        DocumentType.ResidentIdentityCard => "resident_identity_card",
        DocumentType.OfficerCard => "officer_card",
        DocumentType.SoldierCard => "soldier_card",
        DocumentType.RetiredOfficerCard => "retired_officer_card",
    };

    public static bool TryParse(string text, out DocumentType type)
    {
        foreach (var candidate in Accepted)
        {
            type = candidate;
            if (ToText(candidate) == text) return true;
        }
        type = default;
        return false;
    }

    /// <summary>True when a number has its document's form. Says nothing about whether the document exists.</summary>
    public static bool IsNumber(DocumentType type, string number) => number.Length <= CodeLimits.DocumentNumberCharsMax && type switch
    {
        DocumentType.ResidentIdentityCard => ResidentCardNumber.IsValid(number),
        DocumentType.OfficerCard => Officer().IsMatch(number),
        DocumentType.SoldierCard => Soldier().IsMatch(number),
        DocumentType.RetiredOfficerCard => Retired().IsMatch(number),
    };

    [GeneratedRegex(@"^(?![士离退])[\u4E00-\u9FFF]{1,2}字第[0-9]{4,8}号\z", RegexOptions.CultureInvariant)]
    private static partial Regex Officer();

    [GeneratedRegex(@"^士字第[0-9]{4,8}号\z", RegexOptions.CultureInvariant)]
    private static partial Regex Soldier();

    [GeneratedRegex(@"^[离退]字第[0-9]{4,8}号\z", RegexOptions.CultureInvariant)]
    private static partial Regex Retired();
}
