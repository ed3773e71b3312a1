namespace TempIdentity.Browser.Tests.Framework;

/// <summary>A test in a browser; skipped, and seen to be, where Debian's Chromium is not installed.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Needs.Chromium;
}

/// <summary>As <see cref="BrowserFactAttribute"/>, with cases.</summary>
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Needs.Chromium;
}

/// <summary>As <see cref="BrowserFactAttribute"/>; pictures are read with zbar.</summary>
internal sealed class ScannerFactAttribute : FactAttribute
{
    public ScannerFactAttribute() => Skip = Needs.Chromium ?? Needs.Zbar;
}

/// <summary>As <see cref="BrowserTheoryAttribute"/>; the rules of accessibility are axe-core's.</summary>
internal sealed class AxeTheoryAttribute : TheoryAttribute
{
    public AxeTheoryAttribute() => Skip = Needs.Chromium ?? Needs.Axe;
}
