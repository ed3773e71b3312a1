using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Issue;

/// <summary>Names of choices as the command line and the files write them.</summary>
internal static class IssueTexts
{
    public static IReadOnlyDictionary<string, CredentialKind> Kinds { get; } = new Dictionary<string, CredentialKind>
    {
        ["ride-id"] = CredentialKind.RideId,
        ["driving-licence"] = CredentialKind.DrivingLicence,
    };

    public static IReadOnlyDictionary<string, CodeForm> Forms { get; } = new Dictionary<string, CodeForm>
    {
        ["issued"] = CodeForm.Issued,
        ["bound"] = CodeForm.Bound,
    };

    public static IReadOnlyDictionary<string, SignatureAlgorithm> Algorithms { get; } = new Dictionary<string, SignatureAlgorithm>
    {
        ["ESP256"] = SignatureAlgorithm.ESP256,
        ["Ed25519"] = SignatureAlgorithm.Ed25519,
        ["SM2"] = SignatureAlgorithm.SM2,
    };

    public static string NameOf<T>(IReadOnlyDictionary<string, T> choices, T value) where T : struct, Enum =>
        choices.First(pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Key;
}
