namespace TempIdentity.GateAgent.Recording;

/// <summary>What every ledger asks of a draft. A draft that fails is a defect of the caller, not hostile input.</summary>
internal static class DraftCheck
{
    public static void Require(RecordDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (!Enum.IsDefined(draft.Kind)) throw new ArgumentException("Unknown kind of record.", nameof(draft));
        if (draft.Body.Length is 0 or > LedgerLimits.BodyBytesMax)
            throw new ArgumentException("The body is empty or beyond its limit.", nameof(draft));
        if (!IsCode(draft.Code)) throw new ArgumentException("The code is not 1 to 64 of [a-z0-9_].", nameof(draft));
        if (draft.ReleasesPassage && draft.ClosesGrant is null)
            throw new ArgumentException("Only a closed grant releases its ticket.", nameof(draft));
    }

    /// <summary>1 to 64 characters of [a-z0-9_].</summary>
    public static bool IsCode(string? code) =>
        code is { Length: > 0 and <= LedgerLimits.CodeCharsMax }
        && code.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');

    public static void RequireReason(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        if (reason.Length > LedgerLimits.ReasonCharsMax) throw new ArgumentException("The reason is beyond its limit.", nameof(reason));
    }
}
