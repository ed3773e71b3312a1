using System.Numerics;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Signing;
using static TempIdentity.TokenCrypto.Tests.Codes.CodeWorld;

namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>Attacks on signatures, roles and holders' keys.</summary>
public abstract class SignatureTests(string provider)
{
    private const CredentialKind Ride = CredentialKind.RideId;
    private readonly CodeWorld _world = Of(provider);

    public static TheoryData<SignatureAlgorithm> Algorithms => [.. Enum.GetValues<SignatureAlgorithm>()];

    [Theory, MemberData(nameof(Algorithms))]
    public void WhatOnlyThisTestEncodedIsGranted(SignatureAlgorithm algorithm)
    {
        foreach (var form in Enum.GetValues<CodeForm>())
            foreach (var kind in Enum.GetValues<CredentialKind>())
                Assert.Equal("granted", Judge(RawSign1.Code(form, kind, algorithm)));
    }

    [Theory, MemberData(nameof(Algorithms))]
    public void AnotherKeysSignatureIsBad(SignatureAlgorithm algorithm)
    {
        var code = RawSign1.Issued(Ride, algorithm);
        code.Signer = Key(algorithm, "thief");
        var check = _world.Check(RawSign1.Text(code.Encode()));
        Assert.Equal("bad_signature", Verdict(check));
        Assert.False(check.Authentic);
        Assert.Null(check.Verified);
    }

    [Theory, MemberData(nameof(Algorithms))]
    public void AnotherKeysGrantIsBad(SignatureAlgorithm algorithm)
    {
        var grant = RawSign1.Grant(Ride, algorithm);
        grant.Signer = Key(algorithm, "thief");
        Assert.Equal("bad_signature", Judge(RawSign1.Presentation(grant.Encode(), Phone(algorithm)).Encode()));
    }

    [Theory, MemberData(nameof(Algorithms))]
    public void AnotherPhonesPresentationIsBad(SignatureAlgorithm algorithm)
    {
        var code = RawSign1.Presentation(RawSign1.Grant(Ride, algorithm).Encode(), Phone(algorithm));
        code.Signer = Key(Phone(algorithm).Algorithm, "another phone");
        var check = _world.Check(RawSign1.Text(code.Encode()));
        Assert.Equal("bad_holder_signature", Verdict(check));
        Assert.False(check.Authentic);
        Assert.Null(check.Verified);
    }

    [Fact]
    public void AGrantPutUnderAnotherPresentationIsRefused()
    {
        var mine = RawSign1.Presentation(RawSign1.Grant(Ride, SignatureAlgorithm.ESP256).Encode(), Phone(SignatureAlgorithm.ESP256));
        var signature = mine.Sign();
        mine.Protected = RawSign1.Header(
            SignatureAlgorithm.ESP256, Cbor.Unsigned(13), RawSign1.Grant(Ride, SignatureAlgorithm.ESP256, claims =>
                claims.Index = 99).Encode());
        Assert.Equal("bad_holder_signature", Judge(mine.Encode(signature)));
    }

    [Theory]
    [InlineData("TI1/issued", "granted")]
    [InlineData("TI1/grant", "bad_signature")]
    [InlineData("TI1/present", "bad_signature")]
    [InlineData("", "bad_signature")]
    public void AnIssuedCodeIsSignedAsOne(string role, string verdict)
    {
        var code = RawSign1.Issued(Ride, SignatureAlgorithm.ESP256);
        code.Role = role;
        Assert.Equal(verdict, Judge(code.Encode()));
    }

    [Theory]
    [InlineData("TI1/grant", "TI1/present", "granted")]
    [InlineData("TI1/issued", "TI1/present", "bad_signature")]
    [InlineData("TI1/present", "TI1/present", "bad_signature")]
    [InlineData("TI1/grant", "TI1/grant", "bad_holder_signature")]
    [InlineData("TI1/grant", "TI1/issued", "bad_holder_signature")]
    public void AGrantAndItsPresentationAreSignedAsWhatTheyAre(string grantRole, string role, string verdict)
    {
        var grant = RawSign1.Grant(Ride, SignatureAlgorithm.ESP256);
        grant.Role = grantRole;
        var code = RawSign1.Presentation(grant.Encode(), Phone(SignatureAlgorithm.ESP256));
        code.Role = role;
        Assert.Equal(verdict, Judge(code.Encode()));
    }

