using System.Reflection;
using Microsoft.Playwright;

namespace TempIdentity.Browser.Tests.Framework;

/// <summary>
/// One <c>serve</c> and one browser for all tests; each test has a context of its own, as a visitor with an empty browser.
/// </summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private ServeProcess? _serve;

    internal IBrowser Browser { get; private set; } = null!;

    internal ServeProcess Serve => _serve!;

    public async Task InitializeAsync()
    {
        // Where there is no browser every test is skipped, and nothing is started.
        if (Needs.Chromium is not null) return;
        var serve = ServeProcess.StartAsync();
        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", PackageFolder());
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Needs.ChromiumPath, Args = Flags });
        _serve = await serve;
    }

    public async Task DisposeAsync()
    {
        if (_playwright is null) return;
        await Browser.CloseAsync();
        _playwright.Dispose();
        if (_serve is not null) await _serve.DisposeAsync();
    }

    /// <summary>Playwright's driver lies in its package, as restored; nothing is downloaded.</summary>
    private static string PackageFolder() => Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(entry => entry.Key == "PlaywrightPackage").Value!;
}

/// <summary>Tests that share the fixture; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserSuite : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}
