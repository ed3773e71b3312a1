using System.Security.Cryptography;
using System.Text.Json;
using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.Simulator.Issue;

/// <summary>
/// The directory <c>issuer</c> beside the public <c>trust</c>: test keys, for their owner's eyes only. <c>seed.key</c>: 32 bytes from
/// which every private key is derived. <c>state.sealed</c>: <see cref="IssuerState"/>, sealed with AES-SIV under a key from the seed,
/// because manifest secrets are made from identity numbers and never lie open.
/// </summary>
internal static class IssuerStore
{
    public const string DirectoryName = "issuer";
    public const string SeedFile = "seed.key";
    public const string StateFile = "state.sealed";

    /// <summary>Bytes of the state file at most.</summary>
    public const int StateBytesMax = 8_388_608;

    private static ReadOnlySpan<byte> SealContext => "TI/issuer-state"u8;

    public static SeededSecrets NewSecrets(out byte[] seed)
    {
        seed = RandomNumberGenerator.GetBytes(SeededSecrets.SizeBytes);
        return new SeededSecrets(seed);
    }

    public static void Write(string directory, ReadOnlySpan<byte> seed, IssuerState state)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(state, IssuerStateJson.Default.IssuerState);
        TrustFiles.WritePrivate(Path.Combine(directory, SeedFile), seed);
        TrustFiles.WritePrivate(Path.Combine(directory, StateFile), AesSiv.Seal(SealingKey(seed), SealContext, json));
    }

    /// <summary>Reads the directory beside a trust directory. Null when it is absent, damaged, or of another root.</summary>
    public static (byte[] Seed, IssuerState State)? Read(string trustDirectory)
    {
        try
        {
            var parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(trustDirectory))) ?? "/";
            var directory = Path.Combine(parent, DirectoryName);
            var seed = File.ReadAllBytes(Path.Combine(directory, SeedFile));
            var state = Path.Combine(directory, StateFile);
            if (seed.Length != SeededSecrets.SizeBytes || new FileInfo(state).Length > StateBytesMax) return null;
            if (!AesSiv.TryOpen(SealingKey(seed), SealContext, File.ReadAllBytes(state), out var json)) return null;
            var read = JsonSerializer.Deserialize(json, IssuerStateJson.Default.IssuerState);
            return read is not null && OwnsRoot(seed, trustDirectory) ? (seed, read) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static byte[] SealingKey(ReadOnlySpan<byte> seed) => new SeededSecrets(seed).Derive("issuer-state");

    private static bool OwnsRoot(byte[] seed, string trustDirectory)
    {
        var root = File.ReadAllBytes(Path.Combine(trustDirectory, TrustWriter.RootFile));
        using var key = Authorities.RootOf(new SeededSecrets(seed));
        return root.AsSpan().SequenceEqual(TrustWriter.Root(key.PublicKey));
    }
}
