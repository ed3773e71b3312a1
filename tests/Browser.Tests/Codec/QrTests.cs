using System.Text;
using QRCoder;
using TempIdentity.Browser.Tests.Framework;
using TempIdentity.Simulator.Imaging;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Browser.Tests.Codec;

/// <summary>The page's QR encoder against QRCoder, module by module, and against zbar's eye.</summary>
public sealed class QrTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private const int QuietZone = 4;
    private const int FormatMask = 0b101010000010010;
    private const int CodeCharsMax = 772;

    [BrowserTheory]
    [InlineData("L", QRCodeGenerator.ECCLevel.L)]
    [InlineData("M", QRCodeGenerator.ECCLevel.M)]
    [InlineData("Q", QRCodeGenerator.ECCLevel.Q)]
    [InlineData("H", QRCodeGenerator.ECCLevel.H)]
    public async Task Every_module_is_where_QRCoder_has_it(string level, QRCodeGenerator.ECCLevel theirs)
    {
        var codec = await CodecPage.OpenAsync(await VisitAsync());
        var lengths = Enumerable.Range(1, 60).Concat(Enumerable.Range(0, 80).Select(i => 61 + i * 9)).Append(CodeCharsMax);
        var symbols = lengths.Select(length => QRCodeGenerator.GenerateQrCode(TextOf(length), theirs)).ToList();
        var ours = await codec.RunAsync("""
            return input.texts.map((text, i) => {
              const code = qr.encode(text, input.level, input.masks[i]);
              const rows = [];
              for (let y = 0; y < code.size; y++) {
                rows.push(Array.from({ length: code.size }, (_, x) => code.dark(x, y) ? '#' : '.').join(''));
              }
              return rows.join('\n');
            });
            """, new { level, texts = lengths.Select(TextOf).ToArray(), masks = symbols.Select(MaskOf).ToArray() });
        Assert.Equal(symbols.Count, ours.GetArrayLength());
        for (var i = 0; i < symbols.Count; i++) Assert.Equal(Rows(symbols[i]), ours[i].GetString());
    }

    [BrowserFact]
    public async Task All_eight_masks_are_taken_and_each_is_as_QRCoder_would_write_it()
    {
        var codec = await CodecPage.OpenAsync(await VisitAsync());
        var masks = await codec.RunAsync("return [...new Set(input.map(text => qr.encode(text).mask))].sort();",
            Enumerable.Range(20, 60).Select(TextOf).ToArray());
        Assert.Equal(Enumerable.Range(0, 8), masks.EnumerateArray().Select(mask => mask.GetInt32()));
    }

    [BrowserFact]
    public async Task What_is_no_code_is_refused()
    {
        var codec = await CodecPage.OpenAsync(await VisitAsync());
        var errors = await codec.RunAsync("""
            return [() => qr.encode('a'), () => qr.encode('二'), () => qr.encode('A', 'X'), () => qr.encode('A'.repeat(5000))]
              .map(act => { try { act(); return 'none'; } catch (error) { return error.name; } });
            """);
        Assert.Equal(Enumerable.Repeat("RangeError", 4), errors.EnumerateArray().Select(error => error.GetString()));
    }

    [ScannerFact]
    public async Task Zbar_reads_every_length_as_painted()
    {
        var codec = await CodecPage.OpenAsync(await VisitAsync());
        var lengths = Enumerable.Range(0, 97).Select(i => 1 + i * 8).Append(CodeCharsMax).ToArray();
        var images = await codec.RunAsync("""
            return input.map(text => {
              const canvas = document.createElement('canvas');
              qr.paint(canvas, qr.encode(text));
              return canvas.toDataURL('image/png').split(',')[1];
            });
            """, lengths.Select(TextOf).ToArray());
        for (var i = 0; i < lengths.Length; i++)
        {
            Assert.True(ZbarReader.TryRead(Convert.FromBase64String(images[i].GetString()!), out var content), $"{lengths[i]} characters");
            Assert.Equal(TextOf(lengths[i]), Encoding.ASCII.GetString(content));
        }
    }

    [BrowserTheory]
    [InlineData(300)]
    [InlineData(328)]
    public async Task A_painted_module_is_whole_pixels_and_the_quiet_zone_is_pure_white(int cssPixels)
    {
        var codec = await CodecPage.OpenAsync(await VisitAsync());
        var painted = await codec.RunAsync("""
            const code = qr.encode('TI1:' + 'AB CD'.repeat(60)), canvas = document.createElement('canvas');
            qr.paint(canvas, code, input);
            const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
            const module = canvas.width / (code.size + 8);
            let wrong = Number.isInteger(module) ? 0 : 1;
            for (let y = 0; y < canvas.height; y++) {
              for (let x = 0; x < canvas.width; x++) {
                const mx = Math.floor(x / module) - 4, my = Math.floor(y / module) - 4;
                const inside = mx >= 0 && my >= 0 && mx < code.size && my < code.size;
                const value = inside && code.dark(mx, my) ? 0 : 255, at = (y * canvas.width + x) * 4;
                if (data[at] !== value || data[at + 1] !== value || data[at + 2] !== value || data[at + 3] !== 255) wrong++;
              }
            }
            return [wrong, parseFloat(canvas.style.width)];
            """, cssPixels);
        Assert.Equal(0, painted[0].GetInt32());
        Assert.InRange(painted[1].GetDouble(), cssPixels * 0.75, cssPixels);
    }

    private static string TextOf(int length)
    {
        var filled = string.Create(length, length, (span, seed) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = Alphabet[(i * 7 + seed * 13 + i * i % 11) % Alphabet.Length];
        });
        return length > CodeLimits.Prefix.Length ? CodeLimits.Prefix + filled[CodeLimits.Prefix.Length..] : filled;
    }

    private static string Rows(QRCodeData code) => string.Join('\n', code.ModuleMatrix.Skip(QuietZone).SkipLast(QuietZone)
        .Select(row => string.Concat(row.Cast<bool>().Skip(QuietZone).SkipLast(QuietZone).Select(dark => dark ? '#' : '.'))));

    /// <summary>Bits 14 to 10 of the format information, beside the upper left finder: level, then mask.</summary>
    private static int MaskOf(QRCodeData code)
    {
        var bits = 0;
        for (var x = 0; x < 5; x++) bits = (bits << 1) | (code.ModuleMatrix[QuietZone + 8][QuietZone + x] ? 1 : 0);
        return (bits ^ (FormatMask >> 10)) & 0b111;
    }
}
