using System.Security.Cryptography;
using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.Simulator.Station;

/// <summary>Head office's own secrets: the key that signs time, and the one that opens what appliances seal to it.</summary>
internal sealed class HeadOfficeKeys : IDisposable
{
    public const string TimeKeyFile = "time.key";
    public const string SealingKeyFile = "sealing.key";

    private HeadOfficeKeys(SigningKey time, (byte[] PrivateKey, byte[] PublicKey) sealing) =>
        (Time, SealingPrivate, SealingPublic) = (time, sealing.PrivateKey, sealing.PublicKey);

    public SigningKey Time { get; }

    /// <summary>HPKE private scalar, 32 bytes.</summary>
    public byte[] SealingPrivate { get; }

    public byte[] SealingPublic { get; }

    public static HeadOfficeKeys Generate() => new(SigningKey.Generate(SignatureAlgorithm.ESP256), Hpke.GenerateKeyPair());

    /// <summary>
    /// The keys that lie in a directory, each in a file of mode 600; made at the first start. Throws <see cref="InvalidDataException"/>
    /// when a file holds none.
    /// </summary>
    public static HeadOfficeKeys InDirectory(string directory)
    {
        var (time, sealing) = (Path.Combine(directory, TimeKeyFile), Path.Combine(directory, SealingKeyFile));
        if (!File.Exists(time))
        {
            using var made = SigningKey.Generate(SignatureAlgorithm.ESP256);
            TrustFiles.WritePrivate(time, made.Export());
        }
        if (!File.Exists(sealing)) TrustFiles.WritePrivate(sealing, Hpke.GenerateKeyPair().PrivateKey);
        try
        {
            var scalar = File.ReadAllBytes(sealing);
            return new HeadOfficeKeys(
                SigningKey.Import(SignatureAlgorithm.ESP256, File.ReadAllBytes(time)), (scalar, Hpke.PublicKeyOf(scalar)));
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new InvalidDataException($"{directory} holds a key of head office that is none.", e);
        }
    }

    public void Dispose()
    {
        Time.Dispose();
        CryptographicOperations.ZeroMemory(SealingPrivate);
    }
}
