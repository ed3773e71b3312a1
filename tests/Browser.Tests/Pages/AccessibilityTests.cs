using System.Text.Json;
using Microsoft.Playwright;
using TempIdentity.Browser.Tests.Framework;

namespace TempIdentity.Browser.Tests.Pages;

/// <summary>What every page keeps: axe-core finds nothing serious, and nothing is wider than the window.</summary>
public sealed class AccessibilityTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private static readonly string[] Addresses = ["/", "/phone/?phone=axe00001", "/station/"];

    public static TheoryData<string, string, int, bool> Looks()
    {
        var looks = new TheoryData<string, string, int, bool>();
        foreach (var address in Addresses)
        {
            foreach (var (width, dark) in new[] { (360, false), (1280, false), (1280, true) })
            {
                looks.Add(address, "zh-CN", width, dark);
                looks.Add(address, "en", width, dark);
            }
        }
        return looks;
    }

    [AxeTheory]
    [MemberData(nameof(Looks))]
    public async Task Axe_finds_nothing_serious(string address, string language, int width, bool dark)
    {
        var visitor = await VisitAsync(new Look { Language = language, Width = width, Height = 800, Dark = dark, BypassesPolicy = true });
        await OpenAsync(visitor, address);
        await visitor.Page.EvaluateAsync(await File.ReadAllTextAsync(Needs.AxePath));
        var findings = await visitor.Page.EvaluateAsync<JsonElement>("""
            async () => (await axe.run(document, { resultTypes: ['violations'], iframes: false })).violations
              .filter(rule => rule.impact === 'serious' || rule.impact === 'critical')
              .map(rule => `${rule.id}: ${rule.nodes.map(node => node.html).join(' | ')}`)
            """);
        Assert.Empty(findings.EnumerateArray().Select(finding => finding.GetString()));
        await Screenshots.TakeAsync(visitor, address.Split('?')[0]);
    }

    [BrowserTheory]
    [InlineData("/", 360, 1)]
    [InlineData("/", 1280, 2)]
    [InlineData("/phone/?phone=axe00001", 360, 1)]
    [InlineData("/phone/?phone=axe00001", 1280, 2)]
    [InlineData("/station/", 360, 1)]
    [InlineData("/station/", 1280, 1)]
    [InlineData("/station/", 1280, 2)]
    public async Task Nothing_is_wider_than_the_window(string address, int width, int zoom)
    {
        foreach (var language in new[] { "zh-CN", "en" })
        {
            var visitor = await VisitAsync(new Look { Language = language, Width = width, Height = 800, Zoom = zoom });
            await OpenAsync(visitor, address);
            var (scroll, client) = await WidthsAsync(visitor.Page);
            Assert.True(scroll <= client, $"{address} in {language}: {scroll} pixels in a window of {client}");
        }
    }

    [BrowserTheory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task The_page_says_which_language_it_speaks(string language)
    {
        var visitor = await VisitAsync(new Look { Language = language });
        await OpenAsync(visitor, "/station/");
        Assert.Equal(language, await visitor.Page.Locator("html").GetAttributeAsync("lang"));
    }

    private static async Task OpenAsync(Visitor visitor, string address)
    {
        await visitor.Page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        await Assertions.Expect(visitor.Page.Locator("h1").First).ToBeVisibleAsync();
    }

    private static async Task<(int Scroll, int Client)> WidthsAsync(IPage page)
    {
        var widths = await page.EvaluateAsync<int[]>(
            "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        return (widths[0], widths[1]);
    }
}
