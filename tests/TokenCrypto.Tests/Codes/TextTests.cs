using System.Text;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using static TempIdentity.TokenCrypto.Tests.Codes.CodeWorld;

namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>The text form: family prefix, size, Base45.</summary>
public sealed class TextTests
{
    private readonly CodeWorld _world = Of("libcrypto");

    [Theory]
    [InlineData("", "malformed")]
    [InlineData("TI1", "malformed")]
    [InlineData("TI1:", "malformed")]
    [InlineData("TI1:0", "malformed")]
    [InlineData("TI1:00", "malformed")]
    [InlineData("TI1:000", "malformed")]
    [InlineData("TI1:GGW", "malformed")]
    [InlineData("TI1:abc", "malformed")]
    [InlineData("ti1:000", "malformed")]
    [InlineData(" TI1:000", "malformed")]
    [InlineData("TI2:000", "unknown_format")]
    [InlineData("TI11:000", "unknown_format")]
    [InlineData("HC1:6BF", "unknown_format")]
    [InlineData("A1:", "unknown_format")]
    [InlineData("ABCDEFG1:", "unknown_format")]
    [InlineData("ABCDEFGH1:", "malformed")]
    [InlineData("1:", "malformed")]
    [InlineData("1A1:", "malformed")]
    [InlineData("TI:000", "malformed")]
    [InlineData("T-1:000", "malformed")]
    [InlineData("HTTP://A1:", "malformed")]
    [InlineData("6901234567892", "malformed")]
    public void Prefix(string text, string verdict)
    {
        var check = _world.Check(text);
        Assert.Equal(verdict, Verdict(check));
        Assert.Null(check.Claims);
        Assert.Null(check.Key);
        Assert.Null(check.Presentation);
        Assert.False(check.Authentic);
    }

    [Fact]
    public void SizeIsJudgedFirst()
    {
        Assert.Equal("malformed", _world.Verdict("TI1:" + new string('0', CodeLimits.TextCharsMax - 4)));
        Assert.Equal("oversize", _world.Verdict("TI1:" + new string('0', CodeLimits.TextCharsMax - 3)));
        Assert.Equal("oversize", _world.Verdict(new string('x', 10_000_000)));
    }

    [Fact]
    public void NothingIsTrimmed()
    {
        var code = Good(CodeForm.Issued, CredentialKind.RideId, SignatureAlgorithm.ESP256);
        Assert.Equal("granted", _world.Verdict(code));
        foreach (var text in new[] { code + "\r", code + "\n", " " + code, code + " ", code + "  ", "\u0002" + code })
            Assert.Equal("malformed", _world.Verdict(text));
        Assert.Equal("trailing_bytes", _world.Verdict(RawSign1.Text(
            [.. RawSign1.Code(CodeForm.Issued, CredentialKind.RideId, SignatureAlgorithm.ESP256), 0])));
    }

    [Fact]
    public void TwoCodesRunTogetherAreNoCode()
    {
        var code = Good(CodeForm.Issued, CredentialKind.RideId, SignatureAlgorithm.ESP256);
        Assert.Equal("malformed", _world.Verdict(code + code));
    }

    [Fact]
    public void BytesThatAreNoAsciiAreNoCode()
    {
        var bytes = Encoding.ASCII.GetBytes(Good(CodeForm.Issued, CredentialKind.RideId, SignatureAlgorithm.ESP256));
        bytes[20] |= 0x80;
        Assert.Equal(VerdictCode.Malformed, CodeVerifier.Check(bytes, _world.Trust, new TimeReading(Now), CodeWindows.Default).First);
    }
}
