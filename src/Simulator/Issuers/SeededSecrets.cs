using System.Security.Cryptography;
using System.Text;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.Simulator.Issuers;

/// <summary>
/// All secrets of a simulated world, each derived from one 32-byte seed by its label (HMAC-SHA-256), so that a run can be repeated and a
/// tester's keys can be kept in one small file. Thread-safe.
/// </summary>
internal sealed class SeededSecrets
{
    public const int SizeBytes = 32;
    private readonly byte[] _seed;

    public SeededSecrets(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SizeBytes) throw new ArgumentException("The seed has 32 bytes.", nameof(seed));
        _seed = seed.ToArray();
    }

    /// <summary>The secrets of a numbered run.</summary>
    public static SeededSecrets OfRun(long seed) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"TI/run/{seed}"))));

    /// <summary>32 bytes for a label.</summary>
    public byte[] Derive(string label) => HMACSHA256.HashData(_seed, Encoding.UTF8.GetBytes(label));

    /// <summary>A private key for a label.</summary>
    public SigningKey DeriveKey(SignatureAlgorithm algorithm, string label)
    {
        var bytes = Derive(FormattableString.Invariant($"key/{algorithm}/{label}"));
        // Both curve orders lie above 2^255, so clearing the top bit always leaves a valid scalar.
        bytes[0] &= 0x7F;
        return SigningKey.Import(algorithm, bytes);
    }

    /// <summary>A generator for identifiers, which are no secrets.</summary>
    public Random DeriveRandom(string label) => new(BitConverter.ToInt32(Derive("random/" + label)));
}
