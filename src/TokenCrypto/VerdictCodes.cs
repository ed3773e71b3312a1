using System.Collections.Frozen;
using System.Text;

namespace TempIdentity.TokenCrypto;

/// <summary>The texts and answers of <see cref="VerdictCode"/>. Thread-safe; all members are pure.</summary>
public static class VerdictCodes
{
    private static readonly string[] Texts = [.. Enum.GetValues<VerdictCode>().Select(code => ToSnakeCase(code.ToString()))];

    private static readonly FrozenDictionary<string, VerdictCode> ByText =
        Enum.GetValues<VerdictCode>().ToFrozenDictionary(code => Texts[(int)code], StringComparer.Ordinal);

    /// <summary>All codes in the published order.</summary>
    public static IReadOnlyList<VerdictCode> All { get; } = Enum.GetValues<VerdictCode>();

    /// <summary>The code's published text, such as <c>code_stale</c>.</summary>
    public static string ToText(this VerdictCode code) => Texts[(int)code];

    /// <summary>Reads a published text. False when it is not one.</summary>
    public static bool TryParse(string text, out VerdictCode code) => ByText.TryGetValue(text, out code);

    /// <summary>What is done when this code is the verdict: what is not known is referred, never granted and never "revoked".</summary>
    public static Answer ToAnswer(this VerdictCode code) => code switch
    {
        VerdictCode.Granted => Answer.Granted,
        VerdictCode.ClockUntrusted or VerdictCode.TrustExpired or VerdictCode.StatusStale or VerdictCode.StatusUnknown
            or VerdictCode.VerifierKeyMissing or VerdictCode.ManifestStale or VerdictCode.AskForPaper
            or VerdictCode.RandomCheck => Answer.Refer,
        VerdictCode.Malformed or VerdictCode.Oversize or VerdictCode.NonCanonical or VerdictCode.MissingField
            or VerdictCode.TrailingBytes or VerdictCode.UnknownFormat or VerdictCode.UnknownKey or VerdictCode.UnknownAlgorithm
            or VerdictCode.AlgMismatch or VerdictCode.KeyNotActive or VerdictCode.KeyExpired or VerdictCode.BadSignature
            or VerdictCode.BadHolderSignature or VerdictCode.CodeStale or VerdictCode.CodeFromFuture
            or VerdictCode.LivenessExpired or VerdictCode.NotYetValid or VerdictCode.CredentialExpired or VerdictCode.Replayed
            or VerdictCode.AlreadyInside or VerdictCode.TooSoon or VerdictCode.Revoked or VerdictCode.WrongPurpose
            or VerdictCode.NoTicket or VerdictCode.TicketRefunded or VerdictCode.TicketUsed or VerdictCode.WrongStation
            or VerdictCode.WrongTrain or VerdictCode.TooEarly or VerdictCode.TooLate or VerdictCode.LicenceNotEntitled
            or VerdictCode.LicenceInvalid or VerdictCode.ChallengeMismatch or VerdictCode.StorageFailed
            or VerdictCode.InternalError => Answer.Refused,
    };

    /// <summary>The answer's text: <c>granted</c>, <c>refused</c> or <c>refer</c>.</summary>
    public static string ToText(this Answer answer) => answer switch
    {
        Answer.Granted => "granted",
        Answer.Refused => "refused",
        Answer.Refer => "refer",
    };

    private static string ToSnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }
}
