using TempIdentity.Simulator.Imaging;

namespace TempIdentity.Simulator.Tests.Imaging;

/// <summary>A test that reads real pictures; skipped where zbar is not installed.</summary>
internal sealed class ZbarFactAttribute : FactAttribute
{
    public ZbarFactAttribute()
    {
        if (!ZbarReader.IsAvailable) Skip = "zbar is not installed: Debian package libzbar0";
    }
}

/// <summary>As <see cref="ZbarFactAttribute"/>, with cases.</summary>
internal sealed class ZbarTheoryAttribute : TheoryAttribute
{
    public ZbarTheoryAttribute()
    {
        if (!ZbarReader.IsAvailable) Skip = "zbar is not installed: Debian package libzbar0";
    }
}
