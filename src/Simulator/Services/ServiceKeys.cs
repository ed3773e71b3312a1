using TempIdentity.Simulator.Issuers;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services;

/// <summary>
/// Keeps the keys of long-running services going: windows of 30 days end to end, each told two days ahead, laid out from the instant at
/// which the services were first started, so that a restart finds the same keys. Thread-safe.
/// </summary>
internal sealed class ServiceKeys(Authorities authorities, UnixTime origin)
{
    /// <summary>Seconds that a key signs.</summary>
    public const long PeriodSeconds = 30L * 86_400;

    /// <summary>Seconds before its window at which a key is told.</summary>
    public const long AheadSeconds = 2L * 86_400;

    private readonly Lock _gate = new();
    private int _added = 1;

    /// <summary>The window of the first keys: they sign from the origin on.</summary>
    public static KeyWindow First(UnixTime origin) => WindowOf(origin, 0);

    /// <summary>Adds the keys that must be known at an instant, and drops those that ended a period ago.</summary>
    public void Ensure(UnixTime now)
    {
        lock (_gate)
        {
            for (; WindowOf(origin, _added) is var next && now >= next.PublishedAt; _added++) authorities.AddKeys(next);
            authorities.RemoveKeysEndedBefore(now - PeriodSeconds);
        }
    }

    private static KeyWindow WindowOf(UnixTime origin, int number)
    {
        var from = origin + number * PeriodSeconds;
        return new KeyWindow(from - AheadSeconds, from, from + PeriodSeconds);
    }
}
