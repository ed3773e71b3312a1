namespace TempIdentity.TokenCrypto.Algorithms;

/// <summary>
/// A public key that passed our own checks before any provider sees it: EC points have the fixed length and lie on the named curve
/// (decompressed by us), Ed25519 keys are canonical and not of small order. Immutable, thread-safe.
/// </summary>
public sealed class PublicKey
{
    private readonly byte[] _bytes;

    private PublicKey(SignatureAlgorithm algorithm, byte[] bytes)
    {
        Algorithm = algorithm;
        _bytes = bytes;
    }

    /// <summary>The algorithm that this key belongs to; a key never serves two.</summary>
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>EC: 65 bytes, 04 ‖ x ‖ y. Ed25519: 32 bytes (RFC 8032).</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>
    /// Imports hostile bytes. EC: SEC1 compressed (33 bytes, 02/03 ‖ x) or uncompressed (65 bytes, 04 ‖ x ‖ y). Ed25519: 32 bytes.
    /// False when the length, encoding, curve equation or order is not as required.
    /// </summary>
    public static bool TryImport(SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes, out PublicKey? key) =>
        throw new NotImplementedException();

    /// <summary>EC: SEC1 compressed, 33 bytes. Ed25519: the 32 bytes.</summary>
    public byte[] ToCompressed() => throw new NotImplementedException();
}
