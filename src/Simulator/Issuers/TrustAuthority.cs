using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Issuers;

/// <summary>
/// Holds the root key and publishes trust: the set of keys, the status lists, and the manifests of the stations served. Every publication
/// has a higher version than the last. Thread-safe.
/// </summary>
internal sealed class TrustAuthority(
    SigningKey root, IReadOnlyList<KeyRing> rings, IReadOnlyList<StatusRegister> lists, TicketOffice tickets)
{
    /// <summary>Seconds after which a set is dead.</summary>
    public const int SetLifetimeSeconds = 7 * 86_400;

    private readonly Lock _gate = new();

    /// <summary>The root's private key.</summary>
    public SigningKey Root => root;

    /// <summary>What verifiers pin: SHA-256 of the root file, 64 lower-case hex digits.</summary>
    public string RootSha256 => Convert.ToHexStringLower(RootKeyFile.Fingerprint(root.PublicKey));

    /// <summary>Version of the last published set; 0 before the first.</summary>
    public long Version { get; private set; }

    /// <summary>Takes up what an earlier run left.</summary>
    public void Restore(long version)
    {
        lock (_gate) Version = version;
    }

    /// <summary>
    /// All files of a new publication. Manifests: the day of <paramref name="now"/>, the next day, and the day before while its codes may
    /// still be shown.
    /// </summary>
    public IReadOnlyDictionary<string, byte[]> Publish(UnixTime now, IReadOnlyList<string> stations)
    {
        lock (_gate)
        {
            var files = new Dictionary<string, byte[]> { [TrustWriter.RootFile] = TrustWriter.Root(root.PublicKey) };
            foreach (var list in lists) Add(list.Sign(now));
            tickets.Book.NextRevision();
            foreach (var station in stations)
            {
                foreach (var file in DaysAt(now).SelectMany(day => tickets.Book.Publish(station, day, now))) Add(file);
            }
            IReadOnlyList<PublishedKey> keys = [.. rings.SelectMany(ring => ring.Published)];
            files[TrustWriter.SetFile] = TrustWriter.Set(++Version, now, now + SetLifetimeSeconds, keys, root);
            return files;

            void Add((string File, byte[] Content) target) => files.Add(target.File, target.Content);
        }
    }

    private static IEnumerable<ServiceDay> DaysAt(UnixTime now) =>
        new[] { ServiceDay.Of(now - ManifestBook.TailSeconds), ServiceDay.Of(now), ServiceDay.Of(now + 86_400) }.Distinct();
}
