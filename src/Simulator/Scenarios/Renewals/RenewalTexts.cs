using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary>Names of kinds and forms as the command line writes them.</summary>
internal static class RenewalTexts
{
    public static string Of(PhoneGroup group) => $"{Of(group.Kind)}, {Of(group.Form)}";

    public static string Of(CredentialKind kind) => kind switch
    {
        CredentialKind.RideId => "ride-id",
        CredentialKind.DrivingLicence => "driving-licence",
    };

    public static string Of(CodeForm form) => form switch
    {
        CodeForm.Issued => "issued",
        CodeForm.Bound => "bound",
    };
}
