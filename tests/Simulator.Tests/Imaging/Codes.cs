using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Phones;
using TempIdentity.Simulator.Tests.Issuers;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Tests.Imaging;

/// <summary>Code texts of every form, algorithm and credential, for people with short and long names.</summary>
internal static class Codes
{
    public const string LongName = "测试𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷";

    public static string Make(CredentialKind kind, CodeForm form, SignatureAlgorithm algorithm, string name)
    {
        var now = TestWorld.Start;
        var world = new TestWorld().Authorities;
        var person = new Identity(DocumentType.ResidentIdentityCard, People.Default.Number, name);
        var id = kind == CredentialKind.RideId
            ? world.RideIds.Grant(person, now)
            : world.Licences.Grant(person, VehicleClasses.All, 659010, now, DrivingLicenceIssuer.EndOfFirstLicence(now), now);
        var holder = world.Secrets.DeriveKey(BoundPhone.HolderAlgorithm(algorithm), "phone");
        Phone phone = form == CodeForm.Issued
            ? new IssuedPhone(world.IssuerOf(kind), id, algorithm)
            : new BoundPhone(world.IssuerOf(kind), id, algorithm, holder);
        return phone.Show(now);
    }
}
