using System.Runtime.CompilerServices;

namespace TempIdentity.TokenCrypto.Algorithms;

/// <summary>
/// Squaring, nineteen in twenty of a decompression's operations: ten products in place of sixteen, and a reduction that shifts where p's
/// limbs are all but powers of two.
/// </summary>
internal sealed partial class PrimeField
{
    /// <summary>a^(2^times), each square divided by R.</summary>
    internal Limbs Square(in Limbs a, int times)
    {
        var r = a;
        for (var i = 0; i < times; i++)
            r = SquareOnce(r.L0, r.L1, r.L2, r.L3);
        return r;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Limbs SquareOnce(ulong a0, ulong a1, ulong a2, ulong a3)
    {
        unchecked
        {
            // The six products of two different limbs.
            var r2 = Math.BigMul(a0, a1, out var r1);
            var r3 = Math.BigMul(a0, a2, out var low) + AddTo(ref r2, low);
            var r4 = Math.BigMul(a0, a3, out low) + AddTo(ref r3, low);
            var high = Math.BigMul(a1, a2, out low) + AddTo(ref r3, low);
            var r5 = AddTo(ref r4, high);
            high = Math.BigMul(a1, a3, out low) + AddTo(ref r4, low);
            var r6 = AddTo(ref r5, high);
            r6 += Math.BigMul(a2, a3, out low) + AddTo(ref r5, low);

            // Twice those, and the four squares.
            var r7 = r6 >> 63;
            r6 = (r6 << 1) | (r5 >> 63);
            r5 = (r5 << 1) | (r4 >> 63);
            r4 = (r4 << 1) | (r3 >> 63);
            r3 = (r3 << 1) | (r2 >> 63);
            r2 = (r2 << 1) | (r1 >> 63);
            r1 <<= 1;
            ulong carry = 0;
            high = Math.BigMul(a0, a0, out var r0);
            r1 = AddCarry(r1, high, ref carry);
            high = Math.BigMul(a1, a1, out low);
            r2 = AddCarry(r2, low, ref carry);
            r3 = AddCarry(r3, high, ref carry);
            high = Math.BigMul(a2, a2, out low);
            r4 = AddCarry(r4, low, ref carry);
            r5 = AddCarry(r5, high, ref carry);
            high = Math.BigMul(a3, a3, out low);
            r6 = AddCarry(r6, low, ref carry);
            r7 = AddCarry(r7, high, ref carry);

            // Four times: add q · p with q the lowest limb, which then is zero, and drop it.
            var t0 = ReduceLimb(r0, ref r1, ref r2, ref r3);
            var t1 = ReduceLimb(r1, ref r2, ref r3, ref t0);
            var t2 = ReduceLimb(r2, ref r3, ref t0, ref t1);
            var t3 = ReduceLimb(r3, ref t0, ref t1, ref t2);
            carry = 0;
            t0 = AddCarry(t0, r4, ref carry);
            t1 = AddCarry(t1, r5, ref carry);
            t2 = AddCarry(t2, r6, ref carry);
            t3 = AddCarry(t3, r7, ref carry);
            return Reduce(new Limbs(t0, t1, t2, t3), carry);
        }
    }

    /// <summary>Adds q · (p + 1) / 2⁶⁴ = q · (2¹⁹² ± …) to the next three limbs; the fourth, not there yet, is returned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong ReduceLimb(ulong q, ref ulong n0, ref ulong n1, ref ulong n2)
    {
        unchecked
        {
            var (lower, upper) = (q << 32, q >> 32);
            ulong m0, m1, m2, m3;
            if (_isSm2)
            {
                // 2^192 − 2^160 − 2^32 + 1
                ulong borrow = 0;
                m0 = SubtractBorrow(q, lower, ref borrow);
                m1 = SubtractBorrow(0, upper, ref borrow);
                m2 = SubtractBorrow(0, lower, ref borrow);
                m3 = q - upper - borrow;
            }
            else
            {
                // 2^192 − 2^160 + 2^128 + 2^32
                (m0, m1) = (lower, upper);
                m3 = Math.BigMul(q, _p3, out m2);
            }
            ulong carry = 0;
            n0 = AddCarry(n0, m0, ref carry);
            n1 = AddCarry(n1, m1, ref carry);
            n2 = AddCarry(n2, m2, ref carry);
            return m3 + carry;
        }
    }

    /// <summary>Adds and returns the carry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AddTo(ref ulong target, ulong value)
    {
        unchecked
        {
            target += value;
            return target < value ? 1UL : 0UL;
        }
    }
}
