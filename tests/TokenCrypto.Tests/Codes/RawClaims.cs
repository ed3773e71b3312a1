using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Signing;
using static TempIdentity.TokenCrypto.Tests.Codes.CodeWorld;

namespace TempIdentity.TokenCrypto.Tests.Codes;

/// <summary>
/// An issuer's claims as a hostile issuer could sign them: good unless a test changes something. Compartments are not openable.
/// </summary>
internal sealed class RawClaims
{
    internal RawClaims(CredentialKind kind, bool isGrant)
    {
        var licence = kind == CredentialKind.DrivingLicence;
        Kind = (ulong)kind;
        IsGrant = isGrant;
        Until = From + (licence ? 1_000_000ul : CodeLimits.RideIdSeconds);
        (Classes, Authority) = licence ? (Cbor.Unsigned(4), Cbor.Unsigned(110_000)) : (null, null);
        GateNumber = licence ? 0ul : 3ul;
        Gate = licence ? Cbor.Null : Cbor.Bytes(new byte[32]);
    }

    internal bool IsGrant { get; }
    internal ulong Kind { get; set; }
    internal ulong IssuedAt { get; set; } = (ulong)Now.Seconds;
    internal ulong Live { get; set; } = (ulong)LiveAt.Seconds;
    internal ulong From { get; set; } = (ulong)ValidFrom.Seconds;
    internal ulong Until { get; set; }
    internal ulong? Expiry { get; set; }
    internal byte[]? Classes { get; set; }
    internal byte[]? Authority { get; set; }
    internal ulong List { get; set; } = 7;
    internal ulong Index { get; set; } = 1234;
    internal ulong GateNumber { get; set; }
    internal byte[] Gate { get; set; }
    internal ulong IdentityNumber { get; set; } = 5;
    internal byte[] Identity { get; set; } = Cbor.Bytes(new byte[40]);
    internal byte[]? CoseKey { get; set; }

    /// <summary>The claims map's keys and values in turn.</summary>
    internal List<byte[]> ToEntries()
    {
        var expiry = Expiry ?? unchecked(IsGrant ? Math.Min(Live + 1800, Until) : IssuedAt + 60);
        List<byte[]> entries =
        [
            Cbor.Unsigned(4), Cbor.Unsigned(expiry), Cbor.Unsigned(6), Cbor.Unsigned(IssuedAt), Cbor.Unsigned(7), Cbor.Bytes(new byte[8]),
        ];
        if (CoseKey is not null) entries.AddRange([Cbor.Unsigned(8), Cbor.Map(Cbor.Unsigned(1), CoseKey)]);
        entries.AddRange([Cbor.Signed(-65537), Cbor.Array([.. ToPrivate()])]);
        return entries;
    }

    /// <summary>The private array's elements.</summary>
    internal List<byte[]> ToPrivate()
    {
        List<byte[]> elements = [Cbor.Unsigned(Kind), Cbor.Unsigned(Live), Cbor.Unsigned(From), Cbor.Unsigned(Until)];
        if (Classes is not null) elements.Add(Classes);
        if (Authority is not null) elements.Add(Authority);
        elements.AddRange([Cbor.Unsigned(List), Cbor.Unsigned(Index), Cbor.Unsigned(GateNumber), Gate, Cbor.Unsigned(IdentityNumber),
            Identity]);
        return elements;
    }

    /// <summary>A phone's key as the format writes it.</summary>
    internal static byte[] CoseKeyOf(SigningKey phone)
    {
        var compressed = phone.PublicKey.ToCompressed();
        return CoseKeyOf(phone.Algorithm == SignatureAlgorithm.SM2 ? -65537 : 1, compressed[1..], compressed[0] == 3);
    }

    /// <summary>An EC2 key of any curve number and coordinate.</summary>
    internal static byte[] CoseKeyOf(long curve, byte[] x, bool ySign) => Cbor.Map(
        Cbor.Unsigned(1), Cbor.Unsigned(2), Cbor.Signed(-1), Cbor.Signed(curve), Cbor.Signed(-2), Cbor.Bytes(x), Cbor.Signed(-3),
        ySign ? Cbor.True : Cbor.False);
}