    [Theory, MemberData(nameof(Algorithms))]
    public void AGrantWithoutItsPresentationIsNoCode(SignatureAlgorithm algorithm) =>
        Assert.Equal("missing_field", Judge(RawSign1.Grant(Ride, algorithm).Encode()));

    [Fact]
    public void AGrantThatNamesNoPhoneIsNoGrant()
    {
        var grant = RawSign1.Grant(Ride, SignatureAlgorithm.ESP256, claims => claims.CoseKey = null);
        Assert.Equal("missing_field", Judge(RawSign1.Presentation(grant.Encode(), Phone(SignatureAlgorithm.ESP256)).Encode()));
    }

    [Fact]
    public void AnIssuedCodeUnderAPresentationIsNoGrant()
    {
        var issued = RawSign1.Issued(Ride, SignatureAlgorithm.ESP256).Encode();
        Assert.Equal("missing_field", Judge(RawSign1.Presentation(issued, Phone(SignatureAlgorithm.ESP256)).Encode()));
    }

    [Fact]
    public void AnIssuedCodeNamesNoPhone()
    {
        var code = RawSign1.Issued(Ride, SignatureAlgorithm.ESP256, claims =>
            claims.CoseKey = RawClaims.CoseKeyOf(Phone(SignatureAlgorithm.ESP256)));
        Assert.Equal("missing_field", Judge(code.Encode()));
    }

    [Theory]
    [InlineData(CodeForm.Issued)]
    [InlineData(CodeForm.Bound)]
    public void AMalleatedSignatureIsTheSamePresentation(CodeForm form)
    {
        var code = RawSign1.Code(form, Ride, SignatureAlgorithm.ESP256);
        byte[] malleated = [.. code[..^32], .. Negated(code[^32..])];
        var (first, second) = (_world.Check(RawSign1.Text(code)), _world.Check(RawSign1.Text(malleated)));

        Assert.Equal(("granted", "granted"), (Verdict(first), Verdict(second)));
        Assert.NotEqual(RawSign1.Text(code), RawSign1.Text(malleated));
        Assert.Equal(first.Presentation, second.Presentation);
    }

    /// <summary>
    /// The grant stands in what the phone signs: a malleated grant is another presentation, and not one that the phone signed.
    /// </summary>
    [Fact]
    public void AMalleatedGrantIsNotWhatThePhoneSigned()
    {
        var grant = RawSign1.Grant(Ride, SignatureAlgorithm.ESP256).Encode();
        var code = RawSign1.Presentation(grant, Phone(SignatureAlgorithm.ESP256));
        var signature = code.Sign();
        code.Protected = RawSign1.Header(SignatureAlgorithm.ESP256, Cbor.Unsigned(13), [.. grant[..^32], .. Negated(grant[^32..])]);
        Assert.Equal("bad_holder_signature", Judge(code.Encode(signature)));
    }

    [Fact]
    public void TwoPresentationsOfOneGrantDiffer()
    {
        var phone = Phone(SignatureAlgorithm.ESP256);
        var grant = CodeSigner.SignGrant(Credential(Ride), LiveAt, Now, phone.PublicKey, Issuer(Ride, SignatureAlgorithm.ESP256));
        var first = _world.Check(CodeSigner.SignPresentation(grant, phone, Now, 1));
        var second = _world.Check(CodeSigner.SignPresentation(grant, phone, Now, 2));
        Assert.NotEqual(first.Presentation, second.Presentation);
    }

    [Theory]
    [InlineData(SignatureAlgorithm.ESP256)]
    [InlineData(SignatureAlgorithm.SM2)]
    public void RangesOfRAndS(SignatureAlgorithm algorithm)
    {
        var code = RawSign1.Issued(Ride, algorithm);
        Assert.Equal("bad_signature", Judge(code.Encode(new byte[64])));
        Assert.Equal("bad_signature", Judge(code.Encode([.. Enumerable.Repeat((byte)0xFF, 64)])));
    }

    private string Judge(byte[] code) => _world.Verdict(RawSign1.Text(code));

    /// <summary>n − s, modulo the order of P-256.</summary>
    private static byte[] Negated(byte[] s)
    {
        var n = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
            System.Globalization.NumberStyles.HexNumber, null);
        var bytes = (n - new BigInteger(s, isUnsigned: true, isBigEndian: true)).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }
}

public sealed class SignatureOverLibcryptoTests() : SignatureTests("libcrypto");

public sealed class SignatureOverBouncyCastleTests() : SignatureTests("BouncyCastle");
