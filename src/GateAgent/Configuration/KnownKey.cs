using System.Globalization;
using TempIdentity.GateAgent.Texts;

namespace TempIdentity.GateAgent.Configuration;

/// <summary>JSON type and reading of a key's value.</summary>
internal enum KeyKind
{
    Object,
    List,
    Flag,
    Integer,
    IntegerChoice,
    Choice,
    Text,
}

/// <summary>A key that the configuration may hold: the one source for reading, refusing, and the documentation's table.</summary>
/// <param name="Path">Path with <c>[]</c> for list elements, such as <c>lanes[].gate.pulse_milliseconds</c>.</param>
/// <param name="Kind">Type of its value.</param>
internal sealed record KnownKey(string Path, KeyKind Kind)
{
    /// <summary>Absent is an error.</summary>
    public bool Mandatory { get; init; }
    /// <summary>Value when absent; null: there is none.</summary>
    public int? Default { get; init; }
    /// <summary>Smallest number, or smallest count of a list.</summary>
    public int Min { get; init; }
    /// <summary>Largest number, or largest count of a list.</summary>
    public int Max { get; init; }
    /// <summary>Words or numbers that are allowed.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
    /// <summary>Form of a text, in words.</summary>
    public BilingualText Form { get; init; }
    /// <summary>Values of <c>kind</c> beside it for which the key exists; empty: all.</summary>
    public IReadOnlyList<string> ForKinds { get; init; } = [];

    /// <summary>The last part of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('.') + 1)..].TrimEnd('[', ']');

    /// <summary>The path of the object that holds it; empty for the file itself.</summary>
    public string Parent => Path.Contains('.', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('.')] : "";

    /// <summary>What is allowed, as errors and the documentation say it.</summary>
    public BilingualText Allowed => Kind switch
    {
        KeyKind.Object => new("an object", "对象"),
        KeyKind.List => new($"a list of {Range} objects", $"{Range} 个对象的列表"),
        KeyKind.Flag => new("true, false", "true、false"),
        KeyKind.Integer => new(Range, Range),
        KeyKind.IntegerChoice or KeyKind.Choice => new(string.Join(", ", Choices), string.Join('、', Choices)),
        KeyKind.Text => Form,
    };

    /// <summary>The default as the documentation says it.</summary>
    public string DefaultText =>
        Mandatory ? "mandatory"
        : Kind == KeyKind.Flag ? "false"
        : Default?.ToString(CultureInfo.InvariantCulture) ?? "absent";

    private string Range => string.Create(CultureInfo.InvariantCulture, $"{Min}–{Max}");
}
