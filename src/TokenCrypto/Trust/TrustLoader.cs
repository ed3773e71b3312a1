using System.Security.Cryptography;
using TempIdentity.TokenCrypto.Algorithms;

namespace TempIdentity.TokenCrypto.Trust;

/// <summary>Why a directory of trust was refused.</summary>
public enum TrustRefusal
{
    /// <summary>A mandatory file is absent.</summary>
    Missing,
    /// <summary>
    /// A file is not well-formed, breaks a rule of its content, has another content's name, is larger than its limit, or needs an algorithm
    /// that the provider lacks.
    /// </summary>
    Malformed,
    /// <summary>
    /// A signature does not verify, or its key may not sign this: unknown, of another purpose, or not active when it was issued.
    /// </summary>
    BadSignature,
    /// <summary>The root is not the pinned one.</summary>
    WrongRoot,
    /// <summary>Older than what was held before, or of the same version with other content (I8).</summary>
    Rollback,
    /// <summary>The set is past its expiry.</summary>
    Expired,
    /// <summary>Issued later than now allows.</summary>
    FromFuture,
}

/// <summary>Result of loading: a store, or a named refusal with the file's name. Expired comes with both.</summary>
public sealed record TrustLoad(TrustStore? Store, TrustRefusal? Refusal, string? File);

/// <summary>
/// Reads an opaque directory's files into a store. Pure: the caller reads files and clock. The directory holds the root's public key, the
/// signed set, and its signed targets; a TUF client can replace this class and nothing else. Format and rules: docs/trust.md.
/// </summary>
public static class TrustLoader
{
    /// <summary>Bytes of all files together at most.</summary>
    public const long TotalBytesMax = 268_435_456;

    /// <summary>
    /// Loads, all or nothing. <paramref name="files"/>: file name to content; <c>*.cose</c> files of unknown name are refused, other
    /// names ignored.
    /// <paramref name="pinnedRoot"/>: SHA-256 of the root file (<see cref="RootKeyFile.Fingerprint"/>), or null to take the
    /// directory's own (statelessly, for trying). <paramref name="floors"/>: versions held before, by target name
    /// (<see cref="TrustStore.Versions"/>); <paramref name="heldDigests"/>: the digests that go with them
    /// (<see cref="TrustStore.Digests"/>), without which other content under the same version cannot be seen. Never throws for any
    /// content. An expired set loads with <see cref="TrustRefusal.Expired"/> and a store, so that a verifier can say <c>trust_expired</c>.
    /// </summary>
    public static TrustLoad Load(
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, ReadOnlyMemory<byte>? pinnedRoot,
        IReadOnlyDictionary<string, long> floors, UnixTime now, ISignatureProvider provider,
        IReadOnlyDictionary<string, string>? heldDigests = null)
    {
        if (files.Count > TrustLimits.FilesMax || files.Sum(file => (long)file.Value.Length) > TotalBytesMax)
            return Refuse(TrustRefusal.Malformed, files.MaxBy(file => file.Value.Length).Key);
        if (!files.TryGetValue(TrustNames.RootFile, out var rootFile)) return Refuse(TrustRefusal.Missing, TrustNames.RootFile);
        if (!files.TryGetValue(TrustNames.SetFile, out var setFile)) return Refuse(TrustRefusal.Missing, TrustNames.SetFile);

        if (pinnedRoot is { } pin && !SHA256.HashData(rootFile.Span).AsSpan().SequenceEqual(pin.Span))
            return Refuse(TrustRefusal.WrongRoot, TrustNames.RootFile);
        if (RootKeyFile.TryDecode(rootFile) is not { } root || !provider.Supports(root.Algorithm))
            return Refuse(TrustRefusal.Malformed, TrustNames.RootFile);

        var targets = new Targets(floors, heldDigests ?? new Dictionary<string, string>(), now);
        var (set, refusal) = LoadSet(setFile, root, targets, provider);
        if (set is null) return Refuse(refusal, TrustNames.SetFile);

        var keys = set.Keys.Select(key => Prepare(key, provider)).ToList();
        var loader = new TargetLoader(keys.ToDictionary(key => key.Id), targets);
        foreach (var name in files.Keys.Where(IsTarget).Order(StringComparer.Ordinal))
        {
            if (loader.Load(name, files[name]) is not { } targetRefusal) continue;
            keys.ForEach(key => key.Prepared.Dispose());
            return Refuse(targetRefusal, name);
        }
        var store = new TrustStore(set, keys, loader, targets, provider);
        return now < store.ExpiresAt
            ? new TrustLoad(store, null, null)
            : new TrustLoad(store, TrustRefusal.Expired, TrustNames.SetFile);
    }

    private static (TrustSet? Set, TrustRefusal Refusal) LoadSet(
        ReadOnlyMemory<byte> file, PublicKey root, Targets targets, ISignatureProvider provider)
    {
        if (file.Length > TrustLimits.SetBytesMax || SignedFile.TryRead(file) is not { } signedFile) return (null, TrustRefusal.Malformed);
        if (signedFile.Signer != RootKeyFile.IdOf(root) || signedFile.Algorithm != root.Algorithm) return (null, TrustRefusal.BadSignature);
        var signed = SignedFile.SigStructure(signedFile.Protected.Span, TrustNames.SetType, signedFile.Payload.Span);
        using var rootKey = provider.Prepare(root);
        if (!rootKey.Verify(signed, signedFile.Signature.Span)) return (null, TrustRefusal.BadSignature);
        if (TrustSet.TryDecode(signedFile.Payload) is not { } set) return (null, TrustRefusal.Malformed);
        if (!set.Keys.All(key => provider.Supports(key.Key.Algorithm))) return (null, TrustRefusal.Malformed);
        return targets.Admit(TrustNames.SetTarget, set.Window, signed) is { } refusal ? (null, refusal) : (set, default);
    }

    private static TrustedKey Prepare(PublishedKey key, ISignatureProvider provider) =>
        new(key.Id, key.Key, key.Purpose, key.PublishedAt, key.From, key.Until, key.TailSeconds) { Prepared = provider.Prepare(key.Key) };

    private static bool IsTarget(string name) =>
        name != TrustNames.SetFile && name.EndsWith(TrustNames.Extension, StringComparison.OrdinalIgnoreCase);

    private static TrustLoad Refuse(TrustRefusal refusal, string file) => new(null, refusal, file);
}
