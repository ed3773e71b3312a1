using System.Security.Cryptography;

namespace TempIdentity.TokenCrypto.Trust;

/// <summary>The rules of I8 for the set and every target, and what was admitted under them.</summary>
internal sealed class Targets(IReadOnlyDictionary<string, long> floors, IReadOnlyDictionary<string, string> heldDigests, UnixTime now)
{
    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _digests = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Versions => _versions;

    public IReadOnlyDictionary<string, string> Digests => _digests;

    /// <summary>Admits content whose signature was verified over <paramref name="signed"/>; null, or the refusal.</summary>
    public TrustRefusal? Admit(string target, TargetWindow window, byte[] signed)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(signed));
        if (floors.TryGetValue(target, out var floor))
        {
            if (window.Version < floor) return TrustRefusal.Rollback;
            if (window.Version == floor && heldDigests.TryGetValue(target, out var held) && held != digest) return TrustRefusal.Rollback;
        }
        if (window.IssuedAt - now > TrustLimits.IssuedAheadMaxSeconds) return TrustRefusal.FromFuture;
        if (!_versions.TryAdd(target, window.Version)) return TrustRefusal.Malformed;
        _digests.Add(target, digest);
        return null;
    }
}
