using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Signing;

/// <summary>Signs a file of a trust directory.</summary>
internal static class SignedFileWriter
{
    /// <summary>A COSE_Sign1 over the payload with the type as its <c>external_aad</c>.</summary>
    public static byte[] Sign(string type, byte[] payload, KeyId signer, SigningKey key)
    {
        var header = SignedFile.EncodeProtected(signer, key.Algorithm);
        return SignedFile.Encode(header, payload, key.Sign(SignedFile.SigStructure(header, type, payload)));
    }
}
