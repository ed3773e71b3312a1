using TempIdentity.GateAgent.Texts;

namespace TempIdentity.GateAgent.Configuration;

/// <summary>What can be wrong with a configuration. The text form (snake_case) is stable.</summary>
internal enum ConfigurationProblem
{
    /// <summary>The file cannot be read.</summary>
    Unreadable,
    /// <summary>The file is larger than its limit.</summary>
    TooLarge,
    /// <summary>Not UTF-8, not JSON, or not one JSON object.</summary>
    NotJson,
    /// <summary>The same key stands twice in one object.</summary>
    DuplicateKey,
    /// <summary>No such key here.</summary>
    UnknownKey,
    /// <summary>A mandatory key is absent.</summary>
    Missing,
    /// <summary>The value has another JSON type.</summary>
    WrongType,
    /// <summary>A number or a count outside its range.</summary>
    OutOfRange,
    /// <summary>None of the allowed words or numbers.</summary>
    NotAllowed,
    /// <summary>A text that is not of the form that the key asks for.</summary>
    BadForm,
    /// <summary>A value that must be unique is used elsewhere too.</summary>
    Repeated,
    /// <summary>A simulated device without <c>simulated: true</c>.</summary>
    NeedsSimulated,
    /// <summary>Plain HTTP to another machine.</summary>
    NeedsHttps,
    /// <summary>The key has no meaning for the lane's purpose.</summary>
    NotForPurpose,
}

/// <summary>One thing that is wrong: where, what, and what is allowed. Never holds key material.</summary>
/// <param name="File">The file as named on the command line.</param>
/// <param name="Path">JSON path such as <c>lanes[1].gate.pulse_milliseconds</c>; empty for the whole file.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Found">What was found, shortened and printable; may be empty.</param>
/// <param name="Allowed">What is allowed there.</param>
internal sealed record ConfigurationError(string File, string Path, ConfigurationProblem Problem, string Found, BilingualText Allowed)
{
    /// <summary>The sentence for operators, without file and path.</summary>
    public BilingualText Text => ConfigurationTexts.Describe(this);

    public override string ToString() =>
        $"{File}: {(Path.Length == 0 ? "" : Path + ": ")}{Text.En} | {Text.Zh}";
}

/// <summary>What reading gave: a configuration, or everything that is wrong with it.</summary>
internal sealed record ConfigurationResult(AgentConfiguration? Configuration, IReadOnlyList<ConfigurationError> Errors);
