using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.TokenCrypto.Codes;

/// <summary>A COSE_Sign1 (RFC 9052 §4.2) taken apart; slices of the scanned bytes.</summary>
internal sealed class SignedPart
{
    public ReadOnlyMemory<byte> Protected { get; set; }
    public ReadOnlyMemory<byte> Payload { get; set; }
    public ReadOnlyMemory<byte> Signature { get; set; }

    /// <summary>Header 1, as it stands; whether it is one of ours is judged with the key.</summary>
    public long Algorithm { get; set; }
}

/// <summary>The phone's key in claim 8 (<c>cnf</c>, RFC 8747 §3.1), not imported yet.</summary>
internal sealed class HolderKey
{
    /// <summary>COSE key type 2, a point with x and y.</summary>
    public const long Ec2 = 2;
    /// <summary>COSE curve 1, P-256.</summary>
    public const long P256 = 1;
    /// <summary>Our private curve number for sm2p256v1; none is registered. The same number as the algorithm's.</summary>
    public const long Sm2P256 = -65537;
    /// <summary>Length in bytes of x.</summary>
    public const int XBytes = 32;

    public long KeyType { get; set; }
    public long Curve { get; set; }
    public ReadOnlyMemory<byte> X { get; set; }
    public bool YSign { get; set; }

    /// <summary>The COSE_Key as it stands: what is re-encoded when the key type is none of ours.</summary>
    public ReadOnlyMemory<byte> Encoded { get; set; }

    /// <summary>The algorithm that the key type and curve name; null when holders may not use it.</summary>
    public SignatureAlgorithm? Algorithm => (KeyType, Curve) switch
    {
        (Ec2, P256) => SignatureAlgorithm.ESP256,
        (Ec2, Sm2P256) => SignatureAlgorithm.SM2,
        _ => null,
    };

    /// <summary>Imports the point; null when it is no acceptable key.</summary>
    public PublicKey? Import()
    {
        if (Algorithm is not { } algorithm) return null;
        Span<byte> compressed = stackalloc byte[1 + XBytes];
        compressed[0] = (byte)(YSign ? 3 : 2);
        X.Span.CopyTo(compressed[1..]);
        return PublicKey.TryImport(algorithm, compressed, out var key) ? key : null;
    }
}

/// <summary>The issuer's claims as numbers, before and after <see cref="ClaimRules"/>; the same for signing and reading.</summary>
internal sealed class ClaimSet
{
    public long ExpiresAt { get; set; }
    public long IssuedAt { get; set; }
    public CredentialId Credential { get; set; }
    public HolderKey? Holder { get; set; }
    public long Kind { get; set; }
    public long LiveAt { get; set; }
    public long ValidFrom { get; set; }
    public long ValidUntil { get; set; }
    public long Classes { get; set; }
    public long Authority { get; set; }
    public long List { get; set; }
    public long Index { get; set; }
    public long GateNumber { get; set; }
    public ReadOnlyMemory<byte>? Gate { get; set; }
    public long IdentityNumber { get; set; }
    public ReadOnlyMemory<byte> Identity { get; set; }

    public bool IsLicence => Kind == (long)CredentialKind.DrivingLicence;
}

/// <summary>A code whose structure could be read.</summary>
internal sealed class ParsedCode
{
    /// <summary>What the issuer signed: the code itself, or the grant.</summary>
    public SignedPart Issuer { get; } = new();
    public KeyId Key { get; set; }
    public ClaimSet Claims { get; } = new();

    /// <summary>What the phone signed; null in issued form.</summary>
    public SignedPart? Phone { get; set; }
    public long PresentedAt { get; set; }
    public uint Counter { get; set; }
    public int? Challenge { get; set; }

    public CodeForm Form => Phone is null ? CodeForm.Issued : CodeForm.Bound;
}
