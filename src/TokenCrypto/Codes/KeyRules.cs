using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Codes;

/// <summary>
/// May this key sign this, with this algorithm, at this time? Judged before any cryptography: the key decides, never the message.
/// </summary>
internal static class KeyRules
{
    /// <summary>
    /// The key that the code names, when it may sign credentials of the code's kind; a key of another purpose is unknown here.
    /// </summary>
    public static TrustedKey? Find(ParsedCode code, TrustStore trust)
    {
        var purpose = code.Claims.IsLicence ? KeyPurpose.DrivingLicence : KeyPurpose.RideId;
        return trust.FindKey(code.Key) is { } key && key.Purpose == purpose ? key : null;
    }

    /// <summary>Notes what is wrong with the issuer's key and with both headers' algorithms.</summary>
    public static void Judge(ParsedCode code, TrustedKey? key, ISignatureProvider provider, UnixTime now, ref FailureSet failures)
    {
        failures.AddIf(key is null, VerdictCode.UnknownKey);
        JudgeAlgorithm(code.Issuer.Algorithm, key?.Key.Algorithm, provider, ref failures);
        if (code.Phone is { } phone) JudgeAlgorithm(phone.Algorithm, code.Claims.Holder?.Algorithm, provider, ref failures);
        if (key is not null) JudgeWindow(key, new UnixTime(code.Claims.IssuedAt), now, ref failures);
    }

    /// <summary>A key that is unknown or unacceptable has no algorithm to differ from.</summary>
    private static void JudgeAlgorithm(long stated, SignatureAlgorithm? ofKey, ISignatureProvider provider, ref FailureSet failures)
    {
        var known = IsKnown(stated) && provider.Supports((SignatureAlgorithm)stated);
        failures.AddIf(!known, VerdictCode.UnknownAlgorithm);
        failures.AddIf(known && ofKey is { } algorithm && stated != (long)algorithm, VerdictCode.AlgMismatch);
    }

    private static bool IsKnown(long algorithm) =>
        algorithm is (long)SignatureAlgorithm.ESP256 or (long)SignatureAlgorithm.Ed25519 or (long)SignatureAlgorithm.SM2;

    /// <summary>Active in [From, Until) for signing; what was signed then verifies until the tail's end, exclusive.</summary>
    private static void JudgeWindow(TrustedKey key, UnixTime issuedAt, UnixTime now, ref FailureSet failures)
    {
        failures.AddIf(now < key.From || issuedAt < key.From, VerdictCode.KeyNotActive);
        failures.AddIf(issuedAt >= key.Until || now >= key.Until + key.TailSeconds, VerdictCode.KeyExpired);
    }
}
