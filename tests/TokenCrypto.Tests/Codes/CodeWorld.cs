using System.Security.Cryptography;
using System.Text;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Tests.Algorithms;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>
/// Issuers, phones and a verifier with fixed keys, over one provider. Everything is derived from names, so runs are the same.
/// </summary>
internal sealed class CodeWorld
{
    /// <summary>2026-11-20T08:00:00Z.</summary>
    internal static UnixTime Now { get; } = new(1_795_161_600);
    internal static UnixTime LiveAt { get; } = Now - 600;
    internal static UnixTime ValidFrom { get; } = Now - 3600;
    internal static UnixTime KeyFrom { get; } = Now - 172_800;
    internal static UnixTime KeyUntil { get; } = Now + 86_400;
    internal const int KeyTailSeconds = 7200;
    internal static UnixTime TrustExpiresAt { get; } = Now + 259_200;

    internal static byte[] ManifestSecret { get; } = Secret("manifest secret")[..16];
    internal static Identity Person { get; } = new(DocumentType.ResidentIdentityCard, "11010519491231002X", "张三丰子");

    private static readonly Dictionary<string, CodeWorld> Worlds = new()
    {
        ["libcrypto"] = new CodeWorld("libcrypto"),
        ["BouncyCastle"] = new CodeWorld("BouncyCastle"),
    };

    private readonly SigningKey _root = Key(SignatureAlgorithm.ESP256, "root");

    private CodeWorld(string provider)
    {
        Provider = Providers.Get(provider);
        var keys = from kind in Enum.GetValues<CredentialKind>()
                   from algorithm in Providers.AllAlgorithms
                   select Published(kind, algorithm);
        Trust = Load([.. keys], TrustExpiresAt);
    }

    internal ISignatureProvider Provider { get; }
    internal TrustStore Trust { get; }

    internal static CodeWorld Of(string provider) => Worlds[provider];

    internal static byte[] Secret(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(name));

    internal static SigningKey Key(SignatureAlgorithm algorithm, string name) => SigningKey.Import(algorithm, Secret(name));

    internal static SigningKey IssuerKey(CredentialKind kind, SignatureAlgorithm algorithm) => Key(algorithm, $"issuer {kind}");

    internal static KeyId IssuerId(CredentialKind kind, SignatureAlgorithm algorithm) => KeyId.Read(Secret($"id {kind} {algorithm}"));

    /// <summary>The phone's key: SM2 where the issuer uses SM2, else ESP256.</summary>
    internal static SigningKey Phone(SignatureAlgorithm issuer) =>
        Key(issuer == SignatureAlgorithm.SM2 ? SignatureAlgorithm.SM2 : SignatureAlgorithm.ESP256, "phone");

    internal static UnsealingKey GateKey { get; } = Unsealing(Audience.RailGate, 3);
    internal static UnsealingKey StaffKey { get; } = Unsealing(Audience.RailStaff, 5);
    internal static UnsealingKey PoliceKey { get; } = Unsealing(Audience.Police, 9);
    internal static UnsealingKeys AllKeys { get; } = new([GateKey, StaffKey, PoliceKey]);

    internal static IssuerKeys Issuer(CredentialKind kind, SignatureAlgorithm algorithm) => new(
        IssuerId(kind, algorithm), IssuerKey(kind, algorithm), GateKey, kind == CredentialKind.RideId ? StaffKey : PoliceKey);

    internal static Credential Credential(CredentialKind kind) => kind switch
    {
        CredentialKind.RideId => new Credential
        {
            Kind = kind,
            Id = new CredentialId(0x0102030405060708),
            ValidFrom = ValidFrom,
            ValidUntil = ValidFrom + CodeLimits.RideIdSeconds,
            Status = new StatusReference(7, 1234),
            Identity = Person,
            ManifestSecret = ManifestSecret,
        },
        CredentialKind.DrivingLicence => new Credential
        {
            Kind = kind,
            Id = new CredentialId(0x1112131415161718),
            ValidFrom = ValidFrom,
            ValidUntil = ValidFrom + (6 * 365 * 86_400),
            Licence = new LicenceClaims(VehicleClasses.Pack(["B2", "C1"]), 110_000),
            Status = new StatusReference(9, 70_000),
            Identity = Person,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>A good code: signed at <see cref="Now"/> by all.</summary>
    internal static string Good(CodeForm form, CredentialKind kind, SignatureAlgorithm algorithm) =>
        Sign(form, algorithm, Credential(kind), Now, Now);

    /// <summary>A code signed at given times: by the issuer, and in bound form by the phone.</summary>
    internal static string Sign(
        CodeForm form, SignatureAlgorithm algorithm, Credential credential, UnixTime issuedAt, UnixTime presentedAt,
            UnixTime? liveAt = null)
    {
        var issuer = Issuer(credential.Kind, algorithm);
        var live = liveAt ?? LiveAt;
        if (form == CodeForm.Issued) return CodeSigner.SignIssued(credential, live, issuedAt, issuer);
        var phone = Phone(algorithm);
        return CodeSigner.SignPresentation(CodeSigner.SignGrant(credential, live, issuedAt, phone.PublicKey, issuer), phone, presentedAt,
            41);
    }

    internal CodeCheck Check(string text, UnixTime? now = null, int errorSeconds = 0, CodeWindows? windows = null) =>
        CodeVerifier.Check(Encoding.ASCII.GetBytes(text), Trust, new TimeReading(now ?? Now, errorSeconds), windows ?? CodeWindows.Default);

    internal static CodeCheck Judge(string text, TrustStore trust, UnixTime now) =>
        CodeVerifier.Check(Encoding.ASCII.GetBytes(text), trust, new TimeReading(now), CodeWindows.Default);

    /// <summary>A verdict as text, all failures in order; <c>granted</c> when there are none.</summary>
    internal string Verdict(string text, UnixTime? now = null, int errorSeconds = 0, CodeWindows? windows = null) =>
        Verdict(Check(text, now, errorSeconds, windows));

    internal static string Verdict(CodeCheck check) =>
        check.Failures.Count == 0 ? "granted" : string.Join(' ', check.Failures.Select(code => code.ToText()));

    /// <summary>A store with these keys, loaded at <see cref="Now"/>.</summary>
    internal TrustStore Load(IReadOnlyList<PublishedKey> keys, UnixTime expiresAt)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>
        {
            [TrustWriter.RootFile] = TrustWriter.Root(_root.PublicKey),
            [TrustWriter.SetFile] = TrustWriter.Set(12, Now - 3600, expiresAt, keys, _root),
        };
        var load = TrustLoader.Load(files, null, new Dictionary<string, long>(), Now, Provider);
        return load.Store ?? throw new InvalidOperationException($"trust refused: {load.Refusal}");
    }

    internal static PublishedKey Published(CredentialKind kind, SignatureAlgorithm algorithm) => new(
        IssuerId(kind, algorithm), IssuerKey(kind, algorithm).PublicKey,
        kind == CredentialKind.RideId ? KeyPurpose.RideId : KeyPurpose.DrivingLicence,
        KeyFrom - TrustedKey.PublishAheadMinSeconds, KeyFrom, KeyUntil, KeyTailSeconds);

    private static UnsealingKey Unsealing(Audience audience, int number) =>
        new(audience, number, Now - 86_400, Now + 86_400, Secret($"unsealing {audience} {number}"));
}
