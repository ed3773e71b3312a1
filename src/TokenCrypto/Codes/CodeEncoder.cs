using System.Buffers.Binary;

namespace TempIdentity.TokenCrypto.Codes;

/// <summary>Writes the format's structures in their only encoding: for signing, and to compare with what was read.</summary>
internal static class CodeEncoder
{
    /// <summary>
    /// Bytes of any structure at most; what is read is no longer than the reader's limit, and we write no longer than that.
    /// </summary>
    public const int BufferBytes = CodeLimits.DecodedBytesMax + 256;

    private static ReadOnlySpan<byte> EmptyMap => [0xA0];

    /// <summary>True when a code encodes to exactly these bytes.</summary>
    public static bool EncodesTo(ParsedCode code, ReadOnlySpan<byte> expected)
    {
        Span<byte> buffer = stackalloc byte[BufferBytes];
        return Write(code, buffer).SequenceEqual(expected);
    }

    private static ReadOnlySpan<byte> Write(ParsedCode code, Span<byte> destination)
    {
        var writer = new CborSpanWriter(destination);
        if (code.Phone is not { } phone)
        {
            WriteIssuerPart(ref writer, code);
            return writer.Written;
        }

        Span<byte> grantBuffer = stackalloc byte[BufferBytes];
        Span<byte> headerBuffer = stackalloc byte[BufferBytes];
        Span<byte> payloadBuffer = stackalloc byte[BufferBytes];
        var grant = new CborSpanWriter(grantBuffer);
        WriteIssuerPart(ref grant, code);
        var header = PresentationHeader(headerBuffer, phone.Algorithm, grant.Written);
        var payload = PresentationPayload(payloadBuffer, code.PresentedAt, code.Counter, code.Challenge);
        WriteSign1(ref writer, header, payload, phone.Signature.Span);
        return writer.Written;
    }

    private static void WriteIssuerPart(ref CborSpanWriter writer, ParsedCode code)
    {
        Span<byte> headerBuffer = stackalloc byte[BufferBytes];
        Span<byte> payloadBuffer = stackalloc byte[BufferBytes];
        var header = IssuerHeader(headerBuffer, code.Issuer.Algorithm, code.Key);
        WriteSign1(ref writer, header, IssuerPayload(payloadBuffer, code.Claims), code.Issuer.Signature.Span);
    }

    /// <summary>The protected header of an issued code and of a grant.</summary>
    public static ReadOnlySpan<byte> IssuerHeader(Span<byte> destination, long algorithm, KeyId key)
    {
        Span<byte> id = stackalloc byte[KeyId.SizeBytes];
        key.Write(id);
        var writer = new CborSpanWriter(destination);
        writer.Map(2);
        writer.Integer(HeaderKeys.Algorithm);
        writer.Integer(algorithm);
        writer.Integer(HeaderKeys.KeyId);
        writer.Bytes(id);
        return writer.Written;
    }

    /// <summary>The protected header of a presentation: the grant stands in it as it is.</summary>
    public static ReadOnlySpan<byte> PresentationHeader(Span<byte> destination, long algorithm, scoped ReadOnlySpan<byte> grant)
    {
        var writer = new CborSpanWriter(destination);
        writer.Map(2);
        writer.Integer(HeaderKeys.Algorithm);
        writer.Integer(algorithm);
        writer.Integer(HeaderKeys.Grant);
        writer.Raw(grant);
        return writer.Written;
    }

    /// <summary>A presentation's claims.</summary>
    public static ReadOnlySpan<byte> PresentationPayload(Span<byte> destination, long issuedAt, uint counter, int? challenge)
    {
        Span<byte> count = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(count, counter);
        var writer = new CborSpanWriter(destination);
        writer.Map(challenge is null ? 2 : 3);
        writer.Integer(ClaimKeys.IssuedAt);
        writer.Integer(issuedAt);
        writer.Integer(ClaimKeys.Identifier);
        writer.Bytes(count);
        if (challenge is not { } digits) return writer.Written;
        writer.Integer(ClaimKeys.Challenge);
        writer.Bytes([(byte)('0' + (digits / 10)), (byte)('0' + (digits % 10))]);
        return writer.Written;
    }

    /// <summary>The issuer's claims.</summary>
    public static ReadOnlySpan<byte> IssuerPayload(Span<byte> destination, ClaimSet claims)
    {
        var writer = new CborSpanWriter(destination);
        WriteClaims(ref writer, claims, withCompartments: true);
        return writer.Written;
    }

    /// <summary>COSE_Sign1, untagged, with the empty unprotected header.</summary>
    public static void WriteSign1(
        ref CborSpanWriter writer, scoped ReadOnlySpan<byte> header, scoped ReadOnlySpan<byte> payload, scoped ReadOnlySpan<byte> signature)
    {
        writer.Array(4);
        writer.Bytes(header);
        writer.Raw(EmptyMap);
        writer.Bytes(payload);
        writer.Bytes(signature);
    }

    /// <summary>The issuer's claims map; null stands in each compartment's place when they are left out (associated data).</summary>
    public static void WriteClaims(ref CborSpanWriter writer, ClaimSet claims, bool withCompartments)
    {
        Span<byte> id = stackalloc byte[CredentialId.SizeBytes];
        BinaryPrimitives.WriteUInt64BigEndian(id, claims.Credential.Value);
        writer.Map(claims.Holder is null ? 4 : 5);
        writer.Integer(ClaimKeys.ExpiresAt);
        writer.Integer(claims.ExpiresAt);
        writer.Integer(ClaimKeys.IssuedAt);
        writer.Integer(claims.IssuedAt);
        writer.Integer(ClaimKeys.Identifier);
        writer.Bytes(id);
        if (claims.Holder is { } holder) WriteConfirmation(ref writer, holder);
        writer.Integer(ClaimKeys.Private);
        WritePrivate(ref writer, claims, withCompartments);
    }

    private static void WritePrivate(ref CborSpanWriter writer, ClaimSet claims, bool withCompartments)
    {
        writer.Array(ClaimsReader.PrivateElements(claims.IsLicence));
        writer.Integer(claims.Kind);
        writer.Integer(claims.LiveAt);
        writer.Integer(claims.ValidFrom);
        writer.Integer(claims.ValidUntil);
        if (claims.IsLicence)
        {
            writer.Integer(claims.Classes);
            writer.Integer(claims.Authority);
        }
        writer.Integer(claims.List);
        writer.Integer(claims.Index);
        writer.Integer(claims.GateNumber);
        if (withCompartments && claims.Gate is { } gate) writer.Bytes(gate.Span);
        else writer.Null();
        writer.Integer(claims.IdentityNumber);
        if (withCompartments) writer.Bytes(claims.Identity.Span);
        else writer.Null();
    }

    private static void WriteConfirmation(ref CborSpanWriter writer, HolderKey holder)
    {
        writer.Integer(ClaimKeys.Confirmation);
        writer.Map(1);
        writer.Integer(ConfirmationKeys.CoseKey);
        if (holder.KeyType != HolderKey.Ec2)
        {
            writer.Raw(holder.Encoded.Span);
            return;
        }
        writer.Map(4);
        writer.Integer(ConfirmationKeys.KeyType);
        writer.Integer(holder.KeyType);
        writer.Integer(ConfirmationKeys.Curve);
        writer.Integer(holder.Curve);
        writer.Integer(ConfirmationKeys.X);
        writer.Bytes(holder.X.Span);
        writer.Integer(ConfirmationKeys.Y);
        writer.Boolean(holder.YSign);
    }
}
