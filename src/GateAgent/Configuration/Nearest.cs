namespace TempIdentity.GateAgent.Configuration;

/// <summary>Finds what a mistyped key was probably meant to be.</summary>
internal static class Nearest
{
    /// <summary>Longest text that is compared.</summary>
    private const int CharsMax = 64;

    /// <summary>The candidate fewest edits away, when that is at most a third of its length; otherwise null.</summary>
    public static string? Find(string text, IEnumerable<string> candidates)
    {
        if (text.Length > CharsMax) return null;
        var (distance, best) = candidates
            .Select(candidate => (Distance(text.ToLowerInvariant(), candidate), candidate))
            .OrderBy(pair => pair.Item1)
            .FirstOrDefault((int.MaxValue, ""));
        return distance <= best.Length / 3 ? best : null;
    }

    /// <summary>Levenshtein distance: insertions, deletions, substitutions.</summary>
    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.Length];
    }
}
