using System.Globalization;
using System.Text;
using TempIdentity.Browser.Tests.Framework;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Browser.Tests.Codec;

/// <summary>What WebCrypto signs in the page, judged by the verifier of the gates; and the key that signs it.</summary>
public sealed class PresentationTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [BrowserTheory]
    [InlineData(CredentialKind.RideId, null)]
    [InlineData(CredentialKind.RideId, "07")]
    [InlineData(CredentialKind.DrivingLicence, null)]
    [InlineData(CredentialKind.DrivingLicence, "99")]
    public async Task A_presentation_of_the_page_is_accepted(CredentialKind kind, string? challenge)
    {
        var issuer = new Issuer(kind);
        var text = await PresentAsync(issuer, challenge);
        var check = issuer.Check(text, Issuer.Start + 30);
        Assert.Empty(check.Failures);
        int? digits = challenge is null ? null : int.Parse(challenge, CultureInfo.InvariantCulture);
        Assert.Equal((CodeForm.Bound, 41u, digits),
            (check.Claims!.Form, check.Claims.Presentation!.Counter, check.Claims.Presentation.Challenge));
    }

    [BrowserFact]
    public async Task Each_byte_that_is_altered_is_noticed()
    {
        var issuer = new Issuer();
        var text = await PresentAsync(issuer, "07");
        var body = Encoding.ASCII.GetBytes(text[CodeLimits.Prefix.Length..]);
        var bytes = new byte[Base45.DecodedLength(body.Length)];
        Assert.True(Base45.TryDecode(body, bytes));
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Assert.NotEmpty(issuer.Check(CodeLimits.Prefix + Base45.Encode(bytes), Issuer.Start + 30).Failures);
            bytes[i] ^= 1;
        }
        Assert.Empty(issuer.Check(CodeLimits.Prefix + Base45.Encode(bytes), Issuer.Start + 30).Failures);
    }

    [BrowserFact]
    public async Task The_key_cannot_be_taken_out_stays_and_is_one_for_each_phone_and_app()
    {
        var codec = await CodecPage.OpenAsync(await VisitAsync());
        var first = await codec.RunAsync("""
            const key = await keys.holderKey('phone001', 'ride-id');
            const taken = await Promise.all(['pkcs8', 'jwk', 'raw'].map(format =>
              crypto.subtle.exportKey(format, key.privateKey).then(() => 'taken', error => error.name)));
            const others = [await keys.holderKey('phone002', 'ride-id'), await keys.holderKey('phone001', 'licence')];
            return { text: key.publicKeyText, extractable: key.privateKey.extractable, taken, counter: await key.nextCounter(),
              others: others.map(other => other.publicKeyText) };
            """);
        Assert.False(first.GetProperty("extractable").GetBoolean());
        Assert.DoesNotContain("taken", first.GetProperty("taken").EnumerateArray().Select(text => text.GetString()));
        var text = first.GetProperty("text").GetString()!;
        Assert.Equal(3, first.GetProperty("others").EnumerateArray().Select(other => other.GetString()!).Append(text).Distinct().Count());

        var again = await codec.RunAsync("""
            const key = await keys.holderKey('phone001', 'ride-id');
            const counters = await Promise.all([key.nextCounter(), key.nextCounter(), key.nextCounter()]);
            await key.forget();
            return { text: key.publicKeyText, counters, forgotten: (await keys.holderKey('phone001', 'ride-id')).publicKeyText };
            """);
        Assert.Equal(text, again.GetProperty("text").GetString());
        Assert.Equal([2, 3, 4], again.GetProperty("counters").EnumerateArray().Select(counter => counter.GetInt32()));
        Assert.NotEqual(text, again.GetProperty("forgotten").GetString());
    }

    [BrowserFact]
    public async Task The_key_outlives_a_reload_of_the_page()
    {
        var visitor = await VisitAsync();
        var codec = await CodecPage.OpenAsync(visitor);
        const string script = "return (await keys.holderKey('phone001', 'ride-id')).publicKeyText;";
        var before = (await codec.RunAsync(script)).GetString();
        await visitor.Page.ReloadAsync();
        Assert.Equal(before, (await codec.RunAsync(script)).GetString());
    }

    [BrowserFact]
    public async Task What_is_out_of_range_is_not_signed()
    {
        var issuer = new Issuer();
        var codec = await CodecPage.OpenAsync(await VisitAsync());
        var key = (await codec.RunAsync("return (await keys.holderKey('phone001', 'ride-id')).publicKeyText;")).GetString()!;
        var errors = await codec.RunAsync("""
            const { privateKey } = await keys.holderKey('phone001', 'ride-id');
            const grant = base64url.decode(input);
            return Promise.all([[new Uint8Array([0xa0]), 1, 1, null], [grant, 1.5, 1, null], [grant, -1, 1, null],
              [grant, 1, 2 ** 32, null], [grant, 1, 1, '7'], [grant, 1, 1, '７７'], [grant, 1, 1, '123']].map(([of, iat, counter, digits]) =>
                presentation.present(of, privateKey, iat, counter, digits).then(() => 'signed', error => error.name)));
            """, issuer.Grant(key, Issuer.Start));
        Assert.Equal(Enumerable.Repeat("RangeError", 7), errors.EnumerateArray().Select(error => error.GetString()));
    }

    private async Task<string> PresentAsync(Issuer issuer, string? challenge)
    {
        var codec = await CodecPage.OpenAsync(await VisitAsync());
        var key = (await codec.RunAsync("return (await keys.holderKey('phone001', 'ride-id')).publicKeyText;")).GetString()!;
        var text = await codec.RunAsync("""
            const { privateKey } = await keys.holderKey('phone001', 'ride-id');
            return presentation.present(base64url.decode(input.grant), privateKey, input.iat, 41, input.challenge ?? null);
            """, new { grant = issuer.Grant(key, Issuer.Start), iat = Issuer.Start.Seconds, challenge });
        return text.GetString()!;
    }
}
