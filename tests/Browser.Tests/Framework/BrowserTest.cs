using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace TempIdentity.Browser.Tests.Framework;

/// <summary>
/// A test in the shared browser. Whatever its visitors did wrong on the way (<see cref="PageWatch"/>) fails it at its end.
/// </summary>
[Collection(BrowserSuite.Name)]
public abstract class BrowserTest(BrowserFixture fixture) : IAsyncLifetime
{
    private readonly ConcurrentQueue<Visitor> _visitors = new();

    private protected ServeProcess Serve => fixture.Serve;

    private protected Uri Url => fixture.Serve.Url;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var visitor in _visitors) await visitor.Context.CloseAsync();
        Assert.Empty(_visitors.SelectMany(visitor => visitor.Watch.Breaches));
    }

    /// <summary>A new visitor: an empty browser of its own.</summary>
    private protected async Task<Visitor> VisitAsync(Look? look = null)
    {
        look ??= new Look();
        var context = await fixture.Browser.NewContextAsync(look.ToOptions(Url));
        context.SetDefaultTimeout(Visitor.WaitMilliseconds);
        var visitor = new Visitor(context, new PageWatch(context, Url), await context.NewPageAsync(), look);
        _visitors.Enqueue(visitor);
        return visitor;
    }
}

/// <summary>Somebody with a browser.</summary>
internal sealed record Visitor(IBrowserContext Context, PageWatch Watch, IPage Page, Look Look)
{
    /// <summary>What a page may take to show something, at most, on a busy machine.</summary>
    public const int WaitMilliseconds = 30_000;
}

/// <summary>What the visitor's browser is like.</summary>
internal sealed record Look
{
    public string Language { get; init; } = "zh-CN";
    public int Width { get; init; } = 360;
    public int Height { get; init; } = 740;
    public bool Dark { get; init; }
    public bool ReducedMotion { get; init; }
    public int Zoom { get; init; } = 1;

    /// <summary>True only where a tool is put into the page that its Content-Security-Policy would not let in.</summary>
    public bool BypassesPolicy { get; init; }

    public static Look Phone { get; } = new();

    public static Look Desktop { get; } = new() { Width = 1280, Height = 800 };

    /// <summary>A browser's zoom makes the window narrower in CSS pixels and each of them larger.</summary>
    public BrowserNewContextOptions ToOptions(Uri url) => new()
    {
        BaseURL = url.ToString(),
        Locale = Language,
        TimezoneId = "Asia/Shanghai",
        ViewportSize = new ViewportSize { Width = Width / Zoom, Height = Height / Zoom },
        DeviceScaleFactor = Zoom,
        BypassCSP = BypassesPolicy,
        ColorScheme = Dark ? ColorScheme.Dark : ColorScheme.Light,
        ReducedMotion = ReducedMotion ? Microsoft.Playwright.ReducedMotion.Reduce : Microsoft.Playwright.ReducedMotion.NoPreference,
    };
}
