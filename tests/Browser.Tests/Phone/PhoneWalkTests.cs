using System.Globalization;
using System.Text;
using TempIdentity.Browser.Tests.Framework;
using TempIdentity.Simulator.Imaging;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Browser.Tests.Phone;

/// <summary>Both apps from nothing to a code that gates accept, in both forms.</summary>
public sealed class PhoneWalkTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [BrowserTheory]
    [InlineData("ride-id", "zh-CN", 360)]
    [InlineData("ride-id", "en", 1280)]
    [InlineData("licence", "en", 360)]
    [InlineData("licence", "zh-CN", 1280)]
    public async Task A_code_of_the_phone_is_accepted_in_both_forms(string kind, string language, int width)
    {
        var visitor = await VisitAsync(new Look { Language = language, Width = width, Height = 800 });
        var phone = await PhonePage.OpenAsync(visitor, "walk0001");
        await phone.QuickStartAsync(kind);
        var issued = await phone.CodeTextAsync();
        Assert.Equal((0, CodeForm.Issued), Judged(issued!));
        await Screenshots.TakeAsync(visitor, $"{kind}-issued");
        Assert.Equal((0, CodeForm.Bound), Judged(await phone.BindAsync()));
        await Screenshots.TakeAsync(visitor, $"{kind}-bound");
    }

    [BrowserTheory]
    [InlineData("ride-id")]
    [InlineData("licence")]
    public async Task The_officers_digits_are_in_the_code_that_answers_them(string kind)
    {
        var phone = await PhonePage.OpenAsync(await VisitAsync(), "walk0001");
        await phone.QuickStartAsync(kind);
        await phone.BindAsync();
        var check = PublishedTrust.Check(Serve, await phone.AnswerAsync("07"));
        Assert.Empty(check.Failures);
        Assert.Equal(7, check.Claims!.Presentation!.Challenge);
    }

    [BrowserTheory]
    [InlineData("ride-id")]
    [InlineData("licence")]
    public async Task With_the_network_off_a_bound_phone_signs_on_until_its_grant_ends(string kind)
    {
        var phone = await PhonePage.OpenAsync(await VisitAsync(), "walk0001");
        await phone.QuickStartAsync(kind);
        var first = await phone.BindAsync();
        await phone.SetNetworkAsync(false);
        await phone.WindAsync(61);
        var second = await phone.OtherCodeAsync(first);
        Assert.NotEqual(PublishedTrust.Check(Serve, first).Presentation, PublishedTrust.Check(Serve, second).Presentation);
        await phone.WindAsync(1800);
        await WaitForNoCodeAsync(phone);
    }

    [ScannerFact]
    public async Task A_scanner_reads_the_picture_on_the_screen()
    {
        var phone = await PhonePage.OpenAsync(await VisitAsync(), "walk0001");
        await phone.QuickStartAsync("ride-id");
        var text = await phone.CodeTextAsync();
        Assert.True(ZbarReader.TryRead(await phone.CodePngAsync(), out var content));
        Assert.Equal(text, Encoding.ASCII.GetString(content));
    }

    [BrowserFact]
    public async Task Ten_visitors_at_once_have_ten_persons()
    {
        var phones = await Task.WhenAll(Enumerable.Range(0, 10).Select(async i =>
        {
            var phone = await PhonePage.OpenAsync(await VisitAsync(), string.Create(CultureInfo.InvariantCulture, $"visit{i:00}"));
            await phone.QuickStartAsync("ride-id");
            return phone;
        }));
        var credentials = new List<string>();
        foreach (var phone in phones) credentials.Add((await phone.StateAsync()).GetProperty("credential_id").GetString()!);
        Assert.Equal(10, credentials.Distinct().Count());
    }

    private (int Failures, CodeForm Form) Judged(string text)
    {
        var check = PublishedTrust.Check(Serve, text);
        return (check.Failures.Count, check.Claims!.Form);
    }

    private static async Task WaitForNoCodeAsync(PhonePage phone)
    {
        await phone.WithoutCodeAsync();
        Assert.False((await phone.StateAsync()).GetProperty("showing").GetBoolean());
    }
}
