using System.Security.Cryptography;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Signing;

/// <summary>
/// A trust directory in memory as its publisher keeps it: keys are collected, a set is signed, targets are put beside it.
/// For head office in the Simulator and for tests. Not thread-safe.
/// </summary>
public sealed class TrustDirectory
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _files = new(StringComparer.Ordinal);
    private readonly List<PublishedKey> _keys = [];
    private readonly SigningKey _root;

    /// <summary>A directory with the root's file and nothing else. The caller keeps and disposes <paramref name="root"/>.</summary>
    public TrustDirectory(SigningKey root)
    {
        _root = root;
        _files[TrustNames.RootFile] = RootKeyFile.Encode(root.PublicKey);
    }

    /// <summary>File name to content: what <see cref="TrustLoader.Load"/> takes.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files => _files;

    /// <summary>The keys of the next set.</summary>
    public IReadOnlyList<PublishedKey> Keys => _keys;

    /// <summary>The fingerprint to pin.</summary>
    public byte[] Fingerprint => RootKeyFile.Fingerprint(_root.PublicKey);

    /// <summary>The identifier that <see cref="AddKey"/> gives a key: the first 8 bytes of SHA-256 of its compressed form.</summary>
    public static KeyId IdOf(PublicKey key) => KeyId.Read(SHA256.HashData(key.ToCompressed()));

    /// <summary>
    /// Adds a key to the next set, published 24 h before <paramref name="from"/> unless said otherwise, and returns its identifier. Nothing
    /// is checked before <see cref="SignSet"/>.
    /// </summary>
    public KeyId AddKey(
        PublicKey key, KeyPurpose purpose, UnixTime from, UnixTime until, int tailSeconds = 86_400, UnixTime? publishedAt = null)
    {
        var id = IdOf(key);
        _keys.Add(new PublishedKey(id, key, purpose, publishedAt ?? from - TrustedKey.PublishAheadMinSeconds, from, until, tailSeconds));
        return id;
    }

    /// <summary>Takes a key out of the next set. False when it was not in it.</summary>
    public bool RemoveKey(KeyId id) => _keys.RemoveAll(key => key.Id == id) > 0;

    /// <summary>Signs the set as it stands. Throws <see cref="ArgumentException"/> as <see cref="TrustWriter.Set"/> does.</summary>
    public TrustDirectory SignSet(long version, UnixTime issuedAt, UnixTime expiresAt, FreshnessPolicy? freshness = null)
    {
        _files[TrustNames.SetFile] = TrustWriter.Set(version, issuedAt, expiresAt, _keys, _root, freshness);
        return this;
    }

    /// <summary>Puts a signed target, or any file, in place of one of the same name.</summary>
    public TrustDirectory Put((string File, byte[] Content) target)
    {
        _files[target.File] = target.Content;
        return this;
    }

    /// <summary>Takes a file away. False when it was not there.</summary>
    public bool Remove(string file) => _files.Remove(file);

    /// <summary>Loads what is there with the root pinned and no floors.</summary>
    public TrustLoad Load(UnixTime now, ISignatureProvider provider) =>
        TrustLoader.Load(_files, Fingerprint, new Dictionary<string, long>(), now, provider);
}
