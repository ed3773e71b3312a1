using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Issuers;

/// <summary>A signing key with its window as published.</summary>
internal sealed record RingKey(PublishedKey Published, SigningKey Key)
{
    public KeyId Id => Published.Id;
}

/// <summary>When a key is told and when it signs.</summary>
internal sealed record KeyWindow(UnixTime PublishedAt, UnixTime From, UnixTime Until)
{
    /// <summary>Days that a key signs before and after the instant that it is made for.</summary>
    public const int DaysAround = 30;

    /// <summary>A window that has been open for a month and stays open for one.</summary>
    public static KeyWindow Around(UnixTime now) =>
        new(now - (DaysAround + 2) * 86_400L, now - DaysAround * 86_400L, now + DaysAround * 86_400L);
}

/// <summary>
/// The keys of one purpose. A key is published at least 24 hours ahead, signs in its window, verifies in its tail, and can be removed at
/// once when it is stolen. Thread-safe.
/// </summary>
internal sealed class KeyRing(KeyPurpose purpose, SeededSecrets secrets)
{
    /// <summary>
    /// Seconds that a key still verifies after its end: a grant made in its last second lives 30 minutes, its last code 90 seconds more.
    /// </summary>
    public const int TailSeconds = 1800 + 90;

    private readonly Lock _gate = new();
    private readonly List<RingKey> _keys = [];
    private int _made;

    public KeyPurpose Purpose => purpose;

    /// <summary>What the trust set says about these keys.</summary>
    public IReadOnlyList<PublishedKey> Published
    {
        get { lock (_gate) return [.. _keys.Select(key => key.Published)]; }
    }

    /// <summary>Adds a key. Throws <see cref="ArgumentException"/> when it would sign less than 24 hours after its publication.</summary>
    public RingKey Add(SignatureAlgorithm algorithm, KeyWindow window)
    {
        if (window.From < window.PublishedAt + TrustedKey.PublishAheadMinSeconds)
            throw new ArgumentException("A key is published at least 24 hours before it signs.", nameof(window));
        lock (_gate)
        {
            var key = secrets.DeriveKey(algorithm, FormattableString.Invariant($"{purpose}/{_made++}"));
            var id = TrustDirectory.IdOf(key.PublicKey);
            var published = new PublishedKey(id, key.PublicKey, purpose, window.PublishedAt, window.From, window.Until, TailSeconds);
            _keys.Add(new RingKey(published, key));
            return _keys[^1];
        }
    }

    /// <summary>The key that signs at an instant: in its window, the youngest of several. Throws when there is none.</summary>
    public RingKey Active(SignatureAlgorithm algorithm, UnixTime now)
    {
        lock (_gate)
        {
            return _keys.Where(key => key.Key.Algorithm == algorithm && now >= key.Published.From && now < key.Published.Until)
                .MaxBy(key => key.Published.From)
                ?? throw new InvalidOperationException($"No {purpose} key with {algorithm} is active at {now}.");
        }
    }

    /// <summary>The key made last, whatever its window.</summary>
    public RingKey Newest(SignatureAlgorithm algorithm)
    {
        lock (_gate) return _keys.Last(key => key.Key.Algorithm == algorithm);
    }

    /// <summary>
    /// Replaces the key that signs: publishes the next one at <paramref name="now"/>, which takes over at <paramref name="at"/>, at least
    /// 24 hours later; the old one ends then and keeps its tail. Takes effect for verifiers with the next trust set.
    /// </summary>
    public RingKey Rotate(SignatureAlgorithm algorithm, UnixTime now, UnixTime at)
    {
        lock (_gate)
        {
            var old = Active(algorithm, now);
            var next = Add(algorithm, new KeyWindow(now, at, at + KeyWindow.DaysAround * 86_400L));
            _keys[_keys.IndexOf(old)] = old with { Published = old.Published with { Until = at } };
            return next;
        }
    }

    /// <summary>Takes a key out at once, without a tail. False when it is not in the ring.</summary>
    public bool Remove(KeyId id)
    {
        lock (_gate) return _keys.RemoveAll(key => key.Id == id) > 0;
    }
}
