using TempIdentity.Simulator.Imaging;

namespace TempIdentity.Browser.Tests.Framework;

/// <summary>What these tests need beside the SDK: null where it is here, else what to install.</summary>
internal static class Needs
{
    /// <summary>Where Debian puts it.</summary>
    public const string ChromiumPath = "/usr/bin/chromium";

    public static string AxePath { get; } = ProjectRoot.In("tests", "Browser.Tests", "node_modules", "axe-core", "axe.min.js");

    public static string? Chromium { get; } =
        File.Exists(ChromiumPath) ? null : "Chromium is not installed: apt install chromium fonts-noto-cjk";

    public static string? Zbar { get; } = ZbarReader.IsAvailable ? null : "zbar is not installed: apt install libzbar0";

    public static string? Axe { get; } =
        File.Exists(AxePath) ? null : "axe-core is not installed: npm ci --prefix tests/Browser.Tests";
}
