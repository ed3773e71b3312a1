namespace TempIdentity.TokenCrypto.Codes;

/// <summary>COSE header parameters of the format (RFC 9052 §3.1; 13 <c>kcwt</c>: RFC 9528).</summary>
internal static class HeaderKeys
{
    public const long Algorithm = 1;
    public const long KeyId = 4;
    public const long Grant = 13;

    /// <summary>Of issued codes and grants.</summary>
    public static ReadOnlySpan<long> OfIssuer => [Algorithm, KeyId];

    /// <summary>Of what a text carries: an issued code or a presentation.</summary>
    public static ReadOnlySpan<long> OfCode => [Algorithm, KeyId, Grant];
}

/// <summary>CWT claims of the format (RFC 8392 §3.1; 8: RFC 8747; 39 <c>cnonce</c>: RFC 9200).</summary>
internal static class ClaimKeys
{
    public const long ExpiresAt = 4;
    public const long IssuedAt = 6;
    public const long Identifier = 7;
    public const long Confirmation = 8;
    public const long Challenge = 39;
    public const long Private = -65537;

    /// <summary>Of what an issuer signs.</summary>
    public static ReadOnlySpan<long> OfIssuer => [ExpiresAt, IssuedAt, Identifier, Confirmation, Private];

    /// <summary>Of what a phone signs.</summary>
    public static ReadOnlySpan<long> OfPresentation => [IssuedAt, Identifier, Challenge];
}

/// <summary>The confirmation claim's map (RFC 8747 §3.1) and its COSE_Key (RFC 9053 §7.1.1).</summary>
internal static class ConfirmationKeys
{
    public const long CoseKey = 1;
    public const long KeyType = 1;
    public const long Curve = -1;
    public const long X = -2;
    public const long Y = -3;

    /// <summary>Of the claim.</summary>
    public static ReadOnlySpan<long> OfConfirmation => [CoseKey];

    /// <summary>Of the key.</summary>
    public static ReadOnlySpan<long> OfKey => [KeyType, Curve, X, Y];
}
