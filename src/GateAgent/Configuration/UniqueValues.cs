namespace TempIdentity.GateAgent.Configuration;

/// <summary>Values that may stand at one place only; the second place is reported and names the first.</summary>
internal sealed class UniqueValues
{
    private readonly Dictionary<string, string> _firstPaths = new(StringComparer.Ordinal);

    public void Claim(ObjectReader reader, KnownKey key, string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        if (!_firstPaths.TryAdd(value, reader.PathOf(key)))
            reader.Add(key, ConfigurationProblem.Repeated, _firstPaths[value]);
    }
}
