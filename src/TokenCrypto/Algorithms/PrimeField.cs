using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace TempIdentity.TokenCrypto.Algorithms;

/// <summary>Four 64-bit limbs, least significant first.</summary>
internal readonly record struct Limbs(ulong L0, ulong L1, ulong L2, ulong L3)
{
    /// <summary>Reads 32 big-endian bytes.</summary>
    internal static Limbs Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes));

    /// <summary>Writes 32 big-endian bytes.</summary>
    internal void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], L0);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], L1);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], L2);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, L3);
    }
}

/// <summary>
/// Arithmetic modulo the prime p of P-256 or of sm2p256v1, both −1 modulo 2⁶⁴ and 3 modulo 4, in Montgomery form with R = 2²⁵⁶.
/// For public values only: it is not constant-time.
/// </summary>
internal sealed partial class PrimeField
{
    private readonly ulong _p1;
    private readonly ulong _p2;
    private readonly ulong _p3;
    private readonly Limbs _rSquared;
    private readonly bool _isSm2;

    /// <summary>The field of P-256: 2²⁵⁶ − 2²²⁴ + 2¹⁹² + 2⁹⁶ − 1.</summary>
    internal static PrimeField P256 { get; } = new(new Limbs(ulong.MaxValue, 0xFFFFFFFF, 0, 0xFFFFFFFF00000001), isSm2: false);

    /// <summary>The field of sm2p256v1: 2²⁵⁶ − 2²²⁴ − 2⁹⁶ + 2⁶⁴ − 1.</summary>
    internal static PrimeField Sm2 { get; } =
        new(new Limbs(ulong.MaxValue, 0xFFFFFFFF00000000, ulong.MaxValue, 0xFFFFFFFEFFFFFFFF), isSm2: true);

    private PrimeField(Limbs p, bool isSm2)
    {
        _isSm2 = isSm2;
        (_p1, _p2, _p3) = (p.L1, p.L2, p.L3);
        _rSquared = new Limbs(1, 0, 0, 0);
        for (var doubled = 0; doubled < 512; doubled++)
            _rSquared = Add(_rSquared, _rSquared);
    }

    private static Limbs One => new(1, 0, 0, 0);

    /// <summary>True when the value is below p.</summary>
    internal bool IsReduced(in Limbs a)
    {
        SubtractPrime(a, out var borrow);
        return borrow != 0;
    }

    internal Limbs ToMontgomery(in Limbs a) => Multiply(a, _rSquared);

    internal Limbs FromMontgomery(in Limbs a) => Multiply(a, One);

    internal Limbs Add(in Limbs a, in Limbs b)
    {
        ulong carry = 0;
        var l0 = AddCarry(a.L0, b.L0, ref carry);
        var l1 = AddCarry(a.L1, b.L1, ref carry);
        var l2 = AddCarry(a.L2, b.L2, ref carry);
        var l3 = AddCarry(a.L3, b.L3, ref carry);
        return Reduce(new Limbs(l0, l1, l2, l3), carry);
    }

    /// <summary>p − a, for 0 &lt; a &lt; p, and 0 for 0.</summary>
    internal Limbs Negate(in Limbs a)
    {
        if (a == default)
            return a;
        ulong borrow = 0;
        var l0 = SubtractBorrow(ulong.MaxValue, a.L0, ref borrow);
        var l1 = SubtractBorrow(_p1, a.L1, ref borrow);
        var l2 = SubtractBorrow(_p2, a.L2, ref borrow);
        var l3 = SubtractBorrow(_p3, a.L3, ref borrow);
        return new Limbs(l0, l1, l2, l3);
    }

    /// <summary>a · b / R. Interleaved (CIOS); because p ≡ −1 modulo 2⁶⁴, each step's quotient is the lowest limb itself.</summary>
    internal Limbs Multiply(in Limbs a, in Limbs b)
    {
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0;
        Step(a.L0, b, ref t0, ref t1, ref t2, ref t3, ref t4);
        Step(a.L1, b, ref t0, ref t1, ref t2, ref t3, ref t4);
        Step(a.L2, b, ref t0, ref t1, ref t2, ref t3, ref t4);
        Step(a.L3, b, ref t0, ref t1, ref t2, ref t3, ref t4);
        return Reduce(new Limbs(t0, t1, t2, t3), t4);
    }

    /// <summary>t ← (t + x · b + q · p) / 2⁶⁴ with q = lowest limb of t + x · b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Step(ulong x, in Limbs b, ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4)
    {
        ulong carry = 0;
        var q = MultiplyAdd(x, b.L0, t0, ref carry);
        var u1 = MultiplyAdd(x, b.L1, t1, ref carry);
        var u2 = MultiplyAdd(x, b.L2, t2, ref carry);
        var u3 = MultiplyAdd(x, b.L3, t3, ref carry);
        ulong top = 0;
        var u4 = AddCarry(t4, carry, ref top);

        // q + q · (2^64 − 1) = q · 2^64: the lowest limb vanishes and carries q.
        carry = q;
        t0 = MultiplyAdd(q, _p1, u1, ref carry);
        t1 = MultiplyAdd(q, _p2, u2, ref carry);
        t2 = MultiplyAdd(q, _p3, u3, ref carry);
        ulong over = 0;
        t3 = AddCarry(u4, carry, ref over);
        t4 = unchecked(top + over);
    }

    /// <summary>x · y + z + carry; the high half becomes the carry. Cannot overflow 128 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MultiplyAdd(ulong x, ulong y, ulong z, ref ulong carry)
    {
        unchecked
        {
            var high = Math.BigMul(x, y, out var low);
            low += z;
            high += low < z ? 1UL : 0UL;
            low += carry;
            high += low < carry ? 1UL : 0UL;
            carry = high;
            return low;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AddCarry(ulong x, ulong y, ref ulong carry)
    {
        unchecked
        {
            var sum = x + y;
            var over = sum < x ? 1UL : 0UL;
            var total = sum + carry;
            carry = over + (total < sum ? 1UL : 0UL);
            return total;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong SubtractBorrow(ulong x, ulong y, ref ulong borrow)
    {
        unchecked
        {
            var difference = x - y;
            var under = x < y ? 1UL : 0UL;
            var total = difference - borrow;
            borrow = under + (difference < borrow ? 1UL : 0UL);
            return total;
        }
    }

    /// <summary>Brings carry · 2²⁵⁶ + a, which is below 2p, under p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Limbs Reduce(in Limbs a, ulong carry)
    {
        var less = SubtractPrime(a, out var borrow);
        return carry == 0 && borrow != 0 ? a : less;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Limbs SubtractPrime(in Limbs a, out ulong borrow)
    {
        borrow = 0;
        var l0 = SubtractBorrow(a.L0, ulong.MaxValue, ref borrow);
        var l1 = SubtractBorrow(a.L1, _p1, ref borrow);
        var l2 = SubtractBorrow(a.L2, _p2, ref borrow);
        var l3 = SubtractBorrow(a.L3, _p3, ref borrow);
        return new Limbs(l0, l1, l2, l3);
    }
}
