using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using static TempIdentity.TokenCrypto.Tests.Codes.CodeWorld;

namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>
/// Holders choose their keys: whatever an issuer was talked into signing, only a point of P-256 or sm2p256v1 verifies anything.
/// </summary>
public abstract class HolderKeyTests(string provider)
{
    private readonly CodeWorld _world = Of(provider);

    [Fact]
    public void XWithoutAPointIsRefused()
    {
        Assert.False(PublicKey.TryImport(SignatureAlgorithm.ESP256, [2, .. XOf(OffCurve(SignatureAlgorithm.ESP256))], out _));
        Assert.Equal("bad_holder_signature", Judge(RawClaims.CoseKeyOf(1, XOf(OffCurve(SignatureAlgorithm.ESP256)), false)));
        Assert.Equal("bad_holder_signature", Judge(RawClaims.CoseKeyOf(-65537, XOf(OffCurve(SignatureAlgorithm.SM2)), false),
            SignatureAlgorithm.SM2));
    }

    [Theory]
    [InlineData("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF")]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    public void XNotBelowThePrimeIsRefused(string x) =>
        Assert.Equal("bad_holder_signature", Judge(RawClaims.CoseKeyOf(1, Convert.FromHexString(x), false)));

    [Fact]
    public void TheOtherPointOfXIsAnotherKey()
    {
        var compressed = Phone(SignatureAlgorithm.ESP256).PublicKey.ToCompressed();
        Assert.Equal("granted", Judge(RawClaims.CoseKeyOf(1, compressed[1..], compressed[0] == 3)));
        Assert.Equal("bad_holder_signature", Judge(RawClaims.CoseKeyOf(1, compressed[1..], compressed[0] != 3)));
    }

    [Fact]
    public void AnEd25519HolderIsRefused()
    {
        var phone = Key(SignatureAlgorithm.Ed25519, "phone");
        var okp = Cbor.Map(
            Cbor.Unsigned(1), Cbor.Unsigned(1), Cbor.Signed(-1), Cbor.Unsigned(6), Cbor.Signed(-2),
                Cbor.Bytes(phone.PublicKey.Bytes.ToArray()));
        var grant = RawSign1.Grant(CredentialKind.RideId, SignatureAlgorithm.ESP256, claims => claims.CoseKey = okp);
        Assert.Equal("bad_holder_signature", _world.Verdict(RawSign1.Text(RawSign1.Presentation(grant.Encode(), phone).Encode())));
    }

    [Fact]
    public void TheIdentityPointVerifiesNothing()
    {
        // As an Ed25519 key the identity (y = 1) would verify a signature with R = identity, s = 0 for every message.
        byte[] identity = [1, .. new byte[31]];
        var okp = Cbor.Map(Cbor.Unsigned(1), Cbor.Unsigned(1), Cbor.Signed(-1), Cbor.Unsigned(6), Cbor.Signed(-2), Cbor.Bytes(identity));
        var grant = RawSign1.Grant(CredentialKind.RideId, SignatureAlgorithm.ESP256, claims => claims.CoseKey = okp);
        var code = RawSign1.Presentation(grant.Encode(), Key(SignatureAlgorithm.Ed25519, "phone"));
        Assert.Equal("bad_holder_signature", _world.Verdict(RawSign1.Text(code.Encode([.. identity, .. new byte[32]]))));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(-65536)]
    [InlineData(-65538)]
    [InlineData(0)]
    public void OtherCurvesAreRefused(long curve) =>
        Assert.Equal("bad_holder_signature", Judge(RawClaims.CoseKeyOf(curve, new byte[32], false)));

    [Fact]
    public void AKeyOfOneCurveIsNoKeyOfTheOther()
    {
        var compressed = Phone(SignatureAlgorithm.ESP256).PublicKey.ToCompressed();
        var asSm2 = RawClaims.CoseKeyOf(-65537, compressed[1..], compressed[0] == 3);
        Assert.Equal("alg_mismatch", Judge(asSm2));
    }

    [Theory]
    [InlineData(31, "malformed")]
    [InlineData(32, "bad_holder_signature")]
    [InlineData(33, "malformed")]
    [InlineData(0, "malformed")]
    public void LengthOfX(int length, string verdict) =>
        Assert.Equal(verdict, Judge(RawClaims.CoseKeyOf(2, new byte[length], false)));

    [Fact]
    public void ShapeOfTheKey()
    {
        byte[][] good = [Cbor.Unsigned(1), Cbor.Unsigned(2), Cbor.Signed(-1), Cbor.Unsigned(1), Cbor.Signed(-2), Cbor.Bytes(new byte[32])];
        Assert.Equal("missing_field", Judge(Cbor.Map()));
        Assert.Equal("missing_field", Judge(Cbor.Map(good[..4])));
        Assert.Equal("missing_field", Judge(Cbor.Map(good)));
        Assert.Equal("malformed", Judge(Cbor.Map([.. good, Cbor.Signed(-3), Cbor.Bytes(new byte[32])])));
        Assert.Equal("malformed", Judge(Cbor.Map([.. good, Cbor.Signed(-3), Cbor.True, Cbor.Signed(-4), Cbor.Bytes(1)])));
        Assert.Equal("malformed", Judge(Cbor.Map([good[0], good[1], Cbor.Unsigned(2), Cbor.Bytes(1), .. good[2..], Cbor.Signed(-3),
            Cbor.True])));
        Assert.Equal("malformed", Judge(Cbor.Bytes(1)));
    }

    private string Judge(byte[] coseKey, SignatureAlgorithm algorithm = SignatureAlgorithm.ESP256)
    {
        var grant = RawSign1.Grant(CredentialKind.RideId, algorithm, claims => claims.CoseKey = coseKey);
        return _world.Verdict(RawSign1.Text(RawSign1.Presentation(grant.Encode(), Phone(algorithm)).Encode()));
    }

    private static byte OffCurve(SignatureAlgorithm algorithm) =>
        Enumerable.Range(1, 100).Select(x => (byte)x).First(x => !PublicKey.TryImport(algorithm, [2, .. XOf(x)], out _));

    private static byte[] XOf(byte x) => [.. new byte[31], x];
}

public sealed class HolderKeyOverLibcryptoTests() : HolderKeyTests("libcrypto");

public sealed class HolderKeyOverBouncyCastleTests() : HolderKeyTests("BouncyCastle");
