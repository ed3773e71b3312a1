using System.Text.RegularExpressions;
using TempIdentity.TokenCrypto.Codes;
using static TempIdentity.TokenCrypto.Tests.Codes.CodeWorld;

namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>
/// docs/code-format.md says what the code does: its examples verify, are what the signer makes, and its limits are the code's.
/// </summary>
public sealed class DocumentTests
{
    public static TheoryData<string> Titles => [.. DocumentedExamples.All.Keys];

    [Theory, MemberData(nameof(Titles))]
    public void ExamplesVerifyOnEveryProvider(string title)
    {
        foreach (var provider in new[] { "libcrypto", "BouncyCastle" })
            Assert.Equal("granted", Of(provider).Verdict(TextOf(title)));
    }

    [Theory, MemberData(nameof(Titles))]
    public void ExamplesHexFollowsFromTheirText(string title) =>
        Assert.Equal(DocumentedExamples.Render(TextOf(title)), Block(title));

    /// <summary>EC signatures are random; what the issuer signed is not, and Ed25519 codes are the same to the byte.</summary>
    [Theory, MemberData(nameof(Titles))]
    public void TheSignerMakesTheExamples(string title)
    {
        var made = DocumentedExamples.All[title]();
        Assert.Equal(DocumentedExamples.SignedByIssuer(TextOf(title)), DocumentedExamples.SignedByIssuer(made));
        if (title.EndsWith("Ed25519", StringComparison.Ordinal)) Assert.Equal(TextOf(title), made);
    }

    [Fact]
    public void LimitsAreTheCodes()
    {
        var document = Read();
        foreach (var limit in new[]
                 {
                     CodeLimits.DecodedBytesMax, CodeLimits.TextCharsMax, CodeLimits.IssuedBytesMax, CodeLimits.BoundBytesMax,
                     CodeLimits.IdentityBytesUsual, CodeLimits.IdentityBytesMin, CodeLimits.IdentityBytesMax, CodeLimits.StatusIndexMax,
                 })
            Assert.Matches($@"(?<!\d){limit}(?!\d)", document.Replace(" ", "", StringComparison.Ordinal).Replace(",", "",
                StringComparison.Ordinal));
    }

    [Fact]
    public void KeysAreTheExamples()
    {
        var document = Read();
        foreach (var name in new[] { "issuer RideId", "issuer DrivingLicence", "phone", "unsealing RailGate 3", "unsealing RailStaff 5",
            "unsealing Police 9" })
            Assert.Contains(Convert.ToHexStringLower(Secret(name)), document, StringComparison.Ordinal);
    }

    private static string TextOf(string title)
    {
        var lines = Block(title).Split('\n').Skip(1).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal));
        return string.Concat(lines.Select(line => line[2..]));
    }

    private static string Block(string title)
    {
        var match = Regex.Match(Read(), $"### Example: {Regex.Escape(title)}\n\n```text\n(.*?)```", RegexOptions.Singleline);
        Assert.True(match.Success, "No such example. What the signer makes:\n"
            + $"{(match.Success ? "" : DocumentedExamples.Render(DocumentedExamples.All[title]()))}");
        return match.Groups[1].Value;
    }

    private static string Read()
    {
        return File.ReadAllText(ProjectRoot.In("docs", "code-format.md"));
    }
}
