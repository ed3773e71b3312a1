using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Issuers;

/// <summary>The traffic police's issuer of electronic driving licences (电子驾驶证).</summary>
internal sealed class DrivingLicenceIssuer(
    KeyRing codeKeys, StatusRegister statuses, AudienceKeys audiences, Random random, ICredentialRegister register)
    : CredentialIssuer(CredentialKind.DrivingLicence, codeKeys, statuses, audiences, random, register)
{
    /// <summary>Years of a first licence.</summary>
    public const int FirstLicenceYears = 6;

    /// <summary>Issues the electronic form of a licence.</summary>
    /// <param name="person">The holder.</param>
    /// <param name="classes">Vehicle classes (准驾车型), such as C1.</param>
    /// <param name="authority">Issuing authority, six digits.</param>
    /// <param name="validFrom">Start, inclusive.</param>
    /// <param name="validUntil">End, exclusive.</param>
    /// <param name="liveAt">When the real-person check was passed.</param>
    public CredentialId Grant(
        Identity person, IEnumerable<string> classes, int authority, UnixTime validFrom, UnixTime validUntil, UnixTime liveAt) =>
        Register(person, validFrom, validUntil, new LicenceClaims(VehicleClasses.Pack(classes), authority), liveAt);

    /// <summary>The end of a first licence.</summary>
    public static UnixTime EndOfFirstLicence(UnixTime validFrom) =>
        UnixTime.From(DateTimeOffset.FromUnixTimeSeconds(validFrom.Seconds).AddYears(FirstLicenceYears));
}
