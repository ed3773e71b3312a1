using System.Buffers.Binary;

namespace TempIdentity.TokenCrypto.Codes;

/// <summary>
/// Reads the COSE structure of a code: strict, canonical and total. What we would not emit is refused, and what is read encodes to the
/// same bytes.
/// </summary>
internal static class CodeReader
{
    private const int Sign1Elements = 4;

    /// <summary>Reads a code; null, or why it is none.</summary>
    public static VerdictCode? Read(ReadOnlyMemory<byte> bytes, out ParsedCode code)
    {
        code = new ParsedCode();
        var outer = new SignedPart();
        return ReadSign1(bytes, outer)
            ?? ReadOuter(outer, code)
            ?? StrictReader.Read(code.Issuer.Payload, code, ClaimsReader.ReadIssuerClaims)
            ?? ClaimRules.Refusal(code)
            ?? (bytes.Length > CodeLimits.BytesMax(code.Form, code.Claims.Identity.Length) ? VerdictCode.Oversize : default(VerdictCode?))
            ?? (CodeEncoder.EncodesTo(code, bytes.Span) ? default(VerdictCode?) : VerdictCode.NonCanonical);
    }

    /// <summary>Reads a grant by itself, as a phone holds it; null, or why it is none.</summary>
    public static VerdictCode? ReadGrant(ReadOnlyMemory<byte> grant, out ParsedCode code)
    {
        code = new ParsedCode { Phone = new SignedPart() };
        return ReadSign1(grant, code.Issuer)
            ?? StrictReader.Read(code.Issuer.Protected, code, ReadIssuerHeader)
            ?? StrictReader.Read(code.Issuer.Payload, code, ClaimsReader.ReadIssuerClaims)
            ?? ClaimRules.Refusal(code);
    }

    /// <summary>The header tells the form: a presentation carries its grant (13), an issued code names a key (4).</summary>
    private static VerdictCode? ReadOuter(SignedPart outer, ParsedCode code)
    {
        var header = new OuterHeader(outer, code);
        if (StrictReader.Read(outer.Protected, header, ReadOuterHeader) is { } refusal) return refusal;
        if (code.Form == CodeForm.Issued) return null;

        return StrictReader.Read(outer.Payload, code, ClaimsReader.ReadPresentation)
            ?? ReadSign1(header.Grant, code.Issuer)
            ?? StrictReader.Read(code.Issuer.Protected, code, ReadIssuerHeader);
    }

    private static VerdictCode? ReadSign1(ReadOnlyMemory<byte> bytes, SignedPart part) =>
        StrictReader.Read(bytes, part, static (ref StrictReader reader, SignedPart part) =>
        {
            reader.ExpectCount(reader.StartArray(), Sign1Elements);
            part.Protected = reader.Bytes();
            if (reader.StartMap() != 0) reader.Fail(VerdictCode.Malformed);
            reader.EndMap();
            part.Payload = reader.Bytes();
            part.Signature = reader.Bytes();
            if (part.Signature.IsEmpty) reader.Fail(VerdictCode.MissingField);
            if (part.Signature.Length != CodeLimits.SignatureBytes) reader.Fail(VerdictCode.Malformed);
            reader.EndArray();
        });

    private static void ReadIssuerHeader(ref StrictReader reader, ParsedCode code)
    {
        reader.StartMap();
        reader.Key(HeaderKeys.Algorithm, HeaderKeys.OfIssuer);
        code.Issuer.Algorithm = reader.Signed();
        reader.Key(HeaderKeys.KeyId, HeaderKeys.OfIssuer);
        code.Key = ReadKeyId(ref reader);
        reader.EndMap();
    }

    private static void ReadOuterHeader(ref StrictReader reader, OuterHeader header)
    {
        var (outer, code) = (header.Outer, header.Code);
        reader.StartMap();
        reader.Key(HeaderKeys.Algorithm, HeaderKeys.OfCode);
        outer.Algorithm = reader.Signed();
        if (reader.TryKey(HeaderKeys.Grant))
        {
            header.Grant = reader.EncodedArray();
            code.Phone = outer;
        }
        else
        {
            reader.Key(HeaderKeys.KeyId, HeaderKeys.OfCode);
            code.Key = ReadKeyId(ref reader);
            (code.Issuer.Algorithm, code.Issuer.Protected) = (outer.Algorithm, outer.Protected);
            (code.Issuer.Payload, code.Issuer.Signature) = (outer.Payload, outer.Signature);
        }
        reader.EndMap();
    }

    private static KeyId ReadKeyId(ref StrictReader reader)
    {
        var bytes = reader.Bytes(KeyId.SizeBytes);
        return reader.Failure is null ? new KeyId(BinaryPrimitives.ReadUInt64BigEndian(bytes.Span)) : default;
    }

    private sealed class OuterHeader(SignedPart outer, ParsedCode code)
    {
        public SignedPart Outer { get; } = outer;
        public ParsedCode Code { get; } = code;
        public ReadOnlyMemory<byte> Grant { get; set; }
    }
}
