using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TempIdentity.Simulator.Issue;

/// <summary>
/// <c>claims.json</c>: what the code is meant to say, for testers; docs/cli/claims.schema.json describes it. The person is masked: the
/// file lies in clear, and testers know whom they named.
/// </summary>
internal sealed record ClaimsFile
{
    public required string Credential { get; init; }
    public required string CredentialId { get; init; }
    public required string Form { get; init; }
    public required string Alg { get; init; }
    public required string KeyId { get; init; }
    public required string At { get; init; }
    public required ClaimsSpan Signed { get; init; }
    public ClaimsPresentation? Presentation { get; init; }
    public required string LiveAt { get; init; }
    public required string ValidFrom { get; init; }
    public required string ValidUntil { get; init; }
    public required ClaimsStatus Status { get; init; }
    public ClaimsLicence? Licence { get; init; }
    public required ClaimsIdentity Identity { get; init; }
    public required string Station { get; init; }
    public required string ServiceDay { get; init; }
    public required IReadOnlyList<ClaimsTicket> Tickets { get; init; }
    public required string RootSha256 { get; init; }
    public required long TrustVersion { get; init; }
    public required ClaimsSize Size { get; init; }
}

/// <summary>The code in issued form, the grant in bound form.</summary>
internal sealed record ClaimsSpan(string IssuedAt, string ExpiresAt);

internal sealed record ClaimsPresentation(string HolderAlg, string IssuedAt, uint Counter);

internal sealed record ClaimsStatus(int List, int Index, string Value);

internal sealed record ClaimsLicence(IReadOnlyList<string> Classes, int Authority);

internal sealed record ClaimsIdentity(string Document, string NumberMasked, string NameMasked);

internal sealed record ClaimsTicket(string Train, string Origin, string Destination, string EntryFrom, string EntryUntil, string ExitUntil);

internal sealed record ClaimsSize(int TextCharacters, int QrVersion);

/// <summary>The last line of <c>issue --json</c>; docs/cli/issue.schema.json describes it.</summary>
internal sealed record IssueResult
{
    public required string Trust { get; init; }
    public required string Device { get; init; }
    public required string Issuer { get; init; }
    public required string CodeText { get; init; }
    public required string CodePng { get; init; }
    public required string Claims { get; init; }
    public required string RootSha256 { get; init; }
}

[JsonSerializable(typeof(ClaimsFile))]
[JsonSerializable(typeof(IssueResult))]
internal sealed partial class IssueJson : JsonSerializerContext
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One line.</summary>
    public static IssueJson Line { get; } = new(new JsonSerializerOptions(Plain));

    /// <summary>Indented.</summary>
    public static IssueJson Indented { get; } = new(new JsonSerializerOptions(Plain) { WriteIndented = true });
}
