using System.Collections.Frozen;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.TokenCrypto.Trust;

/// <summary>
/// A checked, signed set of trust: keys, status lists, manifests. Immutable and thread-safe; a new set is loaded whole beside the old one
/// and swapped in. Made by <see cref="TrustLoader"/> only. It keeps the loaded files' memory and reads it in place: the caller must not
/// change those bytes afterwards.
/// </summary>
public sealed class TrustStore
{
    private readonly TargetWindow _window;
    private readonly FrozenDictionary<KeyId, TrustedKey> _keys;
    private readonly FrozenDictionary<int, StatusList> _statusLists;
    private readonly FrozenDictionary<(string Station, ServiceDay Day), TicketManifest> _manifests;
    private readonly FrozenDictionary<(string Station, ServiceDay Day), TicketChanges> _changes;

    internal TrustStore(
        TrustSet set, IReadOnlyCollection<TrustedKey> keys, TargetLoader loaded, Targets targets, ISignatureProvider provider)
    {
        _window = set.Window;
        FreshnessPolicy = set.Freshness;
        _keys = keys.ToFrozenDictionary(key => key.Id);
        _statusLists = loaded.StatusLists.ToFrozenDictionary(list => list.Number);
        _manifests = loaded.Manifests.ToFrozenDictionary(manifest => (manifest.Station, manifest.Day));
        _changes = loaded.Changes.ToFrozenDictionary(log => (log.Station, log.Day));
        Keys = keys;
        Versions = targets.Versions.ToFrozenDictionary(StringComparer.Ordinal);
        Digests = targets.Digests.ToFrozenDictionary(StringComparer.Ordinal);
        Provider = provider;
    }

    /// <summary>Version of the set; never decreases (I8).</summary>
    public long Version => _window.Version;
    /// <summary>Signed issue time.</summary>
    public UnixTime IssuedAt => _window.IssuedAt;
    /// <summary>Signed end, exclusive; past it nothing verifies.</summary>
    public UnixTime ExpiresAt => _window.ExpiresAt;
    /// <summary>All keys, ascending by identifier.</summary>
    public IReadOnlyCollection<TrustedKey> Keys { get; }
    /// <summary>The provider that verifies with these keys (and with holders' keys).</summary>
    public ISignatureProvider Provider { get; }
    /// <summary>
    /// Versions of everything in the store by target name, such as <c>set</c>, <c>status-7</c>, <c>manifest-VNP-2026-11-20</c>: the floors
    /// to keep.
    /// </summary>
    public IReadOnlyDictionary<string, long> Versions { get; }
    /// <summary>
    /// By target name, SHA-256 of what was signed, 64 lower-case hex digits: to keep beside the floors, and to write into records. Of the
    /// Sig_structure, not of the file, so that a second signature over the same content is the same content.
    /// </summary>
    public IReadOnlyDictionary<string, string> Digests { get; }
    /// <summary>Where the tiers of freshness end, as signed.</summary>
    public FreshnessPolicy FreshnessPolicy { get; }

    /// <summary>Freshness of the set at an instant.</summary>
    public Freshness FreshnessAt(UnixTime now) => now < ExpiresAt ? FreshnessPolicy.Set.Of(now - IssuedAt) : Freshness.Dead;

    /// <summary>Freshness of a manifest of this store at an instant.</summary>
    public Freshness FreshnessOf(TicketManifest manifest, UnixTime now) =>
        now < manifest.ExpiresAt ? FreshnessPolicy.Manifest.Of(now - manifest.IssuedAt) : Freshness.Dead;

    /// <summary>Freshness of a look-up's list; null when no list was found or it has no such entry.</summary>
    public Freshness? FreshnessOf(StatusLookup lookup) => lookup.Knowledge switch
    {
        StatusKnowledge.Known => FreshnessPolicy.Status.Of(lookup.ListAgeSeconds),
        StatusKnowledge.Stale => Freshness.Dead,
        StatusKnowledge.Unknown => null,
    };

    /// <summary>A key by its identifier. O(1).</summary>
    public TrustedKey? FindKey(KeyId id) => _keys.GetValueOrDefault(id);

    /// <summary>Status of a credential; the list's own age and expiry are judged at <paramref name="now"/>. O(1).</summary>
    public StatusLookup FindStatus(CredentialKind kind, StatusReference reference, UnixTime now) =>
        _statusLists.TryGetValue(reference.List, out var list) && list.Kind == kind
            ? list.Find(reference.Index, now)
            : new StatusLookup(StatusKnowledge.Unknown, default, 0, 0);

    /// <summary>The manifest of a station for a service day, when the store holds one, in date or not.</summary>
    public TicketManifest? FindManifest(string station, ServiceDay day) => _manifests.GetValueOrDefault((station, day));

    /// <summary>The change log of a station's manifest for a service day, when the store holds one, in date or not.</summary>
    public TicketChanges? FindChanges(string station, ServiceDay day) => _changes.GetValueOrDefault((station, day));

    /// <summary>A traveller's tickets at a station on a service day, as manifest and change log tell them at an instant.</summary>
    public DayTickets FindTickets(string station, ServiceDay day, ReadOnlySpan<byte> manifestSecret, UnixTime now) =>
        DayTickets.Find(FindManifest(station, day), FindChanges(station, day), manifestSecret, now);

    /// <summary>The stations whose manifests of a service day are held, in order: a check on board asks all of them.</summary>
    public IReadOnlyList<string> StationsOn(ServiceDay day) =>
        [.. _manifests.Keys.Where(key => key.Day == day).Select(key => key.Station).Order(StringComparer.Ordinal)];
}
