using System.Text;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Benchmarks;

/// <summary>One good ride ID code with a gate compartment and a four-character name, and the ways to check it.</summary>
internal sealed class Subject : IDisposable
{
    private static readonly UnixTime Now = new(1_795_161_600);
    private static readonly KeyId IssuerId = new(0x1122334455667788);

    private readonly byte[] _text;
    private readonly TrustStore _trust;
    private readonly IVerificationKey _issuer;
    private readonly byte[] _issuerSigned;
    private readonly byte[] _issuerSignature;
    private readonly HolderKey? _holder;
    private readonly IVerificationKey? _holderPrepared;
    private readonly byte[] _holderSigned = [];
    private readonly byte[] _holderSignature = [];

    internal Subject(ISignatureProvider provider, SignatureAlgorithm algorithm, CodeForm form)
    {
        using var root = SigningKey.Generate(SignatureAlgorithm.ESP256);
        using var issuer = SigningKey.Generate(algorithm);
        using var phone = SigningKey.Generate(algorithm == SignatureAlgorithm.SM2 ? SignatureAlgorithm.SM2 : SignatureAlgorithm.ESP256);
        _text = Encoding.ASCII.GetBytes(Sign(form, issuer, phone));
        _trust = Load(root, issuer, provider);
        if (CodeVerifier.Check(_text, _trust, new TimeReading(Now), CodeWindows.Default).First != VerdictCode.Granted)
            throw new InvalidOperationException("The subject is no good code.");

        if (CodeText.Decode(_text, out var bytes) is not null || CodeReader.Read(bytes, out var code) is not null)
            throw new InvalidOperationException("The subject cannot be read.");
        _issuer = _trust.FindKey(IssuerId)!.Prepared;
        _issuerSigned = Signed(code.Issuer, form == CodeForm.Issued ? SigStructure.Issued : SigStructure.Grant);
        _issuerSignature = code.Issuer.Signature.ToArray();
        if (code.Phone is not { } part) return;
        _holder = code.Claims.Holder!;
        _holderPrepared = provider.Prepare(_holder.Import()!);
        _holderSigned = Signed(part, SigStructure.Present);
        _holderSignature = part.Signature.ToArray();
    }

    internal void Check() => Require(CodeVerifier.Check(_text, _trust, new TimeReading(Now), CodeWindows.Default).Verified is not null);

    internal void Bare()
    {
        Require(_issuer.Verify(_issuerSigned, _issuerSignature));
        if (_holderPrepared is not null) Require(_holderPrepared.Verify(_holderSigned, _holderSignature));
    }

    internal void BareWithPrepare()
    {
        Require(_issuer.Verify(_issuerSigned, _issuerSignature));
        if (_holder is null) return;
        using var key = _trust.Provider.Prepare(_holder.Import()!);
        Require(key.Verify(_holderSigned, _holderSignature));
    }

    public void Dispose()
    {
        _holderPrepared?.Dispose();
        foreach (var key in _trust.Keys) key.Prepared.Dispose();
    }

    private static void Require(bool good)
    {
        if (!good) throw new InvalidOperationException("A good code did not verify.");
    }

    private static byte[] Signed(SignedPart part, ReadOnlySpan<byte> role)
    {
        Span<byte> buffer = stackalloc byte[SigStructure.BytesMax];
        return SigStructure.Write(buffer, part.Protected.Span, role, part.Payload.Span).ToArray();
    }

    private static string Sign(CodeForm form, SigningKey issuer, SigningKey phone)
    {
        var credential = new Credential
        {
            Kind = CredentialKind.RideId,
            Id = new CredentialId(1),
            ValidFrom = Now - 3600,
            ValidUntil = Now - 3600 + CodeLimits.RideIdSeconds,
            Status = new StatusReference(7, 1234),
            Identity = new Identity(DocumentType.ResidentIdentityCard, "11010519491231002X", "张三丰子"),
            ManifestSecret = new byte[16],
        };
        var keys = new IssuerKeys(IssuerId, issuer, Unsealing(Audience.RailGate), Unsealing(Audience.RailStaff));
        return form == CodeForm.Issued
            ? CodeSigner.SignIssued(credential, Now - 600, Now, keys)
            : CodeSigner.SignPresentation(CodeSigner.SignGrant(credential, Now - 600, Now, phone.PublicKey, keys), phone, Now, 1);
    }

    private static UnsealingKey Unsealing(Audience audience) => new(audience, 1, Now, Now + 86_400, new byte[AesSiv.KeySizeBytes]);

    private static TrustStore Load(SigningKey root, SigningKey issuer, ISignatureProvider provider)
    {
        var key = new PublishedKey(
            IssuerId, issuer.PublicKey, KeyPurpose.RideId, Now - 200_000, Now - 100_000, Now + 100_000, 7200);
        var files = new Dictionary<string, ReadOnlyMemory<byte>>
        {
            [TrustWriter.RootFile] = TrustWriter.Root(root.PublicKey),
            [TrustWriter.SetFile] = TrustWriter.Set(1, Now - 3600, Now + 100_000, [key], root),
        };
        return TrustLoader.Load(files, null, new Dictionary<string, long>(), Now, provider).Store
            ?? throw new InvalidOperationException("The trust set was refused.");
    }
}
