using System.Buffers.Binary;

namespace TempIdentity.TokenCrypto.Codes;

/// <summary>Reads the two claims maps: types and shape. Ranges and agreement are <see cref="ClaimRules"/>' business.</summary>
internal static class ClaimsReader
{
    private const int CounterBytes = 4;
    private const int ChallengeDigits = 2;

    /// <summary>Elements of the private array by kind: a licence also says classes and authority.</summary>
    public static int PrivateElements(bool isLicence) => isLicence ? 12 : 10;

    /// <summary>What an issuer signs: of an issued code, or of a grant.</summary>
    public static void ReadIssuerClaims(ref StrictReader reader, ParsedCode code)
    {
        var claims = code.Claims;
        reader.StartMap();
        reader.Key(ClaimKeys.ExpiresAt, ClaimKeys.OfIssuer);
        claims.ExpiresAt = reader.Unsigned();
        reader.Key(ClaimKeys.IssuedAt, ClaimKeys.OfIssuer);
        claims.IssuedAt = reader.Unsigned();
        reader.Key(ClaimKeys.Identifier, ClaimKeys.OfIssuer);
        claims.Credential = ReadCredentialId(ref reader);
        if (reader.TryKey(ClaimKeys.Confirmation)) claims.Holder = ReadConfirmation(ref reader);
        reader.Key(ClaimKeys.Private, ClaimKeys.OfIssuer);
        ReadPrivate(ref reader, claims);
        reader.EndMap();
    }

    /// <summary>What a phone signs.</summary>
    public static void ReadPresentation(ref StrictReader reader, ParsedCode code)
    {
        reader.StartMap();
        reader.Key(ClaimKeys.IssuedAt, ClaimKeys.OfPresentation);
        code.PresentedAt = reader.Unsigned();
        if (code.PresentedAt > UnixTime.MaxSeconds) reader.Fail(VerdictCode.Malformed);
        reader.Key(ClaimKeys.Identifier, ClaimKeys.OfPresentation);
        var counter = reader.Bytes(CounterBytes);
        if (reader.Failure is null) code.Counter = BinaryPrimitives.ReadUInt32BigEndian(counter.Span);
        if (reader.TryKey(ClaimKeys.Challenge)) code.Challenge = ReadChallenge(ref reader);
        reader.EndMap();
    }

    private static CredentialId ReadCredentialId(ref StrictReader reader)
    {
        var bytes = reader.Bytes(CredentialId.SizeBytes);
        return reader.Failure is null ? new CredentialId(BinaryPrimitives.ReadUInt64BigEndian(bytes.Span)) : default;
    }

    private static int? ReadChallenge(ref StrictReader reader)
    {
        var digits = reader.Bytes(ChallengeDigits).Span;
        if (reader.Failure is not null) return null;
        if (char.IsAsciiDigit((char)digits[0]) && char.IsAsciiDigit((char)digits[1])) return ((digits[0] - '0') * 10) + (digits[1] - '0');
        reader.Fail(VerdictCode.Malformed);
        return null;
    }

    private static void ReadPrivate(ref StrictReader reader, ClaimSet claims)
    {
        var count = reader.StartArray();
        if (count == 0) reader.Fail(VerdictCode.MissingField);
        claims.Kind = reader.Unsigned();
        if (claims.Kind is not ((long)CredentialKind.RideId or (long)CredentialKind.DrivingLicence)) reader.Fail(VerdictCode.Malformed);
        reader.ExpectCount(count, PrivateElements(claims.IsLicence));
        claims.LiveAt = reader.Unsigned();
        claims.ValidFrom = reader.Unsigned();
        claims.ValidUntil = reader.Unsigned();
        if (claims.IsLicence) (claims.Classes, claims.Authority) = (reader.Unsigned(), reader.Unsigned());
        claims.List = reader.Unsigned();
        claims.Index = reader.Unsigned();
        claims.GateNumber = reader.Unsigned();
        if (!reader.TryNull()) claims.Gate = reader.Bytes(CodeLimits.GateBytes);
        claims.IdentityNumber = reader.Unsigned();
        claims.Identity = reader.Bytes();
        reader.EndArray();
    }

    private static HolderKey ReadConfirmation(ref StrictReader reader)
    {
        reader.StartMap();
        reader.Key(ConfirmationKeys.CoseKey, ConfirmationKeys.OfConfirmation);
        var holder = new HolderKey { Encoded = reader.EncodedMap() };
        reader.EndMap();
        if (reader.Failure is null && StrictReader.Read(holder.Encoded, holder, ReadHolder) is { } refusal) reader.Fail(refusal);
        return holder;
    }

    /// <summary>A key of another type is readable and unacceptable: it is judged with the signatures.</summary>
    private static void ReadHolder(ref StrictReader reader, HolderKey holder)
    {
        reader.StartMap();
        reader.Key(ConfirmationKeys.KeyType, ConfirmationKeys.OfKey);
        holder.KeyType = reader.Signed();
        if (holder.KeyType != HolderKey.Ec2)
        {
            reader.SkipRestOfMap();
            return;
        }
        reader.Key(ConfirmationKeys.Curve, ConfirmationKeys.OfKey);
        holder.Curve = reader.Signed();
        reader.Key(ConfirmationKeys.X, ConfirmationKeys.OfKey);
        holder.X = reader.Bytes(HolderKey.XBytes);
        reader.Key(ConfirmationKeys.Y, ConfirmationKeys.OfKey);
        holder.YSign = reader.Boolean();
        reader.EndMap();
    }
}
