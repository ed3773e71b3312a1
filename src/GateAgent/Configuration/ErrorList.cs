using TempIdentity.GateAgent.Texts;

namespace TempIdentity.GateAgent.Configuration;

/// <summary>Collects everything that is wrong with one file.</summary>
internal sealed class ErrorList(string file)
{
    /// <summary>Characters of a found value that an error shows.</summary>
    private const int FoundCharsMax = 64;

    private readonly List<ConfigurationError> _errors = [];

    public IReadOnlyList<ConfigurationError> All => _errors;

    public void Add(string path, ConfigurationProblem problem, string found, BilingualText allowed) =>
        _errors.Add(new ConfigurationError(file, Printable(path), problem, Printable(found), allowed));

    private static string Printable(string text)
    {
        var clean = string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
        return clean.Length > FoundCharsMax * 4 ? clean[..(FoundCharsMax * 4)] + "…" : clean;
    }
}
