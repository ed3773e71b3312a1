using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using static TempIdentity.TokenCrypto.Tests.Codes.CodeWorld;

namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>
/// What is signed is granted, says what was put in, and opens for its audiences: both forms, both kinds, all algorithms, both providers.
/// </summary>
public sealed class GoodCodeTests
{
    public static TheoryData<string, CodeForm, CredentialKind, SignatureAlgorithm> All()
    {
        var data = new TheoryData<string, CodeForm, CredentialKind, SignatureAlgorithm>();
        foreach (var provider in new[] { "libcrypto", "BouncyCastle" })
            foreach (var form in Enum.GetValues<CodeForm>())
                foreach (var kind in Enum.GetValues<CredentialKind>())
                    foreach (var algorithm in Enum.GetValues<SignatureAlgorithm>())
                        data.Add(provider, form, kind, algorithm);
        return data;
    }

    [Theory, MemberData(nameof(All))]
    public void IsGrantedAndSaysWhatWasSigned(string provider, CodeForm form, CredentialKind kind, SignatureAlgorithm algorithm)
    {
        var credential = Credential(kind);
        var check = Of(provider).Check(Good(form, kind, algorithm));

        Assert.Equal("granted", Verdict(check));
        Assert.True(check.Authentic);
        Assert.Equal(12, check.TrustVersion);
        Assert.Equal(IssuerId(kind, algorithm), check.Key);
        Assert.Equal(check.Presentation, check.Verified?.Presentation);
        var claims = check.Verified!.Claims;
        Assert.Equal((kind, form, credential.Id), (claims.Kind, claims.Form, claims.Credential));
        Assert.Equal((Now, LiveAt, credential.ValidFrom, credential.ValidUntil),
            (claims.IssuedAt, claims.LiveAt, claims.ValidFrom, claims.ValidUntil));
        Assert.Equal(form == CodeForm.Issued ? Now + 60 : LiveAt + 1800, claims.ExpiresAt);
        Assert.Equal((credential.Licence, credential.Status), (claims.Licence, claims.Status));
        Assert.Equal(form == CodeForm.Bound ? new PresentationClaims(Now, 41, null) : null, claims.Presentation);
        Assert.Equal(form == CodeForm.Bound ? Phone(algorithm).PublicKey.Bytes.ToArray() : null, claims.Holder?.Bytes.ToArray());
    }

    [Theory, MemberData(nameof(All))]
    public void OpensForItsAudiences(string provider, CodeForm form, CredentialKind kind, SignatureAlgorithm algorithm)
    {
        var code = Of(provider).Check(Good(form, kind, algorithm)).Verified!;

        Assert.Equal(UnsealOutcome.Opened, Unsealer.TryOpenIdentity(code, AllKeys, Now, out var identity));
        Assert.Equal(Person, identity);
        var gate = Unsealer.TryOpenGate(code, AllKeys, Now, out var secret);
        Assert.Equal(kind == CredentialKind.RideId ? UnsealOutcome.Opened : UnsealOutcome.Absent, gate);
        Assert.Equal(kind == CredentialKind.RideId ? ManifestSecret : [], secret);
    }
}
