using System.Numerics;

namespace TempIdentity.TokenCrypto.Algorithms;

/// <summary>
/// The check of Ed25519 public keys (RFC 8032, section 5.1.3): canonical y, a real point, and 8·A not the identity, so that none of the
/// eight small-order points passes. With one of those as key, one signature verifies every message. Issuer keys only, checked once when
/// trust is loaded, so plain big integers do.
/// </summary>
internal static class Ed25519Point
{
    /// <summary>Length in bytes of an encoded point.</summary>
    internal const int SizeBytes = 32;

    private const byte SignBit = 0x80;

    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger D = Mod(-121665 * Invert(121666));
    private static readonly BigInteger SquareRootOfMinusOne = BigInteger.ModPow(2, (P - 1) / 4, P);

    /// <summary>True when the bytes are the canonical encoding of a curve point that is not of small order.</summary>
    internal static bool IsAcceptable(ReadOnlySpan<byte> encoded)
    {
        if (encoded.Length != SizeBytes)
            return false;
        Span<byte> yBytes = stackalloc byte[SizeBytes];
        encoded.CopyTo(yBytes);
        var isOdd = (yBytes[^1] & SignBit) != 0;
        yBytes[^1] &= SignBit - 1;
        var y = new BigInteger(yBytes, isUnsigned: true);
        return y < P && TryRecoverX(y, isOdd, out var x) && !HasSmallOrder(x, y);
    }

    /// <summary>x² = (y² − 1) / (d·y² + 1); a sign bit with x = 0 is no encoding.</summary>
    private static bool TryRecoverX(BigInteger y, bool isOdd, out BigInteger x)
    {
        var ySquared = Mod(y * y);
        var xSquared = Mod((ySquared - 1) * Invert(Mod(D * ySquared + 1)));
        x = BigInteger.ModPow(xSquared, (P + 3) / 8, P);
        if (Mod(x * x) != xSquared)
            x = Mod(x * SquareRootOfMinusOne);
        if (Mod(x * x) != xSquared || (x.IsZero && isOdd))
            return false;
        if (x.IsEven == isOdd)
            x = Mod(-x);
        return true;
    }

    /// <summary>True when 8·A, three doublings, is the identity (0, 1).</summary>
    private static bool HasSmallOrder(BigInteger x, BigInteger y)
    {
        var z = BigInteger.One;
        for (var doubling = 0; doubling < 3; doubling++)
            (x, y, z) = Double(x, y, z);
        return x.IsZero && y == z;
    }

    /// <summary>Doubling of a projective point on −x² + y² = 1 + d·x²·y².</summary>
    private static (BigInteger X, BigInteger Y, BigInteger Z) Double(BigInteger x, BigInteger y, BigInteger z)
    {
        var (xx, yy) = (Mod(x * x), Mod(y * y));
        var twoXy = Mod(2 * x * y);
        var f = Mod(yy - xx);
        var j = Mod(f - 2 * z * z);
        return (Mod(twoXy * j), Mod(-f * (xx + yy)), Mod(f * j));
    }

    private static BigInteger Invert(BigInteger a) => BigInteger.ModPow(a, P - 2, P);

    private static BigInteger Mod(BigInteger a)
    {
        var r = BigInteger.Remainder(a, P);
        return r.Sign < 0 ? r + P : r;
    }
}
