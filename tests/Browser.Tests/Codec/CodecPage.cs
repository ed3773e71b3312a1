using System.Text.Json;
using TempIdentity.Browser.Tests.Framework;

namespace TempIdentity.Browser.Tests.Codec;

/// <summary>The page's codec modules, called from a test.</summary>
internal sealed class CodecPage(Visitor visitor)
{
    public static async Task<CodecPage> OpenAsync(Visitor visitor)
    {
        await visitor.Page.GotoAsync("/");
        return new CodecPage(visitor);
    }

    /// <summary>Runs <c>body</c> with the modules by their names and <c>input</c>.</summary>
    public async Task<JsonElement> RunAsync(string body, object? input = null)
    {
        var script = $$"""
            async input => {
              const [qr, base45, cbor, base64url, presentation, keys, { Holder }, { Refused }] = await Promise.all(
                ['codec/qr', 'codec/base45', 'codec/cbor', 'codec/base64url', 'codec/presentation', 'codec/holder-key', 'codec/holder',
                  'shared/api'].map(name => import(`/${name}.js`)));
              const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
              const bytes = text => Uint8Array.from(text.match(/../g) ?? [], pair => parseInt(pair, 16));
              {{body}}
            }
            """;
        return (await visitor.Page.EvaluateAsync<JsonElement?>(script, input)) ?? default;
    }
}
