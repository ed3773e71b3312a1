using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Services;

/// <summary>
/// Keeps the keys of long-running services going: windows of 30 days end to end, each told two days ahead, laid out from the instant at
/// which the services were first started, so that a restart finds the same keys. Thread-safe.
/// </summary>
internal sealed class ServiceKeys
{
    /// <summary>Holds the identifiers of keys that were withdrawn: no restart brings a stolen key back.</summary>
    public const string WithdrawnFile = "withdrawn-keys";

    /// <summary>Seconds that a key signs.</summary>
    public const long PeriodSeconds = 30L * 86_400;

    /// <summary>Seconds before its window at which a key is told.</summary>
    public const long AheadSeconds = 2L * 86_400;

    private readonly Lock _gate = new();
    private readonly Authorities _authorities;
    private readonly UnixTime _origin;
    private readonly string? _withdrawnPath;
    private readonly HashSet<string> _withdrawn = new(StringComparer.Ordinal);
    private int _added = 1;

    /// <param name="withdrawnPath">Keeps what was withdrawn; null where keys end with the process.</param>
    public ServiceKeys(Authorities authorities, UnixTime origin, string? withdrawnPath = null)
    {
        (_authorities, _origin, _withdrawnPath) = (authorities, origin, withdrawnPath);
        authorities.AddReserves(First(origin));
        if (withdrawnPath is not null && File.Exists(withdrawnPath)) _withdrawn.UnionWith(File.ReadAllLines(withdrawnPath));
        RemoveWithdrawn();
    }

    /// <summary>The window of the first keys: they sign from the origin on.</summary>
    public static KeyWindow First(UnixTime origin) => WindowOf(origin, 0);

    /// <summary>Adds the keys that must be known at an instant, and drops those that ended a period ago.</summary>
    public void Ensure(UnixTime now)
    {
        lock (_gate)
        {
            for (; WindowOf(_origin, _added) is var next && now >= next.PublishedAt; _added++) _authorities.AddKeys(next);
            RemoveWithdrawn();
            _authorities.RemoveKeysEndedBefore(now - PeriodSeconds);
        }
    }

    /// <summary>
    /// Takes a stolen key out at once, without a tail; another key of its algorithm signs from then on. False when there is none that may
    /// sign now: then nothing is done. For verifiers it takes effect with the next trust set.
    /// </summary>
    public bool TryWithdraw(CredentialKind kind, KeyId id, UnixTime now)
    {
        lock (_gate)
        {
            var ring = RingOf(kind);
            if (ring.Published.FirstOrDefault(key => key.Id == id) is not { } stolen) return true;
            var others = ring.Published.Any(key => key.Id != id && key.Key.Algorithm == stolen.Key.Algorithm
                && key.From <= now && now < key.Until);
            if (!others) return false;
            if (_withdrawnPath is not null) File.AppendAllLines(_withdrawnPath, [id.ToString()]);
            _withdrawn.Add(id.ToString());
            ring.Remove(id);
            return true;
        }
    }

    /// <summary>A later window's key may be one that was withdrawn: the same order of keys gives the same keys.</summary>
    private void RemoveWithdrawn()
    {
        foreach (var kind in Enum.GetValues<CredentialKind>())
            foreach (var key in RingOf(kind).Published.Where(key => _withdrawn.Contains(key.Id.ToString()))) RingOf(kind).Remove(key.Id);
    }

    private KeyRing RingOf(CredentialKind kind) => _authorities.IssuerOf(kind).CodeKeys;

    private static KeyWindow WindowOf(UnixTime origin, int number)
    {
        var from = origin + number * PeriodSeconds;
        return new KeyWindow(from - AheadSeconds, from, from + PeriodSeconds);
    }
}
