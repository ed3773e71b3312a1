using System.Text.Json;
using Microsoft.Playwright;
using TempIdentity.Browser.Tests.Framework;

namespace TempIdentity.Browser.Tests.Phone;

/// <summary>The phone's page in a visitor's browser.</summary>
internal sealed class PhonePage(IPage page)
{
    public static async Task<PhonePage> OpenAsync(Visitor visitor, string id)
    {
        await visitor.Page.GotoAsync($"/phone/?phone={id}");
        var phone = new PhonePage(visitor.Page);
        await phone.ReadyAsync();
        return phone;
    }

    public async Task ReloadAsync()
    {
        await page.ReloadAsync();
        await ReadyAsync();
    }

    /// <summary>From nothing to a code on the screen.</summary>
    public Task QuickStartAsync(string kind) => page.EvaluateAsync("kind => tempIdentityPhone.quickStart(kind, 'entry')", kind);

    public async Task<string?> CodeTextAsync() => await page.EvaluateAsync<string?>("() => tempIdentityPhone.codeText()");

    /// <summary>The picture of the code on the screen, as PNG.</summary>
    public async Task<byte[]> CodePngAsync() => Convert.FromBase64String(await page.EvaluateAsync<string>("""
        async () => {
          const bytes = new Uint8Array(await (await tempIdentityPhone.codePng()).arrayBuffer());
          return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
        }
        """));

    /// <summary>Waits until the screen shows a code other than this one.</summary>
    public async Task<string> OtherCodeAsync(string? than)
    {
        await page.WaitForFunctionAsync(
            "than => tempIdentityPhone.codeText() !== null && tempIdentityPhone.codeText() !== than", than);
        return (await CodeTextAsync())!;
    }

    /// <summary>Waits until no code is shown.</summary>
    public Task WithoutCodeAsync() => page.WaitForFunctionAsync("() => tempIdentityPhone.codeText() === null");

    public Task SetNetworkAsync(bool on) => page.EvaluateAsync("on => tempIdentityPhone.setNetwork(on)", on);

    /// <summary>Sets this phone's clock ahead.</summary>
    public Task WindAsync(int seconds) => page.EvaluateAsync("seconds => tempIdentityPhone.windClock(seconds)", seconds);

    public async Task<JsonElement> StateAsync() => await page.EvaluateAsync<JsonElement>("() => tempIdentityPhone.state()");

    /// <summary>Chooses the bound form by its radio button, and waits for the first code that the phone signed itself.</summary>
    public async Task<string> BindAsync()
    {
        var issued = await CodeTextAsync();
        await page.GetByTestId("code-form").Locator("summary").ClickAsync();
        await page.Locator("input[name=code-form][value=bound]").CheckAsync(new LocatorCheckOptions { Force = true });
        return await OtherCodeAsync(issued);
    }

    /// <summary>Types the officer's two digits, and waits for the code that answers them.</summary>
    public async Task<string> AnswerAsync(string digits)
    {
        var before = await CodeTextAsync();
        await page.GetByTestId("challenge").FillAsync(digits);
        await page.GetByTestId("answer-challenge").ClickAsync();
        return await OtherCodeAsync(before);
    }

    private Task<IJSHandle> ReadyAsync() => page.WaitForFunctionAsync("() => window.tempIdentityPhone !== undefined");
}
