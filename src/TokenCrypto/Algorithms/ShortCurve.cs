namespace TempIdentity.TokenCrypto.Algorithms;

/// <summary>
/// The check of EC points: y² = x³ − 3x + b over a 256-bit prime field, for P-256 (FIPS 186-4, D.1.2.3) and sm2p256v1 (GB/T 32918.5).
/// Both curves have prime order, so a point on the curve is in the right group and y is never 0.
/// </summary>
internal sealed class ShortCurve
{
    /// <summary>Length in bytes of a coordinate, and of r and of s.</summary>
    internal const int CoordinateSizeBytes = 32;

    /// <summary>Length in bytes of 02/03 ‖ x.</summary>
    internal const int CompressedSizeBytes = 33;

    /// <summary>Length in bytes of 04 ‖ x ‖ y.</summary>
    internal const int UncompressedSizeBytes = 65;

    private const byte EvenPrefix = 0x02;
    private const byte OddPrefix = 0x03;
    private const byte UncompressedPrefix = 0x04;

    private readonly PrimeField _field;
    private readonly Limbs _b;

    private ShortCurve(PrimeField field, string b, string order, string generator)
    {
        _field = field;
        _b = _field.ToMontgomery(Limbs.Read(Convert.FromHexString(b)));
        Order = Convert.FromHexString(order);
        Generator = Convert.FromHexString(generator);
    }

    /// <summary>P-256, also called secp256r1.</summary>
    internal static ShortCurve P256 { get; } = new(
        PrimeField.P256,
        "5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B",
        "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
        "046B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296"
        + "4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5");

    /// <summary>sm2p256v1.</summary>
    internal static ShortCurve Sm2 { get; } = new(
        PrimeField.Sm2,
        "28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93",
        "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123",
        "0432C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7"
        + "BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0");

    /// <summary>The group's order n, 32 big-endian bytes.</summary>
    internal byte[] Order { get; }

    /// <summary>The base point G, 04 ‖ x ‖ y.</summary>
    internal byte[] Generator { get; }

    /// <summary>Brings a hostile SEC1 point to 04 ‖ x ‖ y; false when it is none of this curve.</summary>
    internal bool TryImport(ReadOnlySpan<byte> point, Span<byte> uncompressed) => point.Length switch
    {
        CompressedSizeBytes => TryDecompress(point, uncompressed),
        UncompressedSizeBytes => TryCheck(point) && point.TryCopyTo(uncompressed),
        _ => false,
    };

    private bool TryCheck(ReadOnlySpan<byte> point)
    {
        var x = Limbs.Read(point.Slice(1, CoordinateSizeBytes));
        var y = Limbs.Read(point.Slice(1 + CoordinateSizeBytes, CoordinateSizeBytes));
        if (point[0] != UncompressedPrefix || !_field.IsReduced(x) || !_field.IsReduced(y))
            return false;
        var ySquared = _field.Square(_field.ToMontgomery(y), 1);
        return ySquared == RightSide(_field.ToMontgomery(x));
    }

    private bool TryDecompress(ReadOnlySpan<byte> point, Span<byte> uncompressed)
    {
        var x = Limbs.Read(point[1..]);
        if (point[0] is not (EvenPrefix or OddPrefix) || !_field.IsReduced(x))
            return false;
        var ySquared = RightSide(_field.ToMontgomery(x));
        var root = SquareRootCandidate(ySquared);
        if (_field.Square(root, 1) != ySquared)
            return false;
        var y = _field.FromMontgomery(root);
        if ((y.L0 & 1) != (point[0] & 1u))
            y = _field.Negate(y);
        uncompressed[0] = UncompressedPrefix;
        x.Write(uncompressed[1..]);
        y.Write(uncompressed[(1 + CoordinateSizeBytes)..]);
        return true;
    }

    /// <summary>x³ − 3x + b.</summary>
    private Limbs RightSide(in Limbs x)
    {
        var cube = _field.Multiply(_field.Square(x, 1), x);
        var threeX = _field.Add(_field.Add(x, x), x);
        return _field.Add(_field.Add(cube, _field.Negate(threeX)), _b);
    }

    /// <summary>
    /// a^((p+1)/4), which squares to a when a is a square. The exponents are runs of ones:
    /// P-256: 32 ones, 31 zeroes, 1, 95 zeroes, 1, 94 zeroes. sm2p256v1: 31 ones, 0, 128 ones, 31 zeroes, 1, 62 zeroes.
    /// </summary>
    private Limbs SquareRootCandidate(in Limbs a)
    {
        var f = _field;
        var ones3 = f.Multiply(f.Square(f.Multiply(f.Square(a, 1), a), 1), a);
        var ones6 = f.Multiply(f.Square(ones3, 3), ones3);
        var ones12 = f.Multiply(f.Square(ones6, 6), ones6);
        var ones15 = f.Multiply(f.Square(ones12, 3), ones3);
        var ones30 = f.Multiply(f.Square(ones15, 15), ones15);
        var ones31 = f.Multiply(f.Square(ones30, 1), a);
        var ones32 = f.Multiply(f.Square(ones31, 1), a);
        if (this == P256)
            return f.Square(f.Multiply(f.Square(f.Multiply(f.Square(ones32, 32), a), 96), a), 94);
        var r = f.Square(ones31, 1);
        for (var run = 0; run < 4; run++)
            r = f.Multiply(f.Square(r, 32), ones32);
        return f.Square(f.Multiply(f.Square(r, 32), a), 62);
    }
}
