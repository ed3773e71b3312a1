using System.Buffers.Text;
using System.Text;
using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Browser.Tests.Codec;

/// <summary>The real issuers at a fixed instant, and a verifier that trusts them.</summary>
internal sealed class Issuer
{
    /// <summary>2026-11-20T08:00:00Z.</summary>
    public static readonly UnixTime Start = new(1_795_161_600);

    private readonly Authorities _authorities = new(SeededSecrets.OfRun(7), KeyWindow.Around(Start));
    private readonly TrustStore _trust;
    private readonly CredentialKind _kind;
    private readonly CredentialId _credential;

    public Issuer(CredentialKind kind = CredentialKind.RideId)
    {
        _kind = kind;
        _credential = kind == CredentialKind.RideId
            ? _authorities.RideIds.Grant(People.Default, Start, Start)
            : _authorities.Licences.Grant(People.Default, ["C1"], 110_000, Start, DrivingLicenceIssuer.EndOfFirstLicence(Start), Start);
        var files = _authorities.Trust.Publish(Start, []).ToDictionary(file => file.Key, file => (ReadOnlyMemory<byte>)file.Value);
        _trust = TrustLoader.Load(files, null, new Dictionary<string, long>(), Start, SignatureProviders.Default).Store!;
    }

    private CredentialIssuer Issuing => _kind == CredentialKind.RideId ? _authorities.RideIds : _authorities.Licences;

    public UnixTime GrantEnd => Issuing.GrantEnd(_credential);

    /// <summary>A grant for a phone's key as the page gives it; base64url, as the API answers.</summary>
    public string Grant(string holderKey, UnixTime now)
    {
        Assert.True(PublicKey.TryImport(SignatureAlgorithm.ESP256, Base64Url.DecodeFromChars(holderKey), out var key));
        return Base64Url.EncodeToString(Issuing.IssueGrant(_credential, SignatureAlgorithm.ESP256, key, now).Value!);
    }

    public CodeCheck Check(string text, UnixTime now) =>
        CodeVerifier.Check(Encoding.ASCII.GetBytes(text), _trust, new TimeReading(now), CodeWindows.Default);
}
