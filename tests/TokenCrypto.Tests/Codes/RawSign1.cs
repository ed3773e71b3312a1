using System.Text;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Signing;
using static TempIdentity.TokenCrypto.Tests.Codes.CodeWorld;

namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>
/// A COSE_Sign1 of which every byte can be chosen, signed over whatever it then says. Written apart from the product's encoder, so that
/// good
/// ones are a second opinion on the format.
/// </summary>
internal sealed class RawSign1
{
    private RawSign1(string role, SigningKey signer)
    {
        Role = role;
        Signer = signer;
    }

    internal string Role { get; set; }
    internal SigningKey Signer { get; set; }
    internal byte[] Protected { get; set; } = [];
    internal byte[] Unprotected { get; set; } = Cbor.Map();
    internal byte[] Payload { get; set; } = [];

    /// <summary>An issued code; <paramref name="edit"/> may change its claims.</summary>
    internal static RawSign1 Issued(CredentialKind kind, SignatureAlgorithm algorithm, Action<RawClaims>? edit = null) =>
        ByIssuer("TI1/issued", kind, algorithm, new RawClaims(kind, isGrant: false), edit);

    /// <summary>A grant for the phone of <see cref="Phone"/>.</summary>
    internal static RawSign1 Grant(CredentialKind kind, SignatureAlgorithm algorithm, Action<RawClaims>? edit = null) =>
        ByIssuer("TI1/grant", kind, algorithm, new RawClaims(kind, isGrant: true) { CoseKey = RawClaims.CoseKeyOf(Phone(algorithm)) },
            edit);

    /// <summary>A presentation of a grant.</summary>
    internal static RawSign1 Presentation(byte[] grant, SigningKey phone, params byte[][] moreClaims) => new("TI1/present", phone)
    {
        Protected = Header(phone.Algorithm, Cbor.Unsigned(13), grant),
        Payload = Cbor.Map([Cbor.Unsigned(6), Cbor.Unsigned((ulong)Now.Seconds), Cbor.Unsigned(7), Cbor.Bytes(0, 0, 0, 41), .. moreClaims]),
    };

    /// <summary>A good code of either form, raw; <paramref name="edit"/> may change the issuer's claims.</summary>
    internal static byte[] Code(CodeForm form, CredentialKind kind, SignatureAlgorithm algorithm, Action<RawClaims>? edit = null) =>
        form == CodeForm.Issued
            ? Issued(kind, algorithm, edit).Encode()
            : Presentation(Grant(kind, algorithm, edit).Encode(), Phone(algorithm)).Encode();

    internal static byte[] Header(SignatureAlgorithm algorithm, byte[] secondKey, byte[] secondValue) =>
        Cbor.Map(Cbor.Unsigned(1), Cbor.Signed((long)algorithm), secondKey, secondValue);

    internal byte[] SigStructure() => Cbor.Array(
        Cbor.Text("Signature1"), Cbor.Bytes(Protected), Cbor.Bytes(Encoding.UTF8.GetBytes(Role)), Cbor.Bytes(Payload));

    internal byte[] Sign() => Signer.Sign(SigStructure());

    /// <summary>Signs and encodes.</summary>
    internal byte[] Encode() => Encode(Sign());

    internal byte[] Encode(byte[] signature) =>
        Cbor.Array(Cbor.Bytes(Protected), Unprotected, Cbor.Bytes(Payload), Cbor.Bytes(signature));

    internal static string Text(byte[] code) => "TI1:" + Base45.Encode(code);

    private static RawSign1 ByIssuer(string role, CredentialKind kind, SignatureAlgorithm algorithm, RawClaims claims,
        Action<RawClaims>? edit)
    {
        edit?.Invoke(claims);
        var id = new byte[8];
        IssuerId(kind, algorithm).Write(id);
        return new RawSign1(role, IssuerKey(kind, algorithm))
        {
            Protected = Header(algorithm, Cbor.Unsigned(4), Cbor.Bytes(id)),
            Payload = Cbor.Map([.. claims.ToEntries()]),
        };
    }
}
