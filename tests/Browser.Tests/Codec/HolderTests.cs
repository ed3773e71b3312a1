using System.Text.Json;
using TempIdentity.Browser.Tests.Framework;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Browser.Tests.Codec;

/// <summary>The engine that keeps a code on the screen, with a clock of the test's.</summary>
public sealed class HolderTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private const int GrantSeconds = 1800;
    private readonly Issuer _issuer = new();

    [BrowserFact]
    public async Task Without_a_network_codes_go_on_to_the_grants_end_and_not_beyond()
    {
        var phone = await StartAsync();
        await phone.RunAsync("window.online = false;");
        var texts = new List<string>();
        for (var second = 60; second < GrantSeconds; second += 60)
        {
            var state = await LookAsync(phone, second);
            var text = state.GetProperty("text").GetString()!;
            Assert.Empty(_issuer.Check(text, Issuer.Start + second).Failures);
            texts.Add(text);
        }
        Assert.Equal(texts.Count, texts.Distinct().Count());
        Assert.NotEqual(JsonValueKind.Null, (await LookAsync(phone, GrantSeconds - 1)).GetProperty("text").ValueKind);
        var ended = await LookAsync(phone, GrantSeconds);
        Assert.Equal((JsonValueKind.Null, "check_over"),
            (ended.GetProperty("text").ValueKind, ended.GetProperty("reason").GetProperty("code").GetString()));
        var later = await LookAsync(phone, GrantSeconds + 600);
        Assert.Equal(JsonValueKind.Null, later.GetProperty("text").ValueKind);
    }

    [BrowserFact]
    public async Task A_code_stands_for_60_seconds_and_counters_never_repeat()
    {
        var phone = await StartAsync();
        var first = (await LookAsync(phone, 0)).GetProperty("text").GetString();
        Assert.Equal(first, (await LookAsync(phone, 59)).GetProperty("text").GetString());
        var second = (await LookAsync(phone, 60)).GetProperty("text").GetString()!;
        Assert.NotEqual(first, second);
        var third = (await phone.RunAsync("return (await window.holder.refresh()).text;")).GetString()!;
        var counters = new[] { first!, second, third }.Select(text => Signed(text).Counter);
        Assert.Equal([1u, 2u, 3u], counters);
    }

    [BrowserFact]
    public async Task The_challenge_is_signed_into_the_next_code_only()
    {
        var phone = await StartAsync();
        var answer = (await phone.RunAsync("return (await window.holder.challenge('07')).text;")).GetString()!;
        Assert.Equal(7, Signed(answer).Challenge);
        var next = (await LookAsync(phone, 60)).GetProperty("text").GetString()!;
        Assert.Null(Signed(next).Challenge);
    }

    [BrowserFact]
    public async Task A_wound_clock_is_followed_at_once_both_ways()
    {
        var phone = await StartAsync();
        foreach (var seconds in new[] { 300, -300 })
        {
            var state = await LookAsync(phone, seconds);
            Assert.Equal(Issuer.Start.Seconds + seconds, state.GetProperty("madeAtMs").GetInt64() / 1000);
        }
    }

    [BrowserFact]
    public async Task A_kept_grant_serves_after_a_restart_without_network_and_is_gone_when_forgotten()
    {
        var phone = await StartAsync();
        var text = await phone.RunAsync("window.holder.stop(); window.online = false; return (await window.holder.start()).text;");
        Assert.Empty(_issuer.Check(text.GetString()!, Issuer.Start).Failures);
        var state = await phone.RunAsync("await window.holder.forget(); return window.holder.start();");
        Assert.Equal((JsonValueKind.Null, "unreachable"),
            (state.GetProperty("text").ValueKind, state.GetProperty("reason").GetProperty("code").GetString()));
    }

    [BrowserFact]
    public async Task An_issued_code_that_cannot_be_renewed_stands_still_says_so_and_goes_when_its_check_is_over()
    {
        var phone = await StartAsync("issued");
        await phone.RunAsync("window.online = false;");
        var stale = await LookAsync(phone, 61);
        Assert.Equal(("ISSUED 1", true, "unreachable"), (stale.GetProperty("text").GetString(), stale.GetProperty("stale").GetBoolean(),
            stale.GetProperty("reason").GetProperty("code").GetString()));
        Assert.Equal("check_over", (await LookAsync(phone, GrantSeconds)).GetProperty("reason").GetProperty("code").GetString());
        await phone.RunAsync("window.online = true;");
        Assert.Equal("ISSUED 2", (await LookAsync(phone, GrantSeconds + 1)).GetProperty("text").GetString());
    }

    private PresentationClaims Signed(string text) => _issuer.Check(text, Issuer.Start).Claims!.Presentation!;

    /// <summary>Sets the phone's clock to so many seconds after the start, lets the engine look, and waits until it is done.</summary>
    private static Task<JsonElement> LookAsync(CodecPage phone, int seconds) => phone.RunAsync("""
        window.now = window.begin + input * 1000;
        window.holder.check();
        while (window.holder.state().renewing) await new Promise(resolve => setTimeout(resolve, 1));
        const { text, madeAtMs, stale, reason } = window.holder.state();
        return { text, madeAtMs, stale, reason: reason && { code: reason.code } };
        """, seconds);

    private async Task<CodecPage> StartAsync(string form = "bound")
    {
        var visitor = await VisitAsync();
        await visitor.Page.ExposeFunctionAsync("grantFor", (string key) => _issuer.Grant(key, Issuer.Start));
        var phone = await CodecPage.OpenAsync(visitor);
        var started = await phone.RunAsync("""
            window.begin = window.now = input.start * 1000;
            window.online = true;
            let issued = 0;
            const iso = ms => new Date(ms).toISOString();
            window.holder = new Holder({
              phoneId: 'phone001', app: 'ride-id', form: input.form, now: () => window.now, online: () => window.online,
              issueCode: async () => ({ code: `ISSUED ${++issued}`, issued_at: iso(window.now), refresh_after_seconds: 60,
                check_valid_until: iso(window.now + input.seconds * 1000) }),
              issueGrant: async body => ({ grant: await window.grantFor(body.holder_key), ends_at: iso(input.end * 1000) }),
            });
            const { text, reason } = await window.holder.start();
            return { text, reason: reason && { code: reason.code } };
            """, new { start = Issuer.Start.Seconds, end = _issuer.GrantEnd.Seconds, seconds = GrantSeconds, form });
        Assert.Equal(JsonValueKind.String, started.GetProperty("text").ValueKind);
        return phone;
    }
}
