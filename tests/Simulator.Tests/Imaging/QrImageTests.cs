using System.Text;
using TempIdentity.Simulator.Imaging;
using TempIdentity.Simulator.Tests.Phones;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Tests.Imaging;

public class QrImageTests
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    public static TheoryData<CredentialKind, CodeForm, SignatureAlgorithm> Everything() => PhoneTests.Everything();

    private static string TextOf(int bytes)
    {
        var characters = CodeLimits.Prefix.Length + bytes / 2 * 3 + bytes % 2 * 2;
        return string.Create(characters, 0, (span, _) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = Alphabet[(i * 7 + 10) % Alphabet.Length];
        });
    }

    [Theory]
    [InlineData(CodeLimits.IssuedBytesMax, 11)]
    [InlineData(CodeLimits.IssuedBytesMax + 1, 12)]
    [InlineData(349, 14)]
    [InlineData(350, 15)]
    [InlineData(CodeLimits.BoundBytesMax, 15)]
    [InlineData(CodeLimits.BoundBytesMax + 1, 16)]
    public void The_limits_of_the_format_are_the_capacities_of_alphanumeric_mode_with_correction_M(int bytes, int version) =>
        Assert.Equal(version, QrImage.Of(TextOf(bytes)).Version);

    [Theory]
    [MemberData(nameof(Everything))]
    public void A_code_with_a_short_name_fits_the_budget(CredentialKind kind, CodeForm form, SignatureAlgorithm algorithm)
    {
        var version = QrImage.Of(Codes.Make(kind, form, algorithm, "测试丙丁")).Version;
        Assert.InRange(version, 9, form == CodeForm.Issued ? 11 : algorithm == SignatureAlgorithm.SM2 ? 15 : 14);
    }

    [ZbarTheory]
    [MemberData(nameof(Everything))]
    public void A_picture_reads_back_as_the_text(CredentialKind kind, CodeForm form, SignatureAlgorithm algorithm)
    {
        foreach (var name in new[] { "测试甲", Codes.LongName })
        {
            var text = Codes.Make(kind, form, algorithm, name);
            var reading = CodeReader.Read(QrImage.Of(text).ToPng(), text);
            Assert.Equal((text, CodeReader.Image), (Encoding.ASCII.GetString(reading.Bytes), reading.ReadAs));
        }
    }

    [ZbarFact]
    public void The_longest_code_reads_back_spaces_included()
    {
        var text = CodeLimits.Prefix + new string(' ', 40) + TextOf(CodeLimits.BoundBytesMax)[44..];
        Assert.Equal(text, Encoding.ASCII.GetString(CodeReader.Read(text).Bytes));
    }

    [ZbarFact]
    public void A_picture_without_a_symbol_reads_as_nothing()
    {
        Assert.False(ZbarReader.TryRead(TestPng.Grey8(64, 64, new byte[64 * 64]), out var content));
        Assert.Empty(content);
        Assert.Throws<InvalidOperationException>(() => CodeReader.Read(TestPng.Grey8(64, 64, new byte[64 * 64]), "TI1:"));
    }

    [Fact]
    public void The_terminal_picture_has_half_as_many_lines_as_modules_and_a_quiet_border()
    {
        var image = QrImage.Of(TextOf(100));
        var lines = image.ToTerminal().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((image.Side + 1) / 2, lines.Length);
        Assert.All(lines, line => Assert.Equal(image.Side, line.Length));
        Assert.Equal(new string('█', image.Side), lines[0]);
        Assert.Equal(new string('█', image.Side), lines[^1]);
        Assert.Equal(17 + 4 * image.Version + 8, image.Side);
    }

    [Fact]
    public void The_terminal_picture_is_the_png_picture()
    {
        var image = QrImage.Of(TextOf(60));
        Assert.True(PngReader.TryRead(image.ToPng(), out var grey));
        var lines = image.ToTerminal().Split('\n');
        for (var y = 0; y < image.Side; y++)
        {
            for (var x = 0; x < image.Side; x++)
            {
                var light = lines[y / 2][x] is '█' || lines[y / 2][x] == (y % 2 == 0 ? '▀' : '▄');
                var pixel = grey!.Pixels[y * QrImage.ModulePixels * grey.Width + x * QrImage.ModulePixels];
                Assert.Equal(light ? byte.MaxValue : byte.MinValue, pixel);
            }
        }
    }
}
