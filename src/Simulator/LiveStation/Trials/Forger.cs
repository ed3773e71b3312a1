using System.Buffers.Binary;
using System.Security.Cryptography;
using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.Simulator.LiveStation.Trials;

/// <summary>Makes false codes as a forger could: with whatever key, and without the audiences' sealing keys. Thread-safe.</summary>
internal static class Forger
{
    private const int HourSeconds = 3600;

    /// <summary>A code for a certificate that was never granted, which points to an entry of the list that is normal.</summary>
    /// <param name="status">An entry that the forger has seen in somebody's code.</param>
    public static string Sign(CredentialKind kind, StatusReference status, KeyId claimed, SigningKey key, UnixTime now)
    {
        var rail = kind == CredentialKind.RideId;
        var from = now - HourSeconds;
        var credential = new Credential
        {
            Kind = kind,
            Id = new CredentialId(BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(CredentialId.SizeBytes))),
            ValidFrom = from,
            ValidUntil = rail ? from + CodeLimits.RideIdSeconds : from + 365L * 24 * HourSeconds,
            Licence = rail ? null : new LicenceClaims(VehicleClasses.Pack(["C1"]), 110000),
            Status = status,
            Identity = new Identity(DocumentType.ResidentIdentityCard, "110101185001010018", "测试甲"),
            ManifestSecret = rail ? new ReadOnlyMemory<byte>(RandomNumberGenerator.GetBytes(Unsealer.ManifestSecretBytes)) : null,
        };
        var keys = new IssuerKeys(
            claimed, key, rail ? Own(Audience.RailGate, now) : null, Own(rail ? Audience.RailStaff : Audience.Police, now));
        return CodeSigner.SignIssued(credential, now - 60, now, keys);
    }

    /// <summary>A key pair of the forger's own, with the identifier that it would have.</summary>
    public static (KeyId Id, SigningKey Key) OwnKey()
    {
        var key = SigningKey.Generate(SignatureAlgorithm.ESP256);
        return (TrustDirectory.IdOf(key.PublicKey), key);
    }

    /// <summary>The number of the week's key is no secret; the key is.</summary>
    private static UnsealingKey Own(Audience audience, UnixTime now)
    {
        var number = (int)(now.Seconds / AudienceKeys.WeekSeconds);
        var key = RandomNumberGenerator.GetBytes(AesSiv.KeySizeBytes);
        return new UnsealingKey(audience, number, now - HourSeconds, now + HourSeconds, key);
    }
}
