using System.Globalization;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.TokenCrypto.Trust;

/// <summary>File names, target names (the keys of floors and digests) and the <c>external_aad</c> of each kind of file.</summary>
public static class TrustNames
{
    /// <summary>File name of the root's public key.</summary>
    public const string RootFile = "root.cbor";

    /// <summary>File name of the signed set.</summary>
    public const string SetFile = "set.cose";

    /// <summary>Target name of the set.</summary>
    public const string SetTarget = "set";

    internal const string Extension = ".cose";
    internal const string StatusPrefix = "status-";
    internal const string ManifestPrefix = "manifest-";
    internal const string ChangesPrefix = "changes-";

    internal const string RootType = "TI1/root";
    internal const string SetType = "TI1/trust-set";
    internal const string StatusType = "TI1/status-list";
    internal const string ManifestType = "TI1/manifest";
    internal const string ChangesType = "TI1/manifest-changes";

    /// <summary>File name of a status list, such as <c>status-ride-id-7.cose</c>.</summary>
    public static string StatusFile(CredentialKind kind, int number) =>
        StatusPrefix + ToText(kind) + "-" + number.ToString(CultureInfo.InvariantCulture) + Extension;

    /// <summary>Target name of a status list, such as <c>status-7</c>: list numbers are unique over both kinds.</summary>
    public static string StatusTarget(int number) => StatusPrefix + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>File name of a manifest, such as <c>manifest-VNP-2026-11-20.cose</c>.</summary>
    public static string ManifestFile(string station, ServiceDay day) => ManifestTarget(station, day) + Extension;

    /// <summary>Target name of a manifest, such as <c>manifest-VNP-2026-11-20</c>.</summary>
    public static string ManifestTarget(string station, ServiceDay day) => ManifestPrefix + station + "-" + day;

    /// <summary>File name of a manifest's change log, such as <c>changes-VNP-2026-11-20.cose</c>.</summary>
    public static string ChangesFile(string station, ServiceDay day) => ChangesTarget(station, day) + Extension;

    /// <summary>Target name of a manifest's change log, such as <c>changes-VNP-2026-11-20</c>.</summary>
    public static string ChangesTarget(string station, ServiceDay day) => ChangesPrefix + station + "-" + day;

    /// <summary>True for a station code (电报码): three letters A–Z.</summary>
    public static bool IsStation(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper);

    /// <summary>True for a train number: one to eight letters A–Z and digits.</summary>
    public static bool IsTrain(string text) =>
        text.Length is >= 1 and <= 8 && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    internal static KeyPurpose StatusPurpose(CredentialKind kind) => kind switch
    {
        CredentialKind.RideId => KeyPurpose.RideIdStatus,
        CredentialKind.DrivingLicence => KeyPurpose.DrivingLicenceStatus,
    };

    private static string ToText(CredentialKind kind) => kind switch
    {
        CredentialKind.RideId => "ride-id",
        CredentialKind.DrivingLicence => "driving-licence",
    };
}
