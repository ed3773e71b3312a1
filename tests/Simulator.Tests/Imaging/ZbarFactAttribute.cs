using TempIdentity.Simulator.Imaging;

namespace TempIdentity.Simulator.Tests.Imaging;

/// <summary>A test that reads real pictures; skipped where zbar is not installed.</summary>
internal sealed class ZbarFactAttribute : FactAttribute
{
    public ZbarFactAttribute()
    {
        if (!ZbarReader.IsAvailable) Skip = Zbar.Absent;
    }
}

/// <summary>As <see cref="ZbarFactAttribute"/>, with cases.</summary>
internal sealed class ZbarTheoryAttribute : TheoryAttribute
{
    public ZbarTheoryAttribute()
    {
        if (!ZbarReader.IsAvailable) Skip = Zbar.Absent;
    }
}

internal static class Zbar
{
    /// <summary>What a skipped test says to install.</summary>
    public const string Absent = "zbar is not installed: Debian package libzbar0";
}
