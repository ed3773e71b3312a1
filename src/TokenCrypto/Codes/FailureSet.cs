using System.Numerics;

namespace TempIdentity.TokenCrypto.Codes;

/// <summary>Failed checks. The order in which they are listed is the published one, whatever the order in which they were found.</summary>
internal struct FailureSet
{
    private ulong _bits;

    /// <summary>True when no check failed.</summary>
    public readonly bool IsEmpty => _bits == 0;

    /// <summary>Notes a failed check when <paramref name="failed"/>.</summary>
    public void AddIf(bool failed, VerdictCode code)
    {
        if (failed) _bits |= 1UL << (int)code;
    }

    /// <summary>The failed checks in the published order.</summary>
    public readonly IReadOnlyList<VerdictCode> ToList()
    {
        if (_bits == 0) return [];
        var list = new VerdictCode[BitOperations.PopCount(_bits)];
        var at = 0;
        for (var rest = _bits; rest != 0; rest &= rest - 1) list[at++] = (VerdictCode)BitOperations.TrailingZeroCount(rest);
        return list;
    }
}
