using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Issue;

/// <summary>What <c>issue</c> is asked, checked and with its defaults.</summary>
internal sealed record IssueRequest
{
    public required CredentialKind Kind { get; init; }
    public required CodeForm Form { get; init; }
    public required SignatureAlgorithm Algorithm { get; init; }
    /// <summary>When the code is shown.</summary>
    public required UnixTime At { get; init; }
    /// <summary>When the real-person check was passed; not after <see cref="At"/>.</summary>
    public required UnixTime LiveAt { get; init; }
    public required UnixTime ValidFrom { get; init; }
    public required Identity Person { get; init; }
    public required string Station { get; init; }
    public required bool WithTicket { get; init; }
    /// <summary>A trust directory of an earlier <c>issue</c>, whose keys are used again.</summary>
    public string? TrustDirectory { get; init; }
    public required string OutDirectory { get; init; }
}
