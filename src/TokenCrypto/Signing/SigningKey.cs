using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.TokenCrypto.Signing;

/// <summary>
/// A private key that signs: issuers, phones, devices, tests. Not used by anything that verifies. Thread-safe; dispose erases it.
/// Private bytes: the 32-byte scalar (EC, big-endian) or seed (Ed25519).
/// </summary>
public sealed class SigningKey : IDisposable
{
    /// <summary>The algorithm.</summary>
    public SignatureAlgorithm Algorithm => throw new NotImplementedException();

    /// <summary>The public half.</summary>
    public PublicKey PublicKey => throw new NotImplementedException();

    /// <summary>A new key from the machine's random numbers.</summary>
    public static SigningKey Generate(SignatureAlgorithm algorithm) => throw new NotImplementedException();

    /// <summary>Imports 32 private bytes. Throws <see cref="ArgumentException"/> when they are no key of the algorithm.</summary>
    public static SigningKey Import(SignatureAlgorithm algorithm, ReadOnlySpan<byte> privateBytes) => throw new NotImplementedException();

    /// <summary>The 32 private bytes.</summary>
    public byte[] Export() => throw new NotImplementedException();

    /// <summary>Signs. 64 bytes, r‖s for EC.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message) => throw new NotImplementedException();

    /// <summary>Signs with a named provider, so that each can check the other.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message, ISignatureProvider provider) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
