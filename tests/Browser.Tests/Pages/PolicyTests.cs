using Microsoft.Playwright;
using TempIdentity.Browser.Tests.Framework;

namespace TempIdentity.Browser.Tests.Pages;

/// <summary>What a page's Content-Security-Policy stops in the browser.</summary>
public sealed class PolicyTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [BrowserTheory]
    [InlineData("/")]
    [InlineData("/phone/?phone=policy01")]
    [InlineData("/station/")]
    public async Task Text_never_becomes_markup_and_no_script_is_inline(string address)
    {
        var visitor = await VisitAsync();
        visitor.Watch.ExpectsPolicyBreaches = true;
        await visitor.Page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        var outcome = await visitor.Page.EvaluateAsync<string[]>("""
            () => {
              const attempt = act => { try { act(); return 'done'; } catch (error) { return error.name; } };
              const script = document.createElement('script');
              return [
                attempt(() => { document.createElement('div').innerHTML = '<b>x</b>'; }),
                attempt(() => { script.text = 'window.ran = true'; document.body.append(script); }),
                String(window.ran),
              ];
            }
            """);
        Assert.Equal(["TypeError", "TypeError", "undefined"], outcome);
    }
}
