using System.Globalization;
using System.Text;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using static TempIdentity.TokenCrypto.Tests.Codes.CodeWorld;

namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>The worked examples of docs/code-format.md: how each is made, and how a code is written down there.</summary>
internal static class DocumentedExamples
{
    private const int CharsPerLine = 96;

    /// <summary>The examples by their title.</summary>
    internal static IReadOnlyDictionary<string, Func<string>> All { get; } = new Dictionary<string, Func<string>>
    {
        ["issued ride ID, Ed25519"] = () => Good(CodeForm.Issued, CredentialKind.RideId, SignatureAlgorithm.Ed25519),
        ["issued licence, ESP256"] = () => Good(CodeForm.Issued, CredentialKind.DrivingLicence, SignatureAlgorithm.ESP256),
        ["bound ride ID, ESP256"] = () => Good(CodeForm.Bound, CredentialKind.RideId, SignatureAlgorithm.ESP256),
        ["bound licence, SM2"] = () => Good(CodeForm.Bound, CredentialKind.DrivingLicence, SignatureAlgorithm.SM2),
    };

    /// <summary>A code as the document shows it: everything follows from the text.</summary>
    internal static string Render(string text)
    {
        var code = Parse(text, out var bytes);
        var lines = new StringBuilder();
        lines.Append(CultureInfo.InvariantCulture, $"text ({text.Length} characters)\n").Append(Wrap(text));
        Append(lines, "bytes", bytes);
        if (code.Phone is { } phone)
        {
            Append(lines, "presentation: protected header", phone.Protected.Span);
            Append(lines, "presentation: payload", phone.Payload.Span);
        }
        var part = code.Phone is null ? "code" : "grant";
        Append(lines, $"{part}: protected header", code.Issuer.Protected.Span);
        Append(lines, $"{part}: payload", code.Issuer.Payload.Span);
        Append(lines, $"{part}: Sig_structure", Signed(code.Issuer, code.Phone is null ? SigStructure.Issued : SigStructure.Grant));
        Append(lines, "identity compartment: associated data", AssociatedData(code));
        lines.Append(CultureInfo.InvariantCulture,
            $"presentation id (SHA-256 of the {(code.Phone is null ? "code" : "presentation")}'s Sig_structure)\n");
        lines.Append(CultureInfo.InvariantCulture, $"  {SignatureRules.Identify(code)}\n");
        return lines.ToString();
    }

    /// <summary>What does not change when a code is signed again: all that its issuer signed.</summary>
    internal static string SignedByIssuer(string text) => Convert.ToHexStringLower(Parse(text, out _).Issuer.Payload.Span);

    private static ParsedCode Parse(string text, out byte[] bytes)
    {
        Assert.Null(CodeText.Decode(Encoding.ASCII.GetBytes(text), out bytes));
        Assert.Null(CodeReader.Read(bytes, out var code));
        return code;
    }

    private static byte[] Signed(SignedPart part, ReadOnlySpan<byte> role) =>
        SigStructure.Write(new byte[SigStructure.BytesMax], part.Protected.Span, role, part.Payload.Span).ToArray();

    private static byte[] AssociatedData(ParsedCode code) => CompartmentContext.For(
        CompartmentContext.IdentityAudience((CredentialKind)code.Claims.Kind), CompartmentContext.Shared(code.Claims, code.Form, code.Key));

    private static void Append(StringBuilder lines, string what, ReadOnlySpan<byte> bytes) =>
        lines.Append(CultureInfo.InvariantCulture, $"{what} ({bytes.Length} bytes)\n").Append(Wrap(Convert.ToHexStringLower(bytes)));

    /// <summary>No line ends in one of the text's own spaces: editors cut those off.</summary>
    private static string Wrap(string text)
    {
        var lines = new StringBuilder();
        for (var rest = text; rest.Length > 0;)
        {
            var length = Math.Min(CharsPerLine, rest.Length);
            while (rest[length - 1] == ' ') length--;
            lines.Append(CultureInfo.InvariantCulture, $"  {rest[..length]}\n");
            rest = rest[length..];
        }
        return lines.ToString();
    }
}
