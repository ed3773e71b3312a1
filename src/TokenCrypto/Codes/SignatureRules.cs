using System.Security.Cryptography;
using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.TokenCrypto.Codes;

/// <summary>The cryptography of a code: the issuer's signature, then the holder's, and the hash that names the presentation.</summary>
internal static class SignatureRules
{
    /// <summary>
    /// Notes a signature that does not verify. The holder's key is looked at only once the issuer's signature vouches for it; a key that is
    /// no ESP256 or SM2 key, or no point of its curve, is the holder's failure.
    /// </summary>
    public static void Judge(ParsedCode code, IVerificationKey issuer, ISignatureProvider provider, out PublicKey? holder,
        ref FailureSet failures)
    {
        holder = null;
        var role = code.Phone is null ? SigStructure.Issued : SigStructure.Grant;
        if (!Verifies(code.Issuer, role, issuer))
        {
            failures.AddIf(true, VerdictCode.BadSignature);
            return;
        }
        if (code.Phone is not { } phone) return;

        holder = code.Claims.Holder?.Import();
        failures.AddIf(holder is null || !HolderVerifies(phone, holder, provider), VerdictCode.BadHolderSignature);
    }

    /// <summary>
    /// SHA-256 of what was signed last. The text and the signature are malleable ((r, n − s) verifies as well), this is not (I3).
    /// </summary>
    public static PresentationId Identify(ParsedCode code)
    {
        Span<byte> buffer = stackalloc byte[SigStructure.BytesMax];
        Span<byte> hash = stackalloc byte[PresentationId.SizeBytes];
        var part = code.Phone ?? code.Issuer;
        var role = code.Phone is null ? SigStructure.Issued : SigStructure.Present;
        SHA256.HashData(SigStructure.Write(buffer, part.Protected.Span, role, part.Payload.Span), hash);
        return PresentationId.Read(hash);
    }

    private static bool HolderVerifies(SignedPart phone, PublicKey holder, ISignatureProvider provider)
    {
        using var key = provider.Prepare(holder);
        return Verifies(phone, SigStructure.Present, key);
    }

    private static bool Verifies(SignedPart part, ReadOnlySpan<byte> role, IVerificationKey key)
    {
        Span<byte> buffer = stackalloc byte[SigStructure.BytesMax];
        return key.Verify(SigStructure.Write(buffer, part.Protected.Span, role, part.Payload.Span), part.Signature.Span);
    }
}
