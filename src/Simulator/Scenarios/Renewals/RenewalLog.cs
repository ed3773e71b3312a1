using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary>Phones of one kind and form together.</summary>
internal readonly record struct PhoneGroup(CredentialKind Kind, CodeForm Form);

/// <summary>What became of each renewal. Thread-safe.</summary>
internal sealed class RenewalLog
{
    private readonly Lock _lock = new();
    private readonly List<(PhoneGroup Group, double Ms)> _latencies = [];
    private readonly Dictionary<PhoneGroup, int> _missed = [];
    private readonly SortedDictionary<string, int> _failures = new(StringComparer.Ordinal);
    private int _rechecks;
    private int _grants;

    /// <summary>
    /// A new code was there, so long after its due time; after <see cref="RenewalPlan.MissedAfter"/> it is a miss all the same.
    /// </summary>
    public void Renewed(PhoneGroup group, TimeSpan latency)
    {
        lock (_lock)
        {
            _latencies.Add((group, latency.TotalMilliseconds));
            if (latency > RenewalPlan.MissedAfter) CountMiss(group);
        }
    }

    /// <summary>No new code was there in time.</summary>
    public void Missed(PhoneGroup group)
    {
        lock (_lock) CountMiss(group);
    }

    /// <summary>One attempt failed; it is tried again until it is missed.</summary>
    public void Failed(string code)
    {
        lock (_lock) _failures[code] = _failures.GetValueOrDefault(code) + 1;
    }

    public void Rechecked()
    {
        lock (_lock) _rechecks++;
    }

    public void Granted()
    {
        lock (_lock) _grants++;
    }

    /// <summary>Renewals that came, missed, failed attempts by code, and latencies so far.</summary>
    public RenewalCounts Counts()
    {
        lock (_lock)
            return new RenewalCounts(
                [.. _latencies], new Dictionary<PhoneGroup, int>(_missed), new SortedDictionary<string, int>(_failures), _rechecks,
                _grants);
    }

    private void CountMiss(PhoneGroup group) => _missed[group] = _missed.GetValueOrDefault(group) + 1;
}

/// <summary>A reading of <see cref="RenewalLog"/>.</summary>
internal sealed record RenewalCounts(
    IReadOnlyList<(PhoneGroup Group, double Ms)> Latencies, IReadOnlyDictionary<PhoneGroup, int> MissedBy,
    IReadOnlyDictionary<string, int> Failures, int Rechecks, int Grants)
{
    public int Missed => MissedBy.Values.Sum();
}

/// <summary>Percentiles by nearest rank, in milliseconds; all null when nothing was measured.</summary>
internal sealed record LatencyFigures(double? P50Ms, double? P99Ms, double? MaxMs)
{
    public static LatencyFigures Of(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        if (sorted.Length == 0) return new LatencyFigures(null, null, null);
        double Rank(double share) => Math.Round(sorted[(int)Math.Ceiling(share * sorted.Length) - 1], 2);
        return new LatencyFigures(Rank(0.5), Rank(0.99), Rank(1));
    }
}
