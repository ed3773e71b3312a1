using System.Globalization;
using System.Text.Json;
using TempIdentity.GateAgent.Texts;

namespace TempIdentity.GateAgent.Configuration;

/// <summary>
/// Reads one JSON object by its known keys. What is wrong goes to the error list and a placeholder comes back: the whole result is
/// dropped when there is any error, so that one run reports them all.
/// </summary>
internal sealed class ObjectReader
{
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);
    private readonly string _path;
    private readonly ErrorList _errors;

    public ObjectReader(JsonElement element, string path, ErrorList errors)
    {
        _path = path;
        _errors = errors;
        foreach (var property in element.EnumerateObject())
        {
            if (!_values.TryAdd(property.Name, property.Value))
                errors.Add(PathOf(property.Name), ConfigurationProblem.DuplicateKey, "", default);
        }
    }

    /// <summary>The path of a key in this object.</summary>
    public string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    public string PathOf(KnownKey key) => PathOf(key.Name);

    public bool Has(KnownKey key) => _values.ContainsKey(key.Name);

    /// <summary>Refuses every key that is none of the object's.</summary>
    public void RefuseUnknown(string parent, string? kind = null)
    {
        var known = KnownKeys.Of(parent, kind).Select(key => key.Name).ToList();
        foreach (var name in _values.Keys.Where(name => !known.Contains(name)))
        {
            var all = string.Join(", ", known);
            var allowed = Nearest.Find(name, known) is { } near
                ? new BilingualText($"{all} (did you mean {near}?)", $"{all}（是否想写 {near}？）")
                : new BilingualText(all, all);
            _errors.Add(PathOf(name), ConfigurationProblem.UnknownKey, "", allowed);
        }
    }

    public bool Flag(KnownKey key)
    {
        if (!TryFind(key, out var value)) return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) WrongType(key, value);
        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>The number, its default when absent; 0 when wrong.</summary>
    public int Integer(KnownKey key) => OptionalInteger(key) ?? key.Default ?? 0;

    public int? OptionalInteger(KnownKey key)
    {
        if (!TryFind(key, out var value)) return null;
        var raw = value.GetRawText();
        if (value.ValueKind != JsonValueKind.Number || !raw.All(c => c == '-' || char.IsAsciiDigit(c)))
        {
            WrongType(key, value);
            return 0;
        }
        var fits = int.TryParse(raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        if (key.Kind == KeyKind.IntegerChoice)
        {
            if (!key.Choices.Contains(raw)) Add(key, ConfigurationProblem.NotAllowed, raw);
        }
        else if (!fits || number < key.Min || number > key.Max)
        {
            Add(key, ConfigurationProblem.OutOfRange, raw);
        }
        return number;
    }

    /// <summary>One of the key's words; null when absent or wrong.</summary>
    public string? Choice(KnownKey key)
    {
        if (Raw(key) is not { } text) return null;
        if (key.Choices.Contains(text)) return text;
        Add(key, ConfigurationProblem.NotAllowed, text);
        return null;
    }

    /// <summary>A text of the key's form; null when absent or wrong.</summary>
    public string? Text(KnownKey key, Func<string, bool> hasForm)
    {
        if (Raw(key) is not { } text) return null;
        if (hasForm(text)) return text;
        Add(key, ConfigurationProblem.BadForm, "");
        return null;
    }

    /// <summary>The object under the key; null when absent or wrong.</summary>
    public ObjectReader? Object(KnownKey key)
    {
        if (!TryFind(key, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Object) return new ObjectReader(value, PathOf(key), _errors);
        WrongType(key, value);
        return null;
    }

    /// <summary>The objects of a list; those that are none are reported and left out.</summary>
    public IReadOnlyList<ObjectReader> List(KnownKey key)
    {
        if (!TryFind(key, out var value)) return [];
        if (value.ValueKind != JsonValueKind.Array)
        {
            WrongType(key, value);
            return [];
        }
        var count = value.GetArrayLength();
        if (count < key.Min || count > key.Max)
        {
            Add(key, ConfigurationProblem.OutOfRange, count.ToString(CultureInfo.InvariantCulture));
            return [];
        }
        return value.EnumerateArray().Select((element, index) => Element(key, element, index)).OfType<ObjectReader>().ToList();
    }

    /// <summary>Reports; what is allowed for the key is left out where it is not the matter.</summary>
    public void Add(KnownKey key, ConfigurationProblem problem, string found) =>
        _errors.Add(PathOf(key), problem, found, problem is ConfigurationProblem.NeedsSimulated or ConfigurationProblem.Repeated
            ? default : key.Allowed);

    private ObjectReader? Element(KnownKey key, JsonElement element, int index)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{PathOf(key)}[{index}]");
        if (element.ValueKind == JsonValueKind.Object) return new ObjectReader(element, path, _errors);
        _errors.Add(path, ConfigurationProblem.WrongType, TypeName(element), new BilingualText("an object", "对象"));
        return null;
    }

    private string? Raw(KnownKey key)
    {
        if (!TryFind(key, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        WrongType(key, value);
        return null;
    }

    private bool TryFind(KnownKey key, out JsonElement value)
    {
        if (_values.TryGetValue(key.Name, out value)) return true;
        if (key.Mandatory) Add(key, ConfigurationProblem.Missing, "");
        return false;
    }

    private void WrongType(KnownKey key, JsonElement value) => Add(key, ConfigurationProblem.WrongType, TypeName(value));

    private static string TypeName(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText() is { Length: <= 32 } raw ? raw : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Null => "null",
        JsonValueKind.String => "string",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        JsonValueKind.Undefined => "undefined",
        _ => "undefined",
    };
}
