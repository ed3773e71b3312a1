using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Signing;

/// <summary>Writes what <see cref="DeviceSecrets.TryRead"/> reads: enrolment's side. No IO. Thread-safe.</summary>
public static class DeviceSecretsWriter
{
    /// <summary>
    /// The content of <see cref="DeviceSecrets.File"/>. Throws <see cref="ArgumentException"/> when an id, station, window or key length
    /// is out of range, or two keys share audience and number.
    /// </summary>
    public static byte[] Write(string deviceId, string? station, IReadOnlyList<UnsealingKey> keys)
    {
        var secrets = new DeviceSecrets(deviceId, station, [.. keys.OrderBy(DeviceSecrets.Order)]);
        if (secrets.Problem is { } problem) throw new ArgumentException(problem, nameof(keys));
        return secrets.Encode();
    }
}
