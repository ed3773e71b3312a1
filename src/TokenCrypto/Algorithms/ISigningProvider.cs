namespace TempIdentity.TokenCrypto.Algorithms;

/// <summary>A provider that also signs. Thread-safe.</summary>
internal interface ISigningProvider : ISignatureProvider
{
    /// <summary>Prepares a private key; <paramref name="privateBytes"/> were checked and belong to <paramref name="publicKey"/>.</summary>
    IPrivateKey PreparePrivate(PublicKey publicKey, ReadOnlySpan<byte> privateBytes);
}

/// <summary>A prepared private key. Thread-safe; dispose erases it.</summary>
internal interface IPrivateKey : IDisposable
{
    /// <summary>Signs: 64 bytes, r‖s for EC.</summary>
    byte[] Sign(ReadOnlySpan<byte> message);
}
