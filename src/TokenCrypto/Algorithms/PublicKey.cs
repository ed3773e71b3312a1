using System.Diagnostics.CodeAnalysis;

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
    /// False when the length, encoding, curve equation or order is not as required, or when the algorithm is none of ours.
    /// </summary>
    public static bool TryImport(SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out PublicKey? key)
    {
        key = algorithm switch
        {
            SignatureAlgorithm.ESP256 => ImportPoint(ShortCurve.P256, algorithm, bytes),
            SignatureAlgorithm.SM2 => ImportPoint(ShortCurve.Sm2, algorithm, bytes),
            SignatureAlgorithm.Ed25519 => Ed25519Point.IsAcceptable(bytes) ? new PublicKey(algorithm, bytes.ToArray()) : null,
            _ => null,
        };
        return key is not null;
    }

    /// <summary>EC: SEC1 compressed, 33 bytes. Ed25519: the 32 bytes.</summary>
    public byte[] ToCompressed()
    {
        if (Algorithm == SignatureAlgorithm.Ed25519)
            return [.. _bytes];
        var compressed = _bytes[..ShortCurve.CompressedSizeBytes];
        compressed[0] = (byte)(2 | (_bytes[^1] & 1));
        return compressed;
    }

    private static PublicKey? ImportPoint(ShortCurve curve, SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes)
    {
        Span<byte> point = stackalloc byte[ShortCurve.UncompressedSizeBytes];
        return curve.TryImport(bytes, point) ? new PublicKey(algorithm, point.ToArray()) : null;
    }
}
