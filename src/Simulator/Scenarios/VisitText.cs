using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Scenarios;

/// <summary>Who somebody is, without a name.</summary>
internal static class VisitText
{
    public static string Who(this Visit visit) =>
        $"person {visit.Person}, {(visit.Credential == CredentialKind.RideId ? "ride-id" : "driving-licence")}, "
        + $"{(visit.Form == CodeForm.Issued ? "issued" : "bound")}, {visit.Algorithm.ToText()}";

    public static string ToText(this SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.ESP256 => "ESP256",
        SignatureAlgorithm.Ed25519 => "Ed25519",
        SignatureAlgorithm.SM2 => "SM2",
    };

    public static string ToText(this ExpectedOutcome outcome) => outcome switch
    {
        ExpectedOutcome.None => "none",
        ExpectedOutcome.Passed => "passed",
        ExpectedOutcome.NoEntry => "no_entry_after_grant",
        ExpectedOutcome.Unknown => "outcome_unknown",
    };
}
