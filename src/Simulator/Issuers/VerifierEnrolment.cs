using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Issuers;

/// <summary>
/// Enrols a verifier: makes its directory with the keys that it may unseal with and the key that signs its batches. Head office gets the
/// public half. A second enrolment of the same directory renews the unsealing keys and keeps the signing key.
/// </summary>
internal static class VerifierEnrolment
{
    /// <summary>32 bytes, the private scalar (ESP256).</summary>
    public const string SigningKeyFile = "signing.key";

    /// <param name="directory">The device directory; made when absent.</param>
    /// <param name="device">Name of the appliance.</param>
    /// <param name="station">Null for a verifier that moves.</param>
    /// <param name="audiences">Unattended gates: <see cref="Audience.RailGate"/> alone.</param>
    /// <returns>The public key that head office checks this device's batches with.</returns>
    public static PublicKey Enrol(
        string directory, string device, string? station, IReadOnlyList<Audience> audiences, AudienceKeys keys, UnixTime now)
    {
        var held = audiences.SelectMany(audience => keys.ForDevice(audience, now)).ToArray();
        TrustFiles.WritePrivate(Path.Combine(directory, DeviceSecrets.File), DeviceSecretsWriter.Write(device, station, held));
        var path = Path.Combine(directory, SigningKeyFile);
        if (!File.Exists(path))
        {
            using var made = SigningKey.Generate(SignatureAlgorithm.ESP256);
            TrustFiles.WritePrivate(path, made.Export());
        }
        using var key = SigningKey.Import(SignatureAlgorithm.ESP256, File.ReadAllBytes(path));
        return key.PublicKey;
    }
}
